"""The QR codes of a card, each proven to scan before it is given out."""

import logging
from functools import lru_cache

from meishi.formats import qr
from meishi.formats.contact import Contact

logger = logging.getLogger(__name__)

LIVE_ERROR_LEVEL: qr.ErrorLevel = "Q"
PNG_MODULE = 24  # pixels


@lru_cache(maxsize=512)
def live_codes(scan_url: str) -> dict[str, bytes]:
    """Return the SVG, PNG and PDF of a scan link, by the name of their part.

    Empty where no scanner reads it, so that nothing unproven is shown.
    """
    text = qr.live_text(scan_url)
    matrix = qr.matrix(text, error=LIVE_ERROR_LEVEL)
    png = qr.png(matrix, module_px=PNG_MODULE)
    if not _is_proven(png, text):
        return {}
    return {
        "qr.svg": qr.svg(matrix),
        "qr.png": png,
        "qr.pdf": qr.pdf(matrix, title=scan_url),
    }


def offline_codes(contact: Contact) -> dict[str, bytes]:
    """Return the SVG and PNG of the contact itself, by the name of their part."""
    return _offline_codes(qr.offline_text(contact, flavour="vcard"))


@lru_cache(maxsize=512)
def _offline_codes(text: str) -> dict[str, bytes]:
    matrix = qr.matrix(text)
    png = qr.png(matrix)
    if not _is_proven(png, text):
        return {}
    return {"offline.svg": qr.svg(matrix), "offline.png": png}


def _is_proven(png: bytes, text: str) -> bool:
    proof = qr.prove(png, text)
    if not proof.is_proven:
        logger.error("a QR code is left out: %s", proof.reason)
    return proof.is_proven
