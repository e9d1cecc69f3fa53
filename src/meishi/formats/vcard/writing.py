"""A contact to properties, in vCard 3.0 (RFC 2426) and 4.0 (RFC 6350, 9554)."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace

from meishi.formats.contact import (
    Address,
    Contact,
    Kind,
    Name,
    Params,
    Phone,
    Photo,
    Property,
    SocialProfile,
)
from meishi.formats.vcard.text import clean, escape, escape_parameter

APPLE_LABELS = frozenset(
    {"Anniversary", "HomePage", "Home", "Work", "Other", "Mobile", "Main", "School"}
)
_JPEG = "image/jpeg"


@dataclass(slots=True)
class Writer:
    """Writes one contact. `is_new` says 4.0; groups count up past those in use."""

    contact: Contact
    is_new: bool
    groups: int = 0

    def properties(self) -> Iterator[Property]:
        """Yield all properties of the contact, what the model does not know last."""
        contact = self.contact
        own = {prop.name.upper() for prop in contact.extra}
        self.groups = _highest_group(contact.extra)
        yield from self._kind()
        yield Property("FN", escape(self.full_name()))
        if "N" not in own:
            yield name_property(contact.name)
        yield from self._about(own)
        for phone in contact.phones:
            yield from self._labelled(phone_property(phone), phone.label)
        for email in contact.emails:
            params = (*place_params(email.types), *email.params)
            prop = Property("EMAIL", escape(email.address), params)
            yield from self._labelled(prop, email.label)
        for address in contact.addresses:
            yield from self._address(address)
        for site in contact.websites:
            params = (*place_params(site.types), *site.params)
            yield from self._labelled(
                Property("URL", self.address(site.url), params), site.label
            )
        for profile in contact.social_profiles:
            yield self._profile(profile)
        yield from self._pictures()
        yield from self._rest()
        yield from contact.extra

    def full_name(self) -> str:
        """Return what FN says; it may not be missing (RFC 6350, section 6.2.1)."""
        contact, name = self.contact, self.contact.name
        parts = (name.prefix, name.given, name.additional, name.family, name.suffix)
        return contact.full_name or " ".join(filter(None, parts))

    def address(self, url: str) -> str:
        """Return a URI as a value: escaped in 3.0 as text, nothing to escape in 4.0."""
        return escape(url)

    def _kind(self) -> Iterator[Property]:
        kind = self.contact.kind
        if self.is_new and kind is not Kind.INDIVIDUAL:
            yield Property("KIND", kind.value)
        elif kind is Kind.ORG:
            yield Property("X-ABShowAs", "COMPANY")
        elif kind is not Kind.INDIVIDUAL:
            yield Property("X-ADDRESSBOOKSERVER-KIND", kind.value)

    def _about(self, own: set[str]) -> Iterator[Property]:
        contact = self.contact
        yield from phonetic_properties(contact.name)
        yield from texts(("NICKNAME", contact.nickname))
        yield from texts((self._own("PRONOUNS"), contact.pronouns))
        if "ORG" not in own:
            yield from organization_properties(contact)
        yield from texts(("TITLE", contact.title), ("ROLE", contact.role))

    def _own(self, name: str) -> str:
        return name if self.is_new else f"X-{name}"

    def _labelled(self, prop: Property, label: str) -> Iterator[Property]:
        if not label:
            yield prop
            return
        self.groups += 1
        group = f"item{self.groups}"
        yield replace(prop, group=group)
        yield Property("X-ABLabel", escape(apple_label(label)), group=group)

    def _address(self, address: Address) -> Iterator[Property]:
        code = clean(address.country_code)
        params = (*place_params(address.types), *address.params)
        if self.is_new and code:
            params = (*params, ("CC", (escape_parameter(code),)))
        prop = Property("ADR", address_value(address), params)
        lines = list(self._labelled(prop, address.label))
        if code and not self.is_new:
            if not lines[0].group:
                self.groups += 1
                lines[0] = replace(lines[0], group=f"item{self.groups}")
            code_line = Property("X-ABADR", escape(code.lower()), group=lines[0].group)
            lines.append(code_line)
        yield from lines

    def _profile(self, profile: SocialProfile) -> Property:
        service = "SERVICE-TYPE" if self.is_new else "TYPE"
        user = "USERNAME" if self.is_new else "X-USER"
        params = [
            (name, (escape_parameter(text),))
            for name, text in ((service, profile.service), (user, profile.username))
            if text
        ]
        name = self._own("SOCIALPROFILE")
        return Property(name, escape(profile.url), (*params, *profile.params))

    def _pictures(self) -> Iterator[Property]:
        contact = self.contact
        for name, photo in (("PHOTO", contact.photo), ("LOGO", contact.logo)):
            if photo and (photo.data or photo.url):
                yield picture_property(name, photo, is_new=self.is_new)

    def _rest(self) -> Iterator[Property]:
        contact = self.contact
        if contact.birthday:
            yield date_property("BDAY", contact.birthday, is_new=self.is_new)
        if contact.anniversary:
            name = self._own("ANNIVERSARY")
            yield date_property(name, contact.anniversary, is_new=self.is_new)
        yield from texts(("NOTE", contact.note))
        if contact.categories:
            yield Property("CATEGORIES", ",".join(map(escape, contact.categories)))
        yield from texts(
            (self._own("LANGUAGE"), contact.language),
            ("TZ", contact.time_zone),
            ("UID", contact.uid),
            ("REV", contact.rev),
            ("SOURCE", contact.source),
        )


def texts(*pairs: tuple[str, str]) -> Iterator[Property]:
    """Yield a property for each (name, text) whose text is not empty."""
    for name, text in pairs:
        if value := escape(text):
            yield Property(name, value)


def name_property(name: Name) -> Property:
    """Return N with all five parts (RFC 6350, section 6.2.2)."""
    parts = (name.family, name.given, name.additional, name.prefix, name.suffix)
    return Property("N", ";".join(map(escape, parts)))


def phonetic_properties(name: Name) -> Iterator[Property]:
    """Yield how the name sounds, as phones read it."""
    yield from texts(
        ("X-PHONETIC-FIRST-NAME", name.phonetic_given),
        ("X-PHONETIC-LAST-NAME", name.phonetic_family),
    )


def organization_properties(contact: Contact) -> Iterator[Property]:
    """Yield ORG with company and department, where there is any."""
    if contact.organization or contact.department:
        value = escape(contact.organization)
        if contact.department:
            value += ";" + escape(contact.department)
        yield Property("ORG", value)


def phone_property(phone: Phone) -> Property:
    """Return TEL, with the digits of WhatsApp where they are known."""
    params = (*place_params(phone.types), *phone.params)
    if phone.whatsapp:
        params = (*params, ("waid", (escape_parameter(phone.whatsapp),)))
    return Property("TEL", escape(phone.number), params)


def address_value(address: Address) -> str:
    """Return the seven parts of ADR (RFC 6350, section 6.3.1)."""
    parts = (
        address.po_box,
        address.extended,
        address.street,
        address.locality,
        address.region,
        address.postal_code,
        address.country,
    )
    return ";".join(map(escape, parts))


def place_params(types: tuple[str, ...]) -> Params:
    """Return TYPE with all types, in capitals as phones write them."""
    words = tuple(escape_parameter(word).upper() for word in types)
    return (("TYPE", words),) if words else ()


def picture_property(name: str, photo: Photo, *, is_new: bool) -> Property:
    """Return PHOTO or LOGO: as data address in 4.0, base64 with its type in 3.0."""
    kind = clean(photo.media_type) or (_JPEG if photo.data else "")
    if is_new:
        if photo.data:
            data = b64encode(photo.data).decode()
            return Property(name, f"data:{kind};base64,{data}")
        media: Params = (("MEDIATYPE", (kind,)),) if kind else ()
        return Property(name, escape(photo.url), media)
    short = kind.removeprefix("image/").upper()
    types: Params = (("TYPE", (short,)),) if short else ()
    if photo.data:
        params = (("ENCODING", ("b",)), *types)
        return Property(name, b64encode(photo.data).decode(), params)
    return Property(name, escape(photo.url), (("VALUE", ("uri",)), *types))


def date_property(name: str, date: str, *, is_new: bool) -> Property:
    """Return a date: basic in 4.0, extended in 3.0; without year as Apple writes it."""
    is_plain = len(date) in (7, 10) and date.replace("-", "").isdigit()
    if is_new:
        value = date
        if is_plain and date.startswith("--"):
            value = "--" + date[2:].replace("-", "")
        elif is_plain:
            value = date.replace("-", "")
        params: Params = (
            () if is_plain or _is_instant(date) else (("VALUE", ("text",)),)
        )
        return Property(name, escape(value), params)
    if is_plain and date.startswith("--"):
        omitted = (("X-APPLE-OMIT-YEAR", ("1604",)),)
        return Property(name, f"1604-{date[2:]}", omitted)
    return Property(name, escape(date))


def apple_label(label: str) -> str:
    """Return a label that Apple translates in the way that it marks those."""
    return f"_$!<{label}>!$_" if label in APPLE_LABELS else label


def _is_instant(date: str) -> bool:
    return date[:4].isdigit() or date.startswith("-")


def _highest_group(extra: tuple[Property, ...]) -> int:
    numbers = [
        int(prop.group[4:])
        for prop in extra
        if prop.group[:4].lower() == "item" and prop.group[4:].isdecimal()
    ]
    return max(numbers, default=0)
