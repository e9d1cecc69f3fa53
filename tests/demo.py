"""A card with everything: every block type's example, a photo, a full identity."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from meishi.cards.document import (
    AddressEntry,
    AssetRef,
    BlockEntry,
    CardDocument,
    EmailEntry,
    Identity,
    PhoneEntry,
    WebsiteEntry,
)
from meishi.cards.registry import BLOCK_TYPES


def photo(size=1200):
    """Return a portrait as JPEG: shapes and light, so that it compresses like one."""
    picture = Image.radial_gradient("L").resize((size, size))
    warm = Image.merge("RGB", (picture, picture.point(lambda v: v * 0.9), picture))
    draw = ImageDraw.Draw(warm)
    third = size // 3
    draw.ellipse((third, third // 2, 2 * third, third * 1.7), fill="#e2b48f")
    draw.ellipse((third * 0.5, third * 1.75, third * 2.5, size * 1.3), fill="#28405c")
    warm = Image.blend(
        warm.filter(ImageFilter.GaussianBlur(size / 80)),
        Image.effect_noise((size, size), 60).convert("RGB"),
        0.06,
    )
    out = BytesIO()
    warm.save(out, "JPEG", quality=88)
    return out.getvalue()


def demo_identity(**changes):
    """Return everything that can be said of a person."""
    values = {
        "given": "Alice",
        "family": "Arai",
        "pronouns": "she/her",
        "title": "Master carpenter",
        "department": "Workshop",
        "company": "Arai Joinery",
        "headline": "Tables, doors and stairs made to measure",
        "phones": (
            PhoneEntry(number="+12025550123", has_whatsapp=True),
            PhoneEntry(number="+12025550124", type="work"),
        ),
        "emails": (EmailEntry(address="alice@example.com"),),
        "websites": (WebsiteEntry(url="https://example.com", label="Portfolio"),),
        "addresses": (
            AddressEntry(
                street="12 Example Street",
                locality="Springfield",
                region="VA",
                postal_code="22150",
                country_code="US",
            ),
        ),
        "birthday": "--04-12",
        "note": "The workshop is behind the bakery.",
        "time_zone": "America/New_York",
    }
    return Identity.model_validate(values | changes)


def demo_blocks():
    """Return one block of each type, as its example."""
    return tuple(
        BlockEntry(
            id=f"b{number}",
            kind=block_type.kind,
            data=block_type.example.model_dump(mode="json"),
        )
        for number, block_type in enumerate(BLOCK_TYPES.values())
    )


def demo_document(photo_asset="", **changes):
    """Return the document; `photo_asset` is the public id of an asset."""
    if photo_asset:
        changes["photo"] = AssetRef(asset=photo_asset, alt="Alice in her workshop")
    return CardDocument(
        identity=demo_identity(**changes), blocks=demo_blocks(), is_indexed=True
    )


def demo_card(workspace=None):
    """Return such a card in the database, its photo ready."""
    from meishi.cards.services import create_card
    from meishi.media.services import make_renditions, store_asset
    from meishi.workspaces.models import Workspace

    workspace = workspace or Workspace.objects.create(name="Demo")
    asset = store_asset(workspace, photo(), name="alice.jpg")
    for cut in asset.cuts.all():
        make_renditions.func(cut.pk)
    return create_card(workspace, document=demo_document(asset.public_id))
