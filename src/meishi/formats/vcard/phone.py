"""The phone profile: what `/{handle}.vcf` gives to address books.

vCard 3.0 as iOS, Android and Outlook read it best, which is not always as the
standard has it; each departure is said where it is made.
"""

from collections.abc import Iterator
from dataclasses import replace

from meishi.formats.contact import (
    Contact,
    Params,
    Phone,
    Photo,
    Property,
    SocialProfile,
    Website,
)
from meishi.formats.vcard.text import clean
from meishi.formats.vcard.writing import Writer, texts

MAX_PHOTO = 100 * 1024  # bytes
# CHARSET is vCard 2.1's, yet without it iOS reads Mac Roman and Outlook Windows-1252.
_CHARSET = ("CHARSET", ("UTF-8",))
_NO_TEXT = frozenset({"PHOTO", "UID", "REV", "BDAY", "X-ABSHOWAS"})
_MEDIA = frozenset({"voice", "fax", "text", "video", "pager", "cell", "pref"})


def phone_properties(contact: Contact) -> Iterator[Property]:
    """Yield the properties in a fixed order, only those that have a value."""
    for prop in PhoneWriter(_for_phones(contact), is_new=False).properties():
        is_text = prop.name.upper() not in _NO_TEXT
        if is_text and not prop.value.isascii():
            params = (*prop.params, _CHARSET)
            yield Property(prop.name, prop.value, params, prop.group)
        else:
            yield prop


class PhoneWriter(Writer):
    """Writes what phones know, in words that they know."""

    def name(self) -> Iterator[Property]:
        """Yield N, how it sounds, and what it is sorted by."""
        yield from super().name()
        yield from texts(("SORT-STRING", self.contact.name.phonetic_family))

    def profile(self, profile: SocialProfile) -> Property:
        """Return X-SOCIALPROFILE; 3.0 has no escapes for what stands in a parameter."""
        prop = super().profile(profile)
        pairs = (
            ("TYPE", profile.service.lower()),
            ("X-USER", profile.username),
        )
        params: Params = tuple((name, (_bare(text),)) for name, text in pairs if text)
        return Property(prop.name, prop.value, params)


def _bare(text: str) -> str:
    return " ".join(clean(text).replace('"', "'").split())


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
        name=replace(contact.name, written=""),
        phones=tuple(_voice(phone) for phone in contact.phones),
        emails=tuple(replace(email, params=()) for email in contact.emails),
        addresses=tuple(
            replace(address, params=(), written="") for address in contact.addresses
        ),
        websites=(
            *(replace(site, params=()) for site in contact.websites),
            *profiles,
        ),
        photo=_small(contact.photo),
        logo=None,
        categories=(),
        language="",
        params={},
        extra=(),
        unknown_json={},
    )


def _voice(phone: Phone) -> Phone:
    """Return the phone saying that it takes calls, unless it says what it takes."""
    types = phone.types
    if types and _MEDIA.isdisjoint(types):
        types = (*types, "voice")
    return replace(phone, types=types, params=())


def _small(photo: Photo | None) -> Photo | None:
    """Return the photo if phones take it: data, never an address, and not too much."""
    if photo is None or not 0 < len(photo.data) <= MAX_PHOTO:
        return None
    return replace(photo, media_type=photo.media_type or "image/jpeg")
