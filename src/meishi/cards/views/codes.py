"""The QR codes of a draft: what they hold, in the look that their owner chose."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext

from meishi.cards.compile import codes
from meishi.cards.document import QrDesign
from meishi.cards.document.to_contact import contact_of
from meishi.cards.models import Card
from meishi.cards.queries import asset_ids_of
from meishi.formats import qr
from meishi.formats.offline import Flavour
from meishi.media.queries import pictures_of

# MeCard takes fewer modules than vCard, and not every phone reads all of it.
FLAVOURS: dict[str, Flavour] = {"offline": "vcard", "small": "mecard"}
KINDS = ("live", *FLAVOURS)
NO_CODE = "PREVIEW"  # as long as the code of a scan link


class Shown(NamedTuple):
    """A code for a page, and what has to be said about its frame."""

    code: codes.Code
    problem: str = ""


def text_of(card: Card, kind: str) -> str:
    """Return what is encoded: the scan link, or the contact; "" before there is one."""
    if flavour := FLAVOURS.get(kind):
        contact = contact_of(card.document) if card.title else None
        return qr.offline_text(contact, flavour=flavour) if contact else ""
    link = card.scan_links.first()
    return scan_text(link.code) if link else ""


def text_to_try(card: Card) -> str:
    """Return the text of the live code, or one that is as long before publishing."""
    return text_of(card, "live") or scan_text(NO_CODE)


def scan_text(code: str) -> str:
    """Return what the QR code of a scan link holds."""
    return qr.live_text(f"{settings.SITE_URL}/q/{code}")


def logo_of(card: Card) -> bytes:
    """Return the draft's logo, or else its photo, as JPEG; empty without either."""
    pictures = pictures_of(asset_ids_of(card.draft), card.workspace)
    return codes.logo_of(card.document, pictures)


def shown(card: Card, kind: str, text: str, *, is_framed: bool = False) -> Shown:
    """Return that code of the draft in its owner's look, as far as scanners read it."""
    design = card.document.design.qr
    try:
        style = codes.style_of(design, logo_of(card))
    except qr.UnreadableStyle as error:
        return Shown(codes.code(text, codes.PLAIN, error_of(kind)), gettext(str(error)))
    if kind != "live":
        style = codes.without_logo(style)
    frame, problem = _frame(design) if is_framed else (None, "")
    return Shown(codes.code(text, style, error_of(kind), frame), problem)


def error_of(kind: str) -> qr.ErrorLevel:
    """Return the error level that codes of that kind have at least."""
    return codes.LIVE_ERROR_LEVEL if kind == "live" else codes.OFFLINE_ERROR_LEVEL


def _frame(design: QrDesign) -> tuple[qr.Frame | None, str]:
    try:
        return codes.frame_of(design), ""
    except qr.NoFont as error:
        return None, gettext(str(error))
