"""A contact to properties, in vCard 3.0 (RFC 2426) and 4.0 (RFC 6350, 9554)."""

import re
from collections.abc import Iterator

from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Kind,
    Name,
    Params,
    Phone,
    Property,
    SocialProfile,
    Website,
)
from meishi.formats.vcard.dates import basic_date
from meishi.formats.vcard.labels import apple_label, shown_label
from meishi.formats.vcard.pictures import picture_property
from meishi.formats.vcard.structured import address_value, name_value, without_end
from meishi.formats.vcard.text import (
    clean,
    escape,
    escape_parameter,
    escape_uri,
    unescape,
)
from meishi.formats.vcard.versions import in_new, in_old

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ITEM = re.compile(r"item(\d{1,6})\Z", re.IGNORECASE)
_AS_TEXT: Params = (("VALUE", ("text",)),)


class Writer:
    """Writes one contact. `is_new` says 4.0."""

    def __init__(self, contact: Contact, *, is_new: bool) -> None:
        self.contact = contact
        self.is_new = is_new
        self._labelled = {
            (prop.group.lower(), shown_label(unescape(prop.value)))
            for prop in contact.extra
            if prop.group and prop.name.upper() == "X-ABLABEL"
        }
        self._last_item = -1

    def properties(self) -> Iterator[Property]:
        """Yield all properties of the contact, what the model does not know last."""
        contact = self.contact
        yield from self._kind()
        yield self._with("full_name", Property("FN", escape(full_name(contact))))
        yield from self.name()
        yield from self._about()
        for phone in contact.phones:
            yield from self._group(phone, self.phone(phone))
        for email in contact.emails:
            yield from self._group(email, self.email(email))
        for address in contact.addresses:
            yield from self._address(address)
        for site in contact.websites:
            prop = Property("URL", escape_uri(site.url), self._types(site.types))
            yield from self._group(site, prop)
        for profile in contact.social_profiles:
            yield self.profile(profile)
        yield from self._pictures()
        yield from self._rest()
        translated = in_new if self.is_new else in_old
        yield from map(translated, contact.extra)

    def name(self) -> Iterator[Property]:
        """Yield N with all five parts (RFC 6350, section 6.2.2), and its sound."""
        name = self.contact.name
        if name != Name() or "name" in self.contact.params or not self.is_new:
            yield self._with("name", Property("N", name_value(name)))
        yield from texts(
            ("X-PHONETIC-FIRST-NAME", name.phonetic_given),
            ("X-PHONETIC-LAST-NAME", name.phonetic_family),
        )

    def phone(self, phone: Phone) -> Property:
        """Return TEL, with the digits of WhatsApp where they are known."""
        params = self._types(phone.types)
        if phone.whatsapp:
            name = "X-WAID" if self.is_new else "waid"
            params = (*params, (name, (escape_parameter(phone.whatsapp),)))
        return Property("TEL", escape(phone.number), params)

    def email(self, email: Email) -> Property:
        """Return EMAIL; 3.0 says that it is one of the internet."""
        types = email.types if self.is_new else ("internet", *email.types)
        return Property("EMAIL", escape(email.address), self._types(types))

    def profile(self, profile: SocialProfile) -> Property:
        """Return an account: SOCIALPROFILE (RFC 9554, section 3.5), or Apple's."""
        types = [v for k, v in profile.params if k == "TYPE"]
        is_plain = all(values == ("pref",) for values in types)
        is_word = profile.service.lower() not in ("", "pref")
        by_type = is_plain and is_word and "," not in profile.service
        service = "TYPE" if by_type and not self.is_new else "SERVICE-TYPE"
        user = "USERNAME" if self.is_new else "X-USER"
        params: Params = ()
        if profile.service or (types and not self.is_new):
            params = ((service, (escape_parameter(profile.service),)),)
        value = escape_uri(profile.url)
        if not profile.url:
            value = escape(profile.username)
            params = (*params, *_AS_TEXT)
        elif profile.username:
            params = (*params, (user, (escape_parameter(profile.username),)))
        prop = Property(self._own("SOCIALPROFILE"), value, params)
        return with_params(prop, profile.params)

    def _kind(self) -> Iterator[Property]:
        kind = self.contact.kind
        if self.is_new and kind is not Kind.INDIVIDUAL:
            yield Property("KIND", kind.value)
        elif kind is Kind.ORG:
            yield Property("X-ABShowAs", "COMPANY")
        elif kind is not Kind.INDIVIDUAL:
            yield Property("X-ADDRESSBOOKSERVER-KIND", kind.value)

    def _about(self) -> Iterator[Property]:
        contact = self.contact
        yield from self._texts(("NICKNAME", "nickname"))
        yield from self._texts((self._own("PRONOUNS"), "pronouns"))
        parts = (contact.organization, contact.department, *contact.units)
        if any(parts):
            value = ";".join(map(escape, without_end(parts)))
            yield self._with("organization", Property("ORG", value))
        yield from self._texts(("TITLE", "title"), ("ROLE", "role"))

    def _pictures(self) -> Iterator[Property]:
        contact = self.contact
        for field, photo in (("photo", contact.photo), ("logo", contact.logo)):
            if photo and (photo.data or photo.url):
                prop = picture_property(field.upper(), photo, is_new=self.is_new)
                yield self._with(field, prop)

    def _rest(self) -> Iterator[Property]:
        contact = self.contact
        yield from self._date("BDAY", "birthday")
        yield from self._date(self._own("ANNIVERSARY"), "anniversary")
        yield from self._texts(("NOTE", "note"))
        if contact.categories:
            value = ",".join(map(escape, contact.categories))
            yield self._with("categories", Property("CATEGORIES", value))
        yield from self._texts((self._own("LANGUAGE"), "language"))
        if contact.time_zone:
            # 3.0 takes a zone for an offset unless it says that it is text.
            params = () if self.is_new else _AS_TEXT
            prop = Property("TZ", escape(contact.time_zone), params)
            yield self._with("time_zone", prop)
        if contact.uid:
            prop = Property("UID", escape_uri(contact.uid), self._uid_params())
            yield self._with("uid", prop)
        yield from self._date("REV", "rev")
        if contact.source:
            prop = Property("SOURCE", escape_uri(contact.source))
            yield self._with("source", prop)

    def _uid_params(self) -> Params:
        return _AS_TEXT if self.is_new and not _URI.match(self.contact.uid) else ()

    def _texts(self, *pairs: tuple[str, str]) -> Iterator[Property]:
        for name, field in pairs:
            if value := escape(getattr(self.contact, field)):
                yield self._with(field, Property(name, value))

    def _date(self, name: str, field: str) -> Iterator[Property]:
        """Yield a date: basic in 4.0, extended in 3.0; without year as Apple does."""
        date = getattr(self.contact, field)
        if not date:
            return
        value = escape(date)
        params: Params = ()
        basic = basic_date(date)
        if self.is_new:
            value = basic or value
            params = () if basic or name == "REV" else _AS_TEXT
        elif basic and date.startswith("--") and len(date) == len("--04-12"):
            value = f"1604-{date[2:]}"
            params = (("X-APPLE-OMIT-YEAR", ("1604",)),)
        yield self._with(field, Property(name, value, params))

    def _address(self, address: Address) -> Iterator[Property]:
        """Yield ADR, and in 3.0 the country's code in Apple's way, beside it."""
        code = clean(address.country_code)
        params = self._types(address.types)
        if self.is_new and code:
            params = (*params, ("CC", (escape_parameter(code),)))
        prop = Property("ADR", address_value(address), params)
        first, *others = self._group(
            address, prop, needs_group=bool(code and not self.is_new)
        )
        yield first
        yield from others
        if code and not self.is_new:
            yield Property("X-ABADR", escape(code.lower()), group=first.group)

    def _group(
        self,
        thing: Phone | Email | Address | Website,
        prop: Property,
        *,
        needs_group: bool = False,
    ) -> Iterator[Property]:
        """Yield the property, and its label in the same group."""
        prop = with_params(prop, thing.params)
        needs_group = needs_group or bool(thing.label)
        if needs_group and not prop.group:
            group = f"item{self._next_item()}"
            prop = Property(prop.name, prop.value, prop.params, group)
        yield prop
        said = (prop.group.lower(), thing.label)
        if thing.label and said not in self._labelled:
            self._labelled.add(said)
            value = escape(apple_label(thing.label))
            yield Property("X-ABLabel", value, group=prop.group)

    def _next_item(self) -> int:
        if self._last_item < 0:
            found = map(_ITEM.match, groups_in(self.contact))
            self._last_item = max((int(m[1]) for m in found if m), default=0)
        self._last_item += 1
        return self._last_item

    def _types(self, types: tuple[str, ...]) -> Params:
        """Return TYPE, and in 4.0 PREF for what is preferred (section 5.3)."""
        if not types:
            return ()
        if not self.is_new:
            return (("TYPE", tuple(_capital(word) for word in types)),)
        words = tuple(escape_parameter(word) for word in types if word != "pref")
        params: Params = (("TYPE", words),) if words else ()
        return (*params, ("PREF", ("1",))) if "pref" in types else params

    def _own(self, name: str) -> str:
        return name if self.is_new else f"X-{name}"

    def _with(self, field: str, prop: Property) -> Property:
        params = self.contact.params.get(field)
        return with_params(prop, params) if params else prop


def with_params(prop: Property, params: Params) -> Property:
    """Return the property with more parameters; GROUP is its group."""
    if not params:
        return prop
    groups = [values[0] for name, values in params if name == "GROUP"]
    others = (param for param in params if param[0] != "GROUP")
    group = groups[0] if groups else prop.group
    return Property(prop.name, prop.value, (*prop.params, *others), group)


def groups_in(contact: Contact) -> Iterator[str]:
    """Yield every group that the contact has kept from a file."""
    for prop in contact.extra:
        yield prop.group
    kept = [
        *contact.params.values(),
        *(phone.params for phone in contact.phones),
        *(email.params for email in contact.emails),
        *(address.params for address in contact.addresses),
        *(site.params for site in contact.websites),
        *(profile.params for profile in contact.social_profiles),
    ]
    for params in kept:
        yield from (values[0] for name, values in params if name == "GROUP")


def full_name(contact: Contact) -> str:
    """Return what FN says; it may not be missing (RFC 6350, section 6.2.1)."""
    name = contact.name
    parts = (name.prefix, name.given, name.additional, name.family, name.suffix)
    joined = " ".join(filter(None, parts))
    return contact.full_name or joined or contact.organization or contact.nickname


def texts(*pairs: tuple[str, str]) -> Iterator[Property]:
    """Yield a property for each (name, text) whose text is not empty."""
    for name, text in pairs:
        if value := escape(text):
            yield Property(name, value)


def _capital(word: str) -> str:
    text = escape_parameter(word)
    return text.upper() if text.isascii() else text
