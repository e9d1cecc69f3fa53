"""A week of hours, in short."""

from collections.abc import Sequence
from itertools import groupby

type Spans = tuple[tuple[int, int], ...]


def grouped_week(weekly: Sequence[Sequence[int]]) -> list[tuple[int, int, Spans]]:
    """Return (first weekday, last weekday, spans) of days in a row with equal hours.

    Days that are closed are left out. `weekly` is as in `Schedule.weekly`.
    """
    by_day: list[Spans] = [
        tuple(sorted((start, end) for on, start, end in weekly if on == weekday))
        for weekday in range(7)
    ]
    found = []
    for spans, days in groupby(range(7), key=lambda day: by_day[day]):
        in_a_row = list(days)
        if spans:
            found.append((in_a_row[0], in_a_row[-1], spans))
    return found
