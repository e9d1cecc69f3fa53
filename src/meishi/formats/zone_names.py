"""Time zones by name, as people choose them."""

from functools import lru_cache
from itertools import groupby
from zoneinfo import available_timezones

NOT_AREAS = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the IANA names of all zones."""
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Say whether there is a zone of that name."""
    return name in zone_names()


def areas() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the zones that people choose from: by area, each with its city."""
    known = sorted(
        name for name in zone_names() if "/" in name and not name.startswith(NOT_AREAS)
    )
    found = groupby(known, key=lambda name: name.partition("/")[0])
    return [(area, [(name, city(name)) for name in names]) for area, names in found]


def city(name: str) -> str:
    """Return the place that a zone is named after: "New York"."""
    return name.partition("/")[2].replace("_", " ").replace("/", ", ") or name
