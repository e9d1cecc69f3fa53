"""A picture in the middle of a symbol: which modules it covers, and its pixels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from meishi.formats.qr.symbol import QUIET_ZONE

if TYPE_CHECKING:
    from PIL.Image import Image

_INSET: Final = 0.5
"""Empty room around the picture, in modules: scanners see where it ends."""

_LARGEST_PX: Final = 192
"""More pixels a side than this only make the files larger."""

SMALLEST_LOGO: Final = 3


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as plain pixels, row by row: red, green, blue and opacity.

    `modules` is the side of the square that is left out of the symbol for it, an odd
    number; `fitted` finds the largest that still scans. Raises `ValueError`.
    """

    rgba: bytes
    width: int
    height: int
    modules: int = SMALLEST_LOGO

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 1:
            raise ValueError("a logo has at least one pixel")
        if len(self.rgba) != 4 * self.width * self.height:
            raise ValueError("a logo has four bytes for each pixel")
        if self.modules < SMALLEST_LOGO or self.modules % 2 == 0:
            raise ValueError("a logo covers an odd number of modules, 3 or more")

    def span(self, size: int) -> tuple[int, int]:
        """The first module left out, and the first behind, in rows and columns."""
        first = (size - self.modules) // 2
        return first, first + self.modules

    def covers(self, size: int, row: int, column: int) -> bool:
        """Whether the module there is left out, in a symbol of `size` modules."""
        first, end = self.span(size)
        return first <= row < end and first <= column < end

    def box(self, size: int) -> tuple[float, float, float, float]:
        """Left, top, width and height of the picture, in modules with quiet zone."""
        room = self.modules - 2 * _INSET
        longest = max(self.width, self.height)
        width, height = room * self.width / longest, room * self.height / longest
        middle = size / 2 + QUIET_ZONE
        return middle - width / 2, middle - height / 2, width, height

    def flat(self, ground: str) -> "Image":
        """The picture on `ground` (`#rrggbb`), without opacity, at most 192 px wide."""
        from PIL import Image

        picture = Image.frombytes("RGBA", (self.width, self.height), self.rgba)
        picture.thumbnail((_LARGEST_PX, _LARGEST_PX), Image.Resampling.LANCZOS)
        flat = Image.new("RGB", picture.size, ground)
        flat.paste(picture, mask=picture.getchannel("A"))
        return flat
