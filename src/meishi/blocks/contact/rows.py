"""The identity's details, ready to be shown."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meishi.blocks.contact.data import ContactData
from meishi.cards.document import AddressEntry, Identity, PhoneEntry
from meishi.cards.document.to_contact import country_name
from meishi.formats import link, phone, postal, whatsapp
from meishi.formats.contact import Address
from meishi.formats.locales import locale_of

MAP = "https://www.openstreetmap.org/search?query="


def rows(data: ContactData, identity: Identity) -> dict[str, Any]:
    """Return what is shown of each kind. `n` numbers the links of the block."""
    language = get_language() or "en"
    locale = locale_of(language)
    numbers = count(1)
    write = _plain if data.is_plain else _disguised
    phones = [_phone(p, write, numbers) for p in identity.phones if data.has_phones]
    emails = [
        {
            "n": next(numbers),
            "label": entry.label or _place(entry.type),
            "href": write(link.mailto(entry.address)),
            "user": write(entry.address.rpartition("@")[0]),
            "host": write(entry.address.rpartition("@")[2]),
        }
        for entry in identity.emails
        if data.has_emails and "@" in entry.address
    ]
    websites = [
        {
            "n": next(numbers),
            "label": entry.label or _("Website"),
            "href": entry.url,
            "text": entry.url.partition("://")[2].removeprefix("www.").strip("/"),
        }
        for entry in identity.websites
        if data.has_websites and _is_web(entry.url)
    ]
    addresses = [
        _address(entry, language, numbers)
        for entry in identity.addresses
        if data.has_addresses
    ]
    return {
        "phones": phones,
        "emails": emails,
        "websites": websites,
        "addresses": [address for address in addresses if address["lines"]],
        "birthday": _birthday(identity.birthday, locale) if data.has_birthday else "",
        "note": identity.note if data.has_note else "",
        "zone": _zone(identity.time_zone, locale) if data.has_time_zone else None,
    }


def _phone(
    entry: PhoneEntry, write: Callable[[str], str], numbers: Iterator[int]
) -> dict[str, Any]:
    has_chat = entry.has_whatsapp and entry.number.startswith("+")
    return {
        "n": next(numbers),
        "label": entry.label or _phone_label(entry.type),
        "href": write(link.tel(entry.number)),
        "text": write(phone.show(entry.number)),
        "is_fax": entry.type == "fax",
        "chat": write(whatsapp.link(entry.number)) if has_chat else "",
        "chat_n": next(numbers) if has_chat else 0,
    }


def _address(
    entry: AddressEntry, language: str, numbers: Iterator[int]
) -> dict[str, Any]:
    country = country_name(entry.country_code, language) or entry.country
    parts = entry.model_dump(exclude={"type", "label", "country"})
    lines = postal.lines(Address(**parts, country=country))
    return {
        "n": next(numbers),
        "label": entry.label or _place(entry.type),
        "lines": lines,
        "map": MAP + quote(", ".join(lines), safe=""),
    }


def _phone_label(kind: str) -> str:
    labels = {
        "cell": _("Mobile"),
        "work": _("Work"),
        "home": _("Home"),
        "fax": _("Fax"),
        "other": _("Phone"),
    }
    return labels[kind]


def _place(kind: str) -> str:
    return {"work": _("Work"), "home": _("Home"), "other": ""}[kind]


def _birthday(text: str, locale: Locale) -> str:
    """Write `1990-04-12` or `--04-12` as people of that language do."""
    if not text:
        return ""
    try:
        if text.startswith("--"):  # 2000 has a 29 February
            day = date(2000, int(text[2:4]), int(text[5:7]))
            return format_skeleton("MMMMd", day, locale=locale)
        return format_date(date.fromisoformat(text), "long", locale)
    except ValueError:
        return ""


def _zone(name: str, locale: Locale) -> dict[str, str] | None:
    try:
        city = get_timezone_location(ZoneInfo(name), locale, return_city=True)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return {"name": name, "city": city}


def _is_web(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def _plain(text: str) -> SafeString:
    return conditional_escape(text)


def _disguised(text: str) -> SafeString:
    """Return each character as its number in HTML: the same to every browser, not
    to a program that looks for addresses in the text of the page."""
    return mark_safe("".join(f"&#{ord(c)};" for c in text))  # noqa: S308 (digits only)
