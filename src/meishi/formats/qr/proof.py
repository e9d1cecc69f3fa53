"""Whether scanners read a picture: two decoders, and a picture made worse.

The grade is that of unused error correction in ISO/IEC 15415: how much damage the
symbol could still take. A drawing that spends it on its looks has none left for dirt.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from meishi.formats.qr.damage import unused_error_correction
from meishi.formats.qr.symbol import TextTooLong, encodable, remade

if TYPE_CHECKING:
    import zxingcpp

    from meishi.formats.qr.hardship import Picture

GRADES: Final = ((0.62, "A"), (0.50, "B"), (0.37, "C"), (0.25, "D"), (0.0, "F"))
"""Unused error correction at least, and its grade."""

PROVEN: Final = 0.50
REFUSED: Final = 0.37
_NEEDED_SHARE: Final = 0.9
_MODULE_PX: Final = 8


@dataclass(frozen=True, slots=True)
class Proof:
    """What the decoders say about one picture.

    `survived` of `tried` pictures under hard conditions were read. `reason` says in
    words why it is not proven, and is empty when it is.
    """

    grade: str
    unused_error_correction: float
    second_decoder_agrees: bool
    survived: int
    tried: int
    reason: str = ""

    @property
    def is_proven(self) -> bool:
        """Whether the picture may be offered without a warning."""
        return not self.reason

    @property
    def is_refused(self) -> bool:
        """Whether the picture is too poor to be offered at all."""
        return self.unused_error_correction < REFUSED


def prove(png: bytes, text: str) -> Proof:
    """Read the picture `png` as scanners would and compare with `text`."""
    picture = _opened(png)
    if picture is None:
        return _unread("This is not a picture.")
    found = _read(picture)
    if len(found) != 1:
        return _unread(
            "No scanner finds the code."
            if not found
            else "There is more than one code."
        )
    text = encodable(text)
    if "DataMask" not in _extra(found[0]) or found[0].text != text:
        return _unread("Scanners read something else than was meant.")
    try:
        unused = _unused(picture, found[0], text)
    except TextTooLong:
        return _unread("This code was not made here.")
    return _judged(_even(picture, found[0]), text, unused)


def _judged(picture: "Picture", text: str, unused: float) -> Proof:
    from meishi.formats.qr.hardship import hardships, mild

    agrees = any(_read_by_opencv(one, text) for one in mild(picture, _MODULE_PX))
    tries = [_is_read(one, text) for one in hardships(picture, _MODULE_PX)]
    survived = sum(tries)
    return Proof(
        grade=next(grade for least, grade in GRADES if unused >= least),
        unused_error_correction=unused,
        second_decoder_agrees=agrees,
        survived=survived,
        tried=len(tries),
        reason=reason_for(unused, agrees, survived / len(tries)),
    )


def reason_for(unused: float, agrees: bool, share: float) -> str:
    """Why a picture is not proven, in words; empty where it is."""
    if unused < REFUSED:
        return "Too much of the code is hidden: a little dirt would make it unreadable."
    if unused < PROVEN:
        return (
            "The looks use up most of what protects the code from dirt and scratches."
        )
    if not agrees:
        return "One scanner reads the code, another does not."
    if share < _NEEDED_SHARE:
        return "The code is lost when it is small, tilted or in poor light."
    return ""


def _unread(reason: str) -> Proof:
    return Proof("F", 0.0, False, 0, 0, reason)


def _opened(png: bytes) -> "Picture | None":
    import cv2
    import numpy

    if not png:
        return None
    return cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)


def _even(picture: "Picture", found: "zxingcpp.Barcode") -> "Picture":
    """`picture` scaled so that its modules are 8 pixels wide."""
    import cv2

    corners = found.position
    across = corners.top_right.x - corners.top_left.x
    down = corners.top_right.y - corners.top_left.y
    modules = 17 + 4 * int(_extra(found)["Version"])
    scale = _MODULE_PX * modules / max(1.0, (across**2 + down**2) ** 0.5)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)


def _extra(found: "zxingcpp.Barcode") -> dict[str, str]:
    return cast("dict[str, str]", found.extra or {})


def _unused(picture: "Picture", found: "zxingcpp.Barcode", text: str) -> float:
    about, place = _extra(found), found.position
    version, mask = int(about["Version"]), int(about["DataMask"])
    corners = (
        (place.top_left.x, place.top_left.y),
        (place.top_right.x, place.top_right.y),
        (place.bottom_left.x, place.bottom_left.y),
    )
    matrix = remade(text, version, about["ECLevel"], mask)
    return unused_error_correction(picture, corners, matrix)


def _read(picture: "Picture") -> "list[zxingcpp.Barcode]":
    import zxingcpp

    return zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.AllMatrix),
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=False,  # not every phone reads light on dark
    )


def _is_read(picture: "Picture", text: str) -> bool:
    return [found.text for found in _read(picture)] == [text]


def _read_by_opencv(picture: "Picture", text: str) -> bool:
    import cv2

    try:
        content, *_ = cv2.QRCodeDetector().detectAndDecodeBytes(picture)
    except cv2.error:  # some shapes make it fail where it should say "not found"
        return False
    return bytes(content) == text.encode()
