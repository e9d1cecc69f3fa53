"""Whether scanners read a picture: two decoders, and a picture made worse.

The grade is that of unused error correction in ISO/IEC 15415: how much damage the
symbol could still take. A drawing that spends it on its looks has none left for dirt.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from meishi.formats.marking import gettext_noop
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
class Condition:
    """How often a picture was read under one hard condition.

    `name` is one of small, blurred, turned, tilted, dim, shaded, noisy and printed:
    the last at the smallest width that `smallest_print_mm` gives.
    """

    name: str
    survived: int
    tried: int

    @property
    def is_passed(self) -> bool:
        """Whether it was read each time."""
        return self.survived == self.tried


@dataclass(frozen=True, slots=True)
class Proof:
    """What the decoders say about one picture, also under hard `conditions`.

    `reason` says in words why it is not proven, and is empty when it is.
    """

    grade: str
    unused_error_correction: float
    second_decoder_agrees: bool
    conditions: tuple[Condition, ...] = ()
    reason: str = ""

    @property
    def survived(self) -> int:
        """How many of the pictures under hard conditions were read."""
        return sum(condition.survived for condition in self.conditions)

    @property
    def tried(self) -> int:
        """How many pictures under hard conditions there were."""
        return sum(condition.tried for condition in self.conditions)

    @property
    def score(self) -> int:
        """0 to 100: hard pictures read, less where looks use up error correction.

        Full marks need each picture read, and what grade A asks to be unused. Half
        is lost when the second decoder does not agree.
        """
        if not self.tried:
            return 0
        reserve = min(1.0, self.unused_error_correction / GRADES[0][0])
        agreement = 1 if self.second_decoder_agrees else 0.5
        return int(100 * self.survived / self.tried * reserve * agreement)

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
        return _unread(gettext_noop("This is not a picture."))
    found = _read(picture)
    if len(found) != 1:
        return _unread(
            gettext_noop("No scanner finds the code.")
            if not found
            else gettext_noop("There is more than one code.")
        )
    text = encodable(text)
    if "DataMask" not in _extra(found[0]) or found[0].text != text:
        return _unread(gettext_noop("Scanners read something else than was meant."))
    try:
        unused = _unused(picture, found[0], text)
    except TextTooLong:
        return _unread(gettext_noop("This code was not made here."))
    return _judged(_even(picture, found[0]), text, unused)


def _judged(picture: "Picture", text: str, unused: float) -> Proof:
    from meishi.formats.qr.hardship import hardships, mild

    agrees = any(_read_by_opencv(one, text) for one in mild(picture, _MODULE_PX))
    tries = [
        (name, _is_read(one, text)) for name, one in hardships(picture, _MODULE_PX)
    ]
    conditions = tuple(_condition(name, tries) for name in dict(tries))
    is_printable = all(c.is_passed for c in conditions if c.name == "printed")
    share = sum(read for _, read in tries) / len(tries)
    return Proof(
        grade=next(grade for least, grade in GRADES if unused >= least),
        unused_error_correction=unused,
        second_decoder_agrees=agrees,
        conditions=conditions,
        reason=reason_for(unused, agrees, share, is_printable=is_printable),
    )


def _condition(name: str, tries: list[tuple[str, bool]]) -> Condition:
    outcomes = [is_read for tried, is_read in tries if tried == name]
    return Condition(name, sum(outcomes), len(outcomes))


def reason_for(
    unused: float, agrees: bool, share: float, *, is_printable: bool = True
) -> str:
    """Why a picture is not proven, in words; empty where it is."""
    if unused < REFUSED:
        return gettext_noop(
            "Too much of the code is hidden: a little dirt would make it unreadable."
        )
    if unused < PROVEN:
        return gettext_noop(
            "The looks use up most of what protects the code from dirt and scratches."
        )
    if not agrees:
        return gettext_noop("One scanner reads the code, another does not.")
    if share < _NEEDED_SHARE:
        return gettext_noop(
            "The code is lost when it is small, tilted or in poor light."
        )
    if not is_printable:
        return gettext_noop("Printed at its smallest width, the code is not read.")
    return ""


def _unread(reason: str) -> Proof:
    return Proof("F", 0.0, False, reason=reason)


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
