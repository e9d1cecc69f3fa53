"""The contact that visitors save."""

from datetime import UTC

from meishi.cards.compile.page import Block
from meishi.cards.compile.source import CardSource
from meishi.cards.document import AssetRef
from meishi.cards.document.to_contact import contact_of, contact_uid
from meishi.formats.contact import Contact, Photo


def card_contact(source: CardSource, blocks: list[Block]) -> Contact:
    """Return the identity with its pictures, and what each visible block adds."""
    identity = source.document.identity
    is_person = identity.subject == "person"
    shown = identity.photo if is_person else identity.logo or identity.photo
    contact = contact_of(
        source.document,
        uid=contact_uid(source.public_id),
        rev=source.published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        source=f"{source.site_url}/{source.handle}.vcf",
        photo=_photo(source, shown),
        logo=_photo(source, identity.logo) if is_person else None,
    )
    for block in blocks:
        contact = block.type.contact(block.data, contact)
    return contact


def _photo(source: CardSource, ref: AssetRef | None) -> Photo | None:
    found = source.pictures(ref.asset, ref.box) if ref else None
    if found is None or not found.contact_jpeg:
        return None
    return Photo(media_type="image/jpeg", data=found.contact_jpeg)
