"""Counts as bars."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart, in the units of its view box; `y` grows downwards."""

    on: date
    count: int
    x: float
    y: float
    width: float
    height: float


def bars(counts: list[tuple[date, int]], width: float, height: float) -> list[Bar]:
    """Return one bar for each count, side by side in a box of that size.

    The highest fills the box; a count of one is still seen.
    """
    highest = max((count for _, count in counts), default=0) or 1
    step = width / max(len(counts), 1)
    return [
        Bar(
            on=on,
            count=count,
            x=round(index * step, 2),
            y=round(height - _tall(count, highest, height), 2),
            width=round(step * 0.7, 2),
            height=round(_tall(count, highest, height), 2),
        )
        for index, (on, count) in enumerate(counts)
    ]


def _tall(count: int, highest: int, height: float) -> float:
    return max(height * count / highest, 2.0) if count else 0.0
