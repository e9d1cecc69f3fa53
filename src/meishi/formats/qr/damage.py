"""How much damage a drawn symbol already holds, counted by ourselves.

zxing-cpp 3.1 reports unused error correction too, but loses a zero: 0.09, which is
next to nothing, reads 0.9.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from meishi.formats.qr.symbol import Matrix

if TYPE_CHECKING:
    from cv2.typing import MatLike

type Point = tuple[float, float]
type Module = tuple[int, int]

_TIMING_COLUMN = 6


def unused_error_correction(
    picture: "MatLike", corners: tuple[Point, Point, Point], matrix: Matrix
) -> float:
    """What the symbol in `picture` has left of its error correction, 0 to 1.

    `corners` are its upper left, upper right and lower left, `matrix` what it should
    be. It is that of the block which has least (ISO/IEC 15415, section 7.8.8).
    """
    dark = _seen(picture, corners, matrix.size)
    blocks = _blocks(matrix)
    wrong: set[int] = set()
    for index, (row, column) in enumerate(_data_modules(matrix)):
        if dark[row][column] != matrix.is_dark(row, column):
            wrong.add(index // 8)
    owners = [
        owner for codeword, owner in enumerate(_owners(blocks)) if codeword in wrong
    ]
    return max(
        0.0,
        min(
            1 - 2 * owners.count(number) / (total - data)
            for number, (total, data) in enumerate(blocks)
        ),
    )


def _seen(
    picture: "MatLike", corners: tuple[Point, Point, Point], size: int
) -> list[list[bool]]:
    """Which modules look dark in their middle."""
    import cv2
    import numpy

    origin, right, down = (numpy.array(corner) for corner in corners)
    step_right, step_down = (right - origin) / size, (down - origin) / size
    middle = numpy.arange(size) + 0.5
    places = (
        origin + middle[None, :, None] * step_right + middle[:, None, None] * step_down
    ).astype(int)
    width = max(1, round(float(numpy.hypot(*step_right)) / 2))
    soft = cv2.blur(picture, (width, width))
    height, across = soft.shape[:2]
    levels = soft[
        places[..., 1].clip(0, height - 1), places[..., 0].clip(0, across - 1)
    ].astype(float)
    is_dark: list[list[bool]] = (levels < (levels.min() + levels.max()) / 2).tolist()
    return is_dark


def _data_modules(matrix: Matrix) -> Iterator[Module]:
    """All modules that hold codewords, in their order (ISO/IEC 18004, section 7.7.3)."""
    goes_up = True
    columns = [x for x in range(matrix.size - 1, -1, -1) if x != _TIMING_COLUMN]
    for pair in zip(columns[::2], columns[1::2], strict=True):
        rows = range(matrix.size)
        for row in reversed(rows) if goes_up else rows:
            yield from ((row, x) for x in pair if matrix.is_data(row, x))
        goes_up = not goes_up


def _blocks(matrix: Matrix) -> list[tuple[int, int]]:
    """Codewords and data codewords of each block (section 7.5.1, table 9)."""
    from segno import consts

    table = cast("dict[int, dict[int, tuple[Any, ...]]]", consts.ECC)
    level = consts.ERROR_MAPPING[matrix.error]
    return [
        (kind.num_total, kind.num_data)
        for kind in table[matrix.version][level]
        for _ in range(kind.num_blocks)
    ]


def _owners(blocks: list[tuple[int, int]]) -> Iterator[int]:
    """The block of each codeword, in the order in which they are drawn (7.6)."""
    numbered = list(enumerate(blocks))
    for at in range(max(data for _, data in blocks)):
        yield from (number for number, (_, data) in numbered if at < data)
    for at in range(max(total - data for total, data in blocks)):
        yield from (number for number, (total, data) in numbered if at < total - data)
