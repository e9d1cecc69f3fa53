"""Time in cells of five minutes: what the database keeps apart by itself."""

from datetime import datetime

SECONDS = 300


def cells(start: datetime, end: datetime) -> range:
    """Return the numbers, counted from the epoch, of the cells from start to end.

    A cell that is filled in part counts as filled.
    """
    first = int(start.timestamp()) // SECONDS
    return range(first, -int(-end.timestamp() // SECONDS))
