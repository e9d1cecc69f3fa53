"""The phone profile: what `/{handle}.vcf` gives to address books.

vCard 3.0 as iOS, Android and Outlook read it best, which is not always as the
standard has it; each departure is said where it is made.
"""

from collections.abc import Iterator
from dataclasses import replace

from meishi.formats.contact import Contact, Photo, Property, Website
from meishi.formats.vcard.writing import Writer, texts

MAX_PHOTO = 100 * 1024  # bytes
# CHARSET is vCard 2.1's, yet without it iOS reads Mac Roman and Outlook Windows-1252.
_CHARSET = ("CHARSET", ("UTF-8",))
_NO_TEXT = frozenset({"PHOTO", "UID", "REV", "BDAY", "X-ABSHOWAS"})


def phone_properties(contact: Contact) -> Iterator[Property]:
    """Yield the properties in a fixed order, only those that have a value."""
    for prop in _properties(contact):
        is_text = prop.name.upper() not in _NO_TEXT
        if is_text and not prop.value.isascii():
            yield replace(prop, params=(*prop.params, _CHARSET))
        else:
            yield prop


def _properties(contact: Contact) -> Iterator[Property]:
    writer = Writer(_for_phones(contact), is_new=False)
    has_sort = bool(contact.name.phonetic_family)
    for prop in writer.properties():
        yield prop
        if prop.name == "N" and has_sort:
            yield from texts(("SORT-STRING", contact.name.phonetic_family))


def _for_phones(contact: Contact) -> Contact:
    """Return the contact with what phones can use, in the form that they expect.

    No LOGO, which Android takes for the photo, no CATEGORIES, nothing unknown. Social
    profiles also as websites, for phones that know no profiles.
    """
    profiles = tuple(
        Website(profile.url, profile.service or profile.username)
        for profile in contact.social_profiles
        if profile.url
    )
    return replace(
        contact,
        emails=tuple(
            replace(email, types=("internet", *email.types)) for email in contact.emails
        ),
        websites=(*contact.websites, *profiles),
        photo=_small(contact.photo),
        logo=None,
        categories=(),
        language="",
        extra=(),
    )


def _small(photo: Photo | None) -> Photo | None:
    """Return the photo if phones take it: data, never an address, and not too much."""
    if photo is None or not 0 < len(photo.data) <= MAX_PHOTO:
        return None
    return photo
