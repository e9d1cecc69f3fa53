"""All parts of an edition in one bundle."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache

from meishi.cards.compile.codes import live_codes, offline_codes, source_style
from meishi.cards.compile.contact import card_contact
from meishi.cards.compile.page import render_page, visible_blocks
from meishi.cards.compile.pictures import (
    TAB_ICON,
    TOUCH_ICON,
    icon_png,
    preview_png,
)
from meishi.cards.compile.source import CardSource
from meishi.formats import jcard, jscontact, vcard
from meishi.formats.bundle import Bundle, Part, make_part
from meishi.formats.contact import Contact

ROUND_TRIP = 14 * 1024  # bytes that arrive before the server must wait
PAGE_QUALITY = 10  # a third of the time of 11, for 3 % more bytes
BEST_QUALITY = 11  # where those percents save a round trip
SMALL_QUALITY = 5  # files that few ask for

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}


def compile_card(source: CardSource) -> Bundle:
    """Return all that visitors get of this edition. Equal sources, equal bytes."""
    page = render_page(source)
    headers = (("content-security-policy", page.policy),)
    contact = card_contact(source, visible_blocks(source))
    # Compressing the page takes as long as all else together, and needs no Python.
    with ThreadPoolExecutor(max_workers=1) as beside:
        compressed = beside.submit(page_part, page.html.encode(), headers)
        others = {**dict(_contact_files(contact)), **dict(_images(source, contact))}
    parts = {"page": compressed.result(), **others}
    return Bundle(
        card=source.public_id,
        edition=source.edition,
        state="published",
        languages=(source.document.language,),
        parts=parts,
        targets=page.targets,
    )


def page_part(html: bytes, headers: tuple[tuple[str, str], ...] = ()) -> Part:
    """Return a page, compressed harder where it would not fit one round trip."""
    part = _page(html, headers, PAGE_QUALITY)
    if len(part.bodies.get("br", b"")) <= ROUND_TRIP:
        return part
    return _page(html, headers, BEST_QUALITY)


def _page(html: bytes, headers: tuple[tuple[str, str], ...], quality: int) -> Part:
    return make_part("text/html; charset=utf-8", html, headers, quality=quality)


def _contact_files(contact: Contact) -> Iterator[tuple[str, Part]]:
    vcard_type = "text/vcard; charset=utf-8"
    # Phones read the plain file; a photo in base64 hardly shrinks and would cost
    # most of the time that publishing takes.
    phone = vcard.encode(contact, "3.0", profile="phone")
    yield "vcard3", make_part(vcard_type, phone, compress=False)
    full = vcard.encode(contact, "4.0")
    yield "vcard4", make_part(vcard_type, full, compress=False)
    # A photo inside JSON would be large and of little use to a program.
    light = replace(contact, photo=None, logo=None)
    for name, kind, body in (
        ("jcard", "application/vcard+json", jcard.encode(light)),
        ("jscontact", "application/jscontact+json", jscontact.encode(light)),
    ):
        yield name, make_part(kind, body, quality=SMALL_QUALITY)


def _images(source: CardSource, contact: Contact) -> Iterator[tuple[str, Part]]:
    scan_url = f"{source.site_url}/q/{source.scan_code}"
    style = source_style(source)
    codes = live_codes(scan_url, style) | offline_codes(contact, style)
    for name, body in codes.items():
        yield name, _image_part(name.rpartition(".")[2], body)
    photo = contact.photo.data if contact.photo else b""
    preview = preview_png(photo, codes.get("qr.png", b""))
    yield "preview.png", _image_part("png", preview)
    for name, edge in (("icon.png", TAB_ICON), ("touch-icon.png", TOUCH_ICON)):
        yield name, _image_part("png", icon_png(photo, edge))


@lru_cache(maxsize=1024)
def _image_part(kind: str, body: bytes) -> Part:
    return make_part(MEDIA_TYPES[kind], body, compress=kind == "svg")
