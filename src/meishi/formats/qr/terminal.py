"""A symbol in a console: two modules a character, in fixed black on white."""

from typing import Final

from meishi.formats.qr.symbol import QUIET_ZONE, Matrix

# Colours 16 and 231 are black and white in every theme, unlike 0 to 15.
_ON: Final = "\x1b[38;5;16;48;5;231m"
_OFF: Final = "\x1b[0m"
_HALVES: Final = {
    (False, False): " ",
    (True, False): "▀",
    (False, True): "▄",
    (True, True): "█",
}


def terminal(matrix: Matrix) -> str:
    """`matrix` as lines of half blocks, with its quiet zone, for dark and light.

    Without colours (a log file) the characters still show the symbol.
    """
    side = range(-QUIET_ZONE, matrix.size + QUIET_ZONE)
    lines = []
    for row in side[::2]:
        halves = (
            _HALVES[matrix.is_dark(row, column), matrix.is_dark(row + 1, column)]
            for column in side
        )
        lines.append(f"{_ON}{''.join(halves)}{_OFF}")
    return "\n".join(lines) + "\n"
