"""A text in a style: error correction and logo as they must be for it to scan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from meishi.formats.marking import gettext_noop
from meishi.formats.qr.drawing import png
from meishi.formats.qr.frame import Frame
from meishi.formats.qr.logo import SMALLEST_LOGO, Logo
from meishi.formats.qr.proof import Proof, prove
from meishi.formats.qr.style import Style, UnreadableStyle
from meishi.formats.qr.symbol import ErrorLevel, Matrix, TextTooLong, matrix

LARGEST_LOGO: Final = 0.06
"""Share of the symbol's area that a logo may cover."""

LARGEST_VERSION_WITH_LOGO: Final = 15
_LOGO_LEVELS: Final[tuple[ErrorLevel, ...]] = ("H", "Q")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A symbol that was proven in a style, or the best that was found."""

    matrix: Matrix
    style: Style
    proof: Proof


def fitted(
    text: str, style: Style, *, error: ErrorLevel = "M", frame: Frame | None = None
) -> Fitted:
    """`text` in `style` and `frame`, proven; a logo is as large as keeps grade B.

    With a logo the error level is raised to H, or to Q where H would make the symbol
    too dense. Raises `EmptyText`, `TextTooLong`, and `UnreadableStyle` where no logo
    fits.
    """
    if style.logo is None:
        return _tried(text, matrix(text, error=error), style, frame)
    made = _with_reserve(text)
    sizes = _sizes(style, style.logo, made)
    tries = (_tried(text, made, each, frame) for each in sizes)
    best = next((each for each in tries if each.proof.is_proven), None)
    if best is None:
        raise UnreadableStyle(
            gettext_noop(
                "With the logo in its middle, scanners lose this code. Leave the logo out."
            )
        )
    return best


def _with_reserve(text: str) -> Matrix:
    for level in _LOGO_LEVELS:
        try:
            return matrix(text, error=level, max_version=LARGEST_VERSION_WITH_LOGO)
        except TextTooLong:
            continue
    raise UnreadableStyle(
        gettext_noop(
            "The code holds too much to spare room for a logo. Leave the logo out."
        )
    )


def _sizes(style: Style, logo: Logo, made: Matrix) -> Iterator[Style]:
    """`style` with each size of its logo, the largest first."""
    largest = int(made.size * LARGEST_LOGO**0.5)
    for modules in range(largest - (largest + 1) % 2, SMALLEST_LOGO - 1, -2):
        yield replace(style, logo=replace(logo, modules=modules))


def _tried(text: str, made: Matrix, style: Style, frame: Frame | None) -> Fitted:
    return Fitted(made, style, prove(png(made, style, frame=frame), text))
