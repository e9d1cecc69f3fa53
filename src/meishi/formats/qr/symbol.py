"""What is encoded: text to a matrix of modules (ISO/IEC 18004, section 7)."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import segno

type ErrorLevel = Literal["L", "M", "Q", "H"]
type Mode = Literal["numeric", "alphanumeric", "byte"]

QUIET_ZONE: Final = 4
"""Empty modules on every side (section 5.3.8)."""

FINDER_SIZE: Final = 7
LARGEST_VERSION: Final = 40

_DIGITS: Final = frozenset("0123456789")
_ALPHANUMERIC: Final = _DIGITS | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_SCAN_PATH: Final = re.compile(r"/q/[0-9A-Z]+", re.ASCII | re.IGNORECASE)

# segno marks a dark module by the high byte of its type, which names its purpose.
_ALIGNMENT_DARK: Final = 0x0A00
_DATA: Final = (0x0004, 0x0400)


class TextTooLong(ValueError):
    """The text needs a larger symbol than allowed."""


class EmptyText(ValueError):
    """There is nothing to encode."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A symbol: `size` modules a side, without its quiet zone.

    `error` is the level reached, never lower than the one asked for: where room is
    left, a higher one costs nothing. `rows` holds segno's module types.
    """

    size: int
    version: int
    error: str
    mode: str
    rows: tuple[tuple[int, ...], ...]

    def is_dark(self, row: int, column: int) -> bool:
        """Whether the module there is dark; outside the symbol none is."""
        inside = 0 <= row < self.size and 0 <= column < self.size
        return inside and self.rows[row][column] > 0xFF

    def is_alignment(self, row: int, column: int) -> bool:
        """Whether the dark module there belongs to an alignment pattern."""
        inside = 0 <= row < self.size and 0 <= column < self.size
        return inside and self.rows[row][column] == _ALIGNMENT_DARK

    def is_data(self, row: int, column: int) -> bool:
        """Whether the module there holds a part of a codeword."""
        # segno calls one module too many format information, the ninth from the right.
        is_misnamed = (row, column) == (8, self.size - 9)
        return is_misnamed or self.rows[row][column] in _DATA

    @property
    def finders(self) -> tuple[tuple[int, int], ...]:
        """Row and column of the upper left module of each finder pattern."""
        far = self.size - FINDER_SIZE
        return ((0, 0), (0, far), (far, 0))

    def in_finder(self, row: int, column: int) -> bool:
        """Whether the module there belongs to one of the three finder patterns."""
        far = self.size - FINDER_SIZE
        top, left = row < FINDER_SIZE, column < FINDER_SIZE
        return (top and (left or column >= far)) or (left and row >= far)


def matrix(
    text: str, *, error: ErrorLevel = "M", max_version: int | None = None
) -> Matrix:
    """The smallest symbol that holds `text` at `error` or better.

    Raises `EmptyText`, and `TextTooLong` when it would exceed `max_version` (40 when
    not given). Text outside ASCII is written as UTF-8, which phones expect, without
    the ECI marker that some of them do not know.
    """
    import segno

    if not text:
        raise EmptyText("There is nothing to put into the QR code.")
    clean = encodable(text)
    limit = max_version or LARGEST_VERSION
    try:
        made = segno.make(
            clean, error=error, mode=_mode(clean), encoding="utf-8", micro=False
        )
    except segno.DataOverflowError as problem:
        raise _too_long(limit) from problem
    if int(made.version) > limit:
        raise _too_long(limit)
    return _matrix(made)


def remade(text: str, version: int, error: str, mask: int) -> Matrix:
    """The symbol that a decoder says it read. Raises `TextTooLong` if it is none."""
    import segno

    try:
        made = segno.make(
            text,
            error=error,
            version=version,
            mask=mask,
            mode=_mode(text),
            encoding="utf-8",
            boost_error=False,
        )
    except segno.DataOverflowError as problem:
        raise _too_long(version) from problem
    return _matrix(made)


def encodable(text: str) -> str:
    """`text` with a question mark for lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode()


def live_text(scan_url: str) -> str:
    """A scan link as it stands in its QR: upper case where that changes nothing.

    Upper-case letters need 5.5 bits each instead of 8 (section 7.4.4). Scheme and host
    do not mind (RFC 3986, section 6.2.2.1), and the edge serves `/Q/` like `/q/`;
    any other path stays as it is.
    """
    parts = urlsplit(scan_url)
    if not scan_url.isascii() or not parts.netloc:
        return scan_url
    if _SCAN_PATH.fullmatch(parts.path) and not (parts.query or parts.fragment):
        return scan_url.upper()
    head = scan_url.index(parts.netloc) + len(parts.netloc)
    return scan_url[:head].upper() + scan_url[head:]


def _mode(text: str) -> Mode:
    """The densest mode for `text`.

    segno must not choose: it takes the UTF-8 bytes of some Japanese for Shift_JIS and
    writes them in kanji mode, so that phones read other characters.
    """
    letters = set(text)
    if letters <= _DIGITS:
        return "numeric"
    return "alphanumeric" if letters <= _ALPHANUMERIC else "byte"


def _matrix(made: "segno.QRCode") -> Matrix:
    rows = tuple(tuple(row) for row in made.matrix_iter(border=0, verbose=True))
    return Matrix(len(rows), int(made.version), str(made.error), str(made.mode), rows)


def _too_long(limit: int) -> TextTooLong:
    return TextTooLong(
        f"This is too much for a QR code of {17 + 4 * limit} modules a side."
    )
