"""The QR codes of a card, each proven to scan before it is given out."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from math import ceil

from PIL import Image

from meishi.cards.compile.source import CardSource
from meishi.cards.document import CardDocument, QrDesign
from meishi.formats import qr
from meishi.formats.contact import Contact
from meishi.lib.fonts import fonts
from meishi.media.rules.picture import Pictures

logger = logging.getLogger(__name__)

LIVE_ERROR_LEVEL: qr.ErrorLevel = "Q"
OFFLINE_ERROR_LEVEL: qr.ErrorLevel = "M"
PNG_MODULE = 24  # pixels
LOGO_PX = 192
PLAIN = qr.Style()


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is given out.

    `refusal` says what the owner's look was refused for, where another is drawn.
    """

    fitted: qr.Fitted
    refusal: str = ""
    frame: qr.Frame | None = None

    @property
    def smallest_mm(self) -> int:
        """Width in whole millimetres from which it may be printed."""
        return ceil(qr.smallest_print_mm(self.fitted.matrix, self.frame))

    def drawn(self, kind: str, title: str = "") -> bytes:
        """Return it as "svg", "png" or "pdf"."""
        matrix, style, frame = self.fitted.matrix, self.fitted.style, self.frame
        if kind == "svg":
            return qr.svg(matrix, style, frame=frame)
        if kind == "png":
            return qr.png(matrix, style, PNG_MODULE, frame=frame)
        return qr.pdf(matrix, style, title=title, frame=frame)


def live_codes(scan_url: str, style: qr.Style) -> dict[str, bytes]:
    """Return the SVG, PNG and PDF of a scan link, by the name of their part.

    Empty where no scanner reads it, so that nothing unproven is shown.
    """
    return _drawn("qr", qr.live_text(scan_url), style, LIVE_ERROR_LEVEL, scan_url)


def offline_codes(contact: Contact, style: qr.Style) -> dict[str, bytes]:
    """Return the SVG and PNG of the contact itself, by the name of their part."""
    style = without_logo(style)
    text = qr.offline_text(contact, flavour="vcard")
    return _drawn("offline", text, style, OFFLINE_ERROR_LEVEL)


@lru_cache(maxsize=512)
def code(
    text: str,
    style: qr.Style,
    error: qr.ErrorLevel,
    frame: qr.Frame | None = None,
) -> Code:
    """Return `text` in the owner's style, or in as much of it as scanners read.

    Raises `TextTooLong`, `EmptyText`.
    """
    refusal = ""
    for attempt in _attempts(style):
        try:
            made = qr.fitted(text, attempt, error=error, frame=frame)
        except qr.UnreadableStyle as problem:
            refusal = refusal or str(problem)
            continue
        if made.proof.is_proven:
            return Code(made, refusal, frame)
        refusal = refusal or made.proof.reason
    return Code(qr.fitted(text, PLAIN, error=error), refusal)


def style_of(design: QrDesign, logo: bytes) -> qr.Style:
    """Return what the owner chose; `logo` is a JPEG, empty where there is none.

    Raises `UnreadableStyle`.
    """
    return qr.Style(
        module=design.module,
        finder=design.finder,
        dark=design.dark,
        light=design.light,
        gradient=design.gradient,
        dark_end=design.dark_end,
        logo=_logo(logo) if design.has_logo and logo else None,
    )


def readable_style(document: CardDocument, pictures: Pictures) -> qr.Style:
    """Return the style of a card's codes, the plain one where hers is unreadable."""
    try:
        return style_of(document.design.qr, logo_of(document, pictures))
    except qr.UnreadableStyle:
        return PLAIN


def without_logo(style: qr.Style) -> qr.Style:
    """Return the style for offline codes, which are dense enough as they are."""
    return replace(style, logo=None)


def source_style(source: CardSource) -> qr.Style:
    """Return the style of the codes of an edition."""
    return readable_style(source.document, source.pictures)


def logo_of(document: CardDocument, pictures: Pictures) -> bytes:
    """Return the card's logo, or else its photo, as JPEG; empty without either."""
    ref = document.identity.logo or document.identity.photo
    found = pictures(ref.asset, ref.box) if ref else None
    return found.contact_jpeg if found else b""


def frame_of(design: QrDesign) -> qr.Frame | None:
    """Return the frame that the owner wants. Raises `NoFont`."""
    if not design.frame_text:
        return None
    return qr.Frame(_words(design.frame_text), design.frame_place)


@lru_cache(maxsize=256)
def _words(text: str) -> qr.Lettering:
    return qr.lettering(text, fonts())


@lru_cache(maxsize=64)
def _logo(jpeg: bytes) -> qr.Logo:
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as picture:
        picture.thumbnail((LOGO_PX, LOGO_PX))
        plain = picture.convert("RGBA")
    return qr.Logo(plain.tobytes(), *plain.size)


def _attempts(style: qr.Style) -> Iterator[qr.Style]:
    """The owner's style, then without its logo."""
    yield style
    if style.logo is not None:
        yield replace(style, logo=None)


@lru_cache(maxsize=512)
def _drawn(
    name: str, text: str, style: qr.Style, error: qr.ErrorLevel, title: str = ""
) -> dict[str, bytes]:
    made = code(text, style, error)
    if not made.fitted.proof.is_proven:
        logger.error("a QR code is left out: %s", made.fitted.proof.reason)
        return {}
    kinds = ("svg", "png", "pdf") if title else ("svg", "png")
    return {f"{name}.{kind}": made.drawn(kind, title) for kind in kinds}
