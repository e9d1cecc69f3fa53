"""Numbers and curves as SVG and PDF write them."""

from collections.abc import Iterator

from meishi.formats.qr.outline import Corner, Loop

type Point = tuple[float, float]
type Bend = tuple[Point, Point, float]


def bends(loop: Loop) -> Iterator[Bend]:
    """Each corner as where its curve begins, where it ends, and its radius."""
    for index, corner in enumerate(loop):
        before, after = loop[index - 1], loop[(index + 1) % len(loop)]
        yield _towards(corner, before), _towards(corner, after), corner.radius


def _towards(corner: Corner, other: Corner) -> Point:
    """The point one radius away from `corner` on the line to `other`."""
    return (
        corner.x + corner.radius * ((other.x > corner.x) - (other.x < corner.x)),
        corner.y + corner.radius * ((other.y > corner.y) - (other.y < corner.y)),
    )


def short(value: float) -> str:
    """A number in few characters, to a thousandth of a module."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def spaced(*values: float) -> str:
    """Numbers with a blank between them."""
    return " ".join(short(value) for value in values)


def tight(*values: float) -> str:
    """Numbers without the blank where a sign parts them."""
    return spaced(*values).replace(" -", "-")
