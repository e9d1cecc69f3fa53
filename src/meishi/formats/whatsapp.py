"""Text and addresses for WhatsApp (click to chat, wa.me)."""

import re
from urllib.parse import quote

import phonenumbers
from phonenumbers import PhoneNumberType

from meishi.formats import phone
from meishi.formats.vcard.text import clean

FIRST_STRONG, POP = "\u2066", "\u2069"  # LRI and PDI of Unicode's bidi algorithm
# They read the same, and WhatsApp sees no markup in them.
_HARMLESS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
# Markup begins or ends at the edge of a word: snake_case and 2*3 are left as they are.
_MARKUP = re.compile(r"(?<![^\W_])[*_~`]+|[*_~`]+(?![^\W_])")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f]")
_JOINERS = "\u200c\u200d"  # Persian and Indic words, and families of emoji, need them
_COUNTRIES_WITH_A_TWIST = {52: "mexico", 54: "argentina", 55: "brazil"}
_TWISTS = {
    "mexico": re.compile(r"52\d{10}|521\d{10}"),
    "argentina": re.compile(r"54(?!9)\d+"),
    "brazil": re.compile(r"55\d{10}|55\d{2}9\d{8}"),
}
_TALKED_TO = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def digits(number: str) -> str:
    """Return a number as WhatsApp's addresses have it: E.164 without its plus.

    `+39 06 698 12345` is 390669812345: no zero is ever left out.
    """
    known = phone.parse(number)
    text = known.text if known.is_valid else number
    return "".join(c for c in text if c.isascii() and c.isdigit())


def link(number: str, text: str = "") -> str:
    """Return the address that opens a chat with a number, `text` written already."""
    query = f"?text={quote(text, safe='')}" if text else ""
    return f"https://wa.me/{digits(number)}{query}"


def plain(text: str) -> str:
    """Return what somebody typed as part of a line: it begins no line, no markup, and
    turns the direction of nothing round."""
    return " ".join(_MARKUP.sub(_harmless, _visible(text)).split())


def plain_lines(text: str) -> str:
    """Return what the sender wrote, with its lines and its markup."""
    lines = _visible(text).split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def isolated(amount: str, *, is_rtl: bool) -> str:
    """Return an amount of money so that text from right to left leaves its order alone.

    Its no-break spaces become spaces.
    """
    bare = " ".join(amount.split())
    return f"{FIRST_STRONG}{bare}{POP}" if is_rtl else bare


def warnings_about(number: str) -> tuple[str, ...]:
    """Return what may be wrong with a WhatsApp number; none of it is sure.

    "invalid" (in no numbering plan), "landline", and "mexico", "argentina", "brazil",
    where WhatsApp may know a number with a digit more or less.
    """
    bare = digits(number)
    try:
        parsed = phonenumbers.parse(f"+{bare}")
    except phonenumbers.NumberParseException:
        return ("invalid",)
    found = []
    if not phonenumbers.is_valid_number(parsed):
        found.append("invalid")
    elif phonenumbers.number_type(parsed) not in _TALKED_TO:
        found.append("landline")
    country = _COUNTRIES_WITH_A_TWIST.get(parsed.country_code or 0, "")
    if country and _TWISTS[country].fullmatch(bare):
        found.append(country)
    return tuple(found)


def _visible(text: str) -> str:
    kept = clean(text).replace("\t", " ")
    return _INVISIBLE.sub(lambda m: m[0] if m[0] in _JOINERS else "", kept)


def _harmless(found: re.Match[str]) -> str:
    return found[0].translate(_HARMLESS)
