"""The icons of the networks, and a drawn one for everything else."""

import re
from functools import lru_cache
from importlib.resources import files

from django.utils.safestring import SafeString, mark_safe

_GLOBE = (
    '<path class="line" d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c5 5 5 13 0 18'
    'M12 3c-5 5-5 13 0 18"/>'
)


@lru_cache(maxsize=256)
def icon(network: str) -> SafeString:
    """Return the network's icon: what goes into an SVG 24 units square."""
    path = files(__package__) / "icons" / f"{network}.svg"
    if not network or not path.is_file():
        return mark_safe(_GLOBE)  # noqa: S308 (a constant)
    svg = path.read_text("utf-8")
    drawn = re.search(r' d="([^"]+)"', svg)
    assert drawn is not None  # noqa: S101 (our own files, see the tests)
    is_line = ' class="line"' if "stroke=" in svg else ""
    return mark_safe(f'<path{is_line} d="{drawn[1]}"/>')  # noqa: S308 (as above)
