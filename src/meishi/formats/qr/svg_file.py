"""A symbol as SVG of one unit a module: one path for each kind of shape."""

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO
from typing import Final

from meishi.formats.qr import frame as frames
from meishi.formats.qr.frame import Frame
from meishi.formats.qr.letters import Glyph
from meishi.formats.qr.logo import Logo
from meishi.formats.qr.outline import Loop, Outline, box, outline
from meishi.formats.qr.paths import Bend, Point, bends, short, tight
from meishi.formats.qr.raster import RADIUS
from meishi.formats.qr.style import Style
from meishi.formats.qr.symbol import QUIET_ZONE, Matrix

_INK: Final = "ink"
_LOGO_QUALITY: Final = 85


def svg(matrix: Matrix, style: Style, frame: Frame | None) -> bytes:
    """`matrix` as SVG (UTF-8); it fills the room it is given."""
    side = matrix.size + 2 * QUIET_ZONE
    around = frames.outer_box(frame, side)
    shapes = outline(matrix, style)
    is_sharp = style.module == style.finder == "square" and frame is None
    sharp = ' shape-rendering="crispEdges"' if is_sharp else ""
    view = " ".join(
        short(part) for part in (around.x, around.y, around.width, around.height)
    )
    dark = style.dark if style.gradient == "none" else f"url(#{_INK})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"{sharp}>'
        f"{_gradient(style, matrix.size)}{_ground(style, frame, side)}"
        f'<path fill="{dark}" fill-rule="evenodd" d="{_loops(shapes.loops)}"/>'
        f"{_strokes(shapes, dark)}{_logo(style, matrix.size)}</svg>"
    ).encode()


def _gradient(style: Style, size: int) -> str:
    if style.gradient == "none":
        return ""
    stops = (
        f'<stop stop-color="{style.dark}"/>'
        f'<stop offset="1" stop-color="{style.dark_end}"/>'
    )
    attributes = f'id="{_INK}" gradientUnits="userSpaceOnUse"'
    near, far = QUIET_ZONE, QUIET_ZONE + size
    if style.gradient == "linear":
        line = f'x1="{near}" y1="{near}" x2="{far}" y2="{far}"'
        return f"<linearGradient {attributes} {line}>{stops}</linearGradient>"
    middle, reach = short(near + size / 2), short(size * RADIUS)
    circle = f'cx="{middle}" cy="{middle}" r="{reach}"'
    return f"<radialGradient {attributes} {circle}>{stops}</radialGradient>"


def _ground(style: Style, frame: Frame | None, side: int) -> str:
    """The light ground, within the frame if there is one."""
    if frame is None:
        return f'<path fill="{style.light}" d="M0 0h{side}v{side}H0z"/>'
    around = frames.outer_box(frame, side)
    outer = box(around.x, around.y, around.width, around.height, frames.OUTER_RADIUS)
    inner = box(0, 0, side, side, frames.INNER_RADIUS)
    words = _glyphs(frames.placed_words(frame, side))
    return (
        f'<path fill="{style.dark}" d="{_loops([outer])}"/>'
        f'<path fill="{style.light}" d="{_loops([inner])}{words}"/>'
    )


def _glyphs(glyphs: Iterable[Glyph]) -> str:
    return "".join(
        letter + tight(*(round(part, 2) for part in points))
        for glyph in glyphs
        for letter, points in glyph
    )


def _loops(loops: Iterable[Loop]) -> str:
    """All outlines as one path, in steps from where the last one began."""
    text, at = "", (0.0, 0.0)
    for loop in loops:
        turns = list(bends(loop))
        start = turns[-1][1]
        text += f"m{tight(start[0] - at[0], start[1] - at[1])}"
        text += _loop(turns) + "z"
        at = start
    return text


def _loop(turns: list[Bend]) -> str:
    text, start = "", turns[-1][1]
    at = start
    for arrive, leave, radius in turns:
        if arrive != start:  # closing draws the last line
            text += _line(at, arrive)
        if radius:
            turn = tight(leave[0] - arrive[0], leave[1] - arrive[1])
            text += f"a{tight(radius, radius)} 0 0 1{turn}"
        at = leave
    return text


def _line(start: Point, end: Point) -> str:
    across, down = end[0] - start[0], end[1] - start[1]
    if not (across or down):
        return ""
    return f"v{short(down)}" if not across else f"h{short(across)}"


def _strokes(shapes: Outline, dark: str) -> str:
    """Lines with round ends: the fewest bytes for all but square modules."""
    if not shapes.strokes:
        return ""
    text, at = "", (0.0, 0.0)
    for stroke in shapes.strokes:
        text += f"m{tight(stroke.x - at[0], stroke.y - at[1])}"
        text += f"v{stroke.down}" if stroke.down else f"h{stroke.right}"
        at = (stroke.x + stroke.right, stroke.y + stroke.down)
    return (
        f'<path fill="none" stroke="{dark}" stroke-linecap="round"'
        f' stroke-width="{short(shapes.stroke_width)}" d="{text}"/>'
    )


def _logo(style: Style, size: int) -> str:
    if style.logo is None:
        return ""
    left, top, width, height = (short(part) for part in style.logo.box(size))
    return (
        f'<image x="{left}" y="{top}" width="{width}" height="{height}"'
        f' href="{_address(style.logo, style.light)}"/>'
    )


def _address(logo: Logo, ground: str) -> str:
    """The picture as a data address, in the format that takes fewer bytes."""
    flat = logo.flat(ground)
    as_jpeg, as_png = BytesIO(), BytesIO()
    flat.save(as_jpeg, "JPEG", quality=_LOGO_QUALITY, optimize=True)
    flat.quantize(64).save(as_png, "PNG", optimize=True)
    kind, body = min(
        ("jpeg", as_jpeg.getvalue()),
        ("png", as_png.getvalue()),
        key=lambda choice: len(choice[1]),
    )
    return f"data:image/{kind};base64,{b64encode(body).decode()}"
