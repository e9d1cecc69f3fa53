"""Many pictures that compress like photos, and a card that shows them."""

from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from meishi.cards.document import AssetRef, BlockEntry, CardDocument
from meishi.cards.registry import BLOCK_TYPES
from tests.demo import demo_identity

SHAPES = ((4, 3), (3, 4), (1, 1), (16, 9))
WORDS = ("Table", "Stairs", "Door", "Bench", "Window", "Shelf", "Cradle")


@lru_cache(maxsize=4)
def _grain(width, height):
    return Image.effect_noise((width, height), 50).convert("RGB")


def scene(number, longest=1200, shape=None):
    """Return the `number`th landscape as JPEG; no two are equal."""
    across, down = shape or SHAPES[number % len(SHAPES)]
    unit = longest // max(across, down)
    width, height = across * unit, down * unit
    warm, cool = (number * 37) % 120, (number * 53) % 120
    picture = Image.new("RGB", (width, height), (230 - warm, 190, 110 + cool))
    draw = ImageDraw.Draw(picture)
    middle = height * (40 + number % 20) // 100
    draw.rectangle((0, middle, width, height), fill=(50 + cool, 80, 40 + warm))
    edge = width // (4 + number % 3)
    left = (number * 97) % (width - edge)
    draw.polygon(
        [(left, middle), (left + edge // 2, middle - edge), (left + edge, middle)],
        fill=(150, 60 + warm, 50),
    )
    draw.ellipse((width - edge, 20, width - 20, edge), fill=(250, 240, 200))
    soft = picture.filter(ImageFilter.GaussianBlur(longest / 300))
    out = BytesIO()
    Image.blend(soft, _grain(width, height), 0.05).save(out, "JPEG", quality=88)
    return out.getvalue()


def photograph(number, longest=1200):
    """Return the `number`th picture that weighs as one that was taken, as JPEG.

    Its light is 1/f noise, as that of nature is, over shapes with edges: at our quality
    it takes 0.10 to 0.16 bytes a pixel, as photographs do.
    """
    across, down = SHAPES[number % len(SHAPES)]
    unit = longest // max(across, down)
    size = (down * unit, across * unit)
    chance = np.random.default_rng(number)
    tones = chance.uniform(40, 215, (6, 3))
    shapes = np.digitize(_noise(chance, size, 1.9), [-1.2, -0.5, 0, 0.5, 1.2])
    light = 26 * _noise(chance, size, 1.4)[..., None]
    tint = 14 * _noise(chance, size, 1.6)[..., None] * chance.uniform(-1, 1, 3)
    pixels = tones[shapes] + light + tint + chance.normal(0, 2, (*size, 1))
    out = BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype("uint8")).save(out, "JPEG", quality=88)
    return out.getvalue()


def _noise(chance, size, fall):
    """A plane whose waves are the weaker the shorter they are, by that power."""
    wave = np.hypot(np.fft.fftfreq(size[0])[:, None], np.fft.rfftfreq(size[1])[None])
    wave[0, 0] = np.inf
    plane = np.fft.irfft2(
        np.exp(2j * np.pi * chance.random(wave.shape)) / wave**fall, size
    )
    return plane / plane.std()


def gallery_items(assets):
    """Return what a gallery says of those assets (public ids)."""
    for number, asset in enumerate(assets, start=1):
        word = WORDS[number % len(WORDS)]
        alt = f"{word} in larch, seen from the {'left' if number % 2 else 'right'}"
        caption = f"{word} {number}" if number % 3 else ""
        yield {"picture": AssetRef(asset=asset, alt=alt), "caption": caption}


def gallery_block(assets, block_id="g1", **settings):
    """Return a block with those pictures. `albums` names them in turn."""
    albums = settings.pop("albums", ("",))
    items = [
        item | {"album": albums[number % len(albums)]}
        for number, item in enumerate(gallery_items(assets))
    ]
    block_type = BLOCK_TYPES["gallery"]
    data = block_type.data(**{"heading": "Finished work", "items": items, **settings})
    return BlockEntry(id=block_id, kind="gallery", data=data.model_dump(mode="json"))


def gallery_document(assets, photo="", *, is_first=False, **settings):
    """Return a card as many have it: contact, profiles, links, a video, a gallery.

    That of a photographer has the gallery as its first block.
    """
    kinds = ("contact", "social", "links", "video")
    blocks = [
        BlockEntry(
            id=f"b{number}",
            kind=kind,
            data=BLOCK_TYPES[kind].example.model_dump(mode="json"),
        )
        for number, kind in enumerate(kinds)
    ]
    gallery = [gallery_block(assets, **settings)]
    photos = {"photo": AssetRef(asset=photo, alt="Alice at her bench")} if photo else {}
    return CardDocument(
        identity=demo_identity(**photos),
        blocks=gallery + blocks if is_first else blocks + gallery,
        is_indexed=True,
    )


def gallery_card(workspace, count, **settings):
    """Return a card with so many pictures in the database, all of them ready."""
    from meishi.cards.services import create_card
    from meishi.media.services import make_renditions, store_asset
    from tests.demo import photo

    ids = []
    for data in [photo(), *(photograph(number) for number in range(count))]:
        asset = store_asset(workspace, data)
        for cut in asset.cuts.all():
            make_renditions.func(cut.pk)
        ids.append(asset.public_id)
    return create_card(
        workspace, document=gallery_document(ids[1:], ids[0], **settings)
    )
