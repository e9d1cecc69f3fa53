"""The properties that custom CSS may set, and what each may be given.

A value is any number of the words, sizes and so on that are listed for its property,
in any order; whether they make sense together is left to the browser. What matters is
that none of them can cover, hide or push away what is not the owner's. Properties
that could (position, z-index, visibility, overflow, clip-path, cursor ...) are absent.
"""

from dataclasses import dataclass, replace

type Range = tuple[float, float]

PIXELS = {
    "px": 1.0, "rem": 16.0, "em": 16.0, "ch": 8.0, "ex": 8.0, "lh": 24.0, "pt": 4 / 3,
    "mm": 3.78, "cm": 37.8, "in": 96.0, "cqi": 5.0, "cqw": 5.0, "vw": 8.0, "vi": 8.0,
}  # fmt: skip
FIXED = frozenset(PIXELS) - {"em", "ex", "ch", "lh"}
"""Units that do not grow from one element to the next inside it."""


@dataclass(frozen=True, slots=True)
class Values:
    """What may stand in a value. Lengths are in pixels, times in seconds, angles in
    degrees; None where there may be none of the kind."""

    words: frozenset[str] = frozenset()
    lengths: Range | None = None
    units: frozenset[str] = frozenset(PIXELS)
    percentages: Range | None = None
    numbers: Range | None = None
    whole: bool = False  # numbers without a fraction
    times: Range | None = None
    angles: Range | None = None
    fractions: Range | None = None
    functions: tuple[str, ...] = ()
    once: bool = False  # each function, since many would add up
    colours: bool = False
    addresses: bool = False
    variables: bool = False
    names: bool = False  # any word, such as that of an area
    frames: bool = False  # words may be names of @keyframes
    strings: str = ""  # "font", "areas" or "text"


def _words(text: str, **more: object) -> Values:
    return replace(Values(frozenset(text.split())), **more)  # type: ignore[arg-type]  # mypy cannot tell which name has which


MIXES = "in srgb srgb-linear oklab oklch hsl lab lch shorter longer increasing hue"
_LINES = "none solid dashed dotted double"
_MATH = ("calc", "min", "max", "clamp")
_TURN = (-360.0, 360.0)
_SHARE = (0.0, 100.0)
_COLOUR = Values(colours=True, variables=True)
_SPACE = Values(lengths=(0, 96), percentages=(0, 25), functions=_MATH, variables=True)
_SIDES = replace(_SPACE, words=frozenset({"auto"}))
_EDGE = replace(_COLOUR, words=frozenset(_LINES.split()), lengths=(0, 16))
_RADIUS = replace(_SPACE, lengths=(0, 999), percentages=(0, 100))
_SHADOW = Values(
    frozenset({"none", "inset"}), lengths=(-16, 48), colours=True, variables=True
)
_GRADIENTS = (
    "linear-gradient", "radial-gradient", "conic-gradient",
    "repeating-linear-gradient", "repeating-radial-gradient",
)  # fmt: skip
_PLACES = "left right top bottom center"
_BOXES = "border-box padding-box content-box"
_PICTURE = _words(
    f"none {_PLACES} {_BOXES} repeat repeat-x repeat-y no-repeat round space cover "
    "contain auto",
    lengths=(-999, 999), percentages=(-100, 200), functions=_GRADIENTS, colours=True,
    addresses=True, variables=True,
)  # fmt: skip
_SIZE = _words(
    "auto none min-content max-content fit-content",
    lengths=(8, 640), percentages=(10, 100), functions=_MATH, variables=False,
)  # fmt: skip
_FAMILY = Values(names=True, strings="font", variables=True)
_FONT_SIZE = _words(
    "small medium large x-large xx-large",
    lengths=(12, 96), units=FIXED, functions=("min", "max", "clamp"),
)  # fmt: skip
_WEIGHT = _words("normal bold", numbers=(100, 900))
_ALIGN = _words(
    "normal start end center stretch space-between space-around space-evenly "
    "flex-start flex-end baseline left right"
)
_TRACKS = _words(
    "none auto min-content max-content", lengths=(0, 640), percentages=(0, 100),
    fractions=(0, 12), functions=("repeat", "minmax", "fit-content"),
)  # fmt: skip
_AREA = Values(frozenset({"auto", "span"}), numbers=(-12, 12), whole=True, names=True)
_TRANSFORMS = ("rotate", "scale", "scalex", "scaley", "translate", "translatex",
               "translatey", "skew", "skewx", "skewy")  # fmt: skip
_FILTERS = ("grayscale", "sepia", "saturate", "contrast", "brightness", "hue-rotate",
            "drop-shadow")  # fmt: skip
_EASES = "linear ease ease-in ease-out ease-in-out step-start step-end"
_CURVES = ("cubic-bezier", "steps")
_COUNT = Values(frozenset({"none"}), numbers=(-99, 99), whole=True, names=True)

_TYPE: dict[str, Values] = {
    "color": _COLOUR,
    "font-family": _FAMILY,
    "font-size": _FONT_SIZE,
    "font-weight": _WEIGHT,
    "font-style": _words("normal italic oblique"),
    "font-stretch": _words("normal condensed semi-condensed expanded semi-expanded"),
    "font-variant-caps": _words("normal small-caps all-small-caps"),
    "font-variant-numeric": _words(
        "normal lining-nums oldstyle-nums tabular-nums proportional-nums "
        "diagonal-fractions ordinal slashed-zero"
    ),
    "font-variant-east-asian": _words(
        "normal jis78 simplified traditional full-width proportional-width ruby"
    ),
    "font-kerning": _words("auto normal none"),
    "line-height": _words("normal", numbers=(0.9, 3)),
    "letter-spacing": _words("normal", lengths=(-1, 16)),
    "word-spacing": _words("normal", lengths=(-2, 32)),
    "text-align": _words("start end left right center justify match-parent"),
    "text-transform": _words("none uppercase lowercase capitalize"),
    "text-decoration": replace(
        _COLOUR, words=frozenset(f"underline overline wavy {_LINES}".split()),
        lengths=(0, 8),
    ),
    "text-decoration-color": _COLOUR,
    "text-decoration-line": _words("none underline overline"),
    "text-decoration-style": _words("solid double dotted dashed wavy"),
    "text-decoration-thickness": _words("auto from-font", lengths=(0, 8)),
    "text-underline-offset": _words("auto", lengths=(0, 16)),
    "text-shadow": _SHADOW,
    "text-indent": Values(lengths=(0, 96)),
    "text-wrap": _words("wrap balance pretty"),
    "hyphens": _words("none manual auto"),
    "word-break": _words("normal keep-all"),
    "list-style": _words(
        "none disc circle square decimal lower-alpha upper-alpha lower-roman "
        "upper-roman inside outside"
    ),
    "list-style-type": _words(
        "none disc circle square decimal lower-alpha upper-alpha lower-roman "
        "upper-roman"
    ),
    "list-style-position": _words("inside outside"),
}  # fmt: skip

_BACKGROUND: dict[str, Values] = {
    "background": _PICTURE,
    "background-color": _COLOUR,
    "background-image": _PICTURE,
    "background-position": _PICTURE,
    "background-size": _PICTURE,
    "background-repeat": _PICTURE,
    "background-origin": _words(_BOXES),
    "background-clip": _words(_BOXES),
}

_SURFACE: dict[str, Values] = {
    **{f"border{side}": _EDGE for side in (
        "", "-top", "-right", "-bottom", "-left", "-block", "-inline", "-block-start",
        "-block-end", "-inline-start", "-inline-end",
    )},
    "border-color": _COLOUR,
    "border-style": _words(_LINES),
    "border-width": Values(lengths=(0, 16)),
    "border-radius": _RADIUS,
    **{f"border-{corner}-radius": _RADIUS for corner in (
        "top-left", "top-right", "bottom-left", "bottom-right", "start-start",
        "start-end", "end-start", "end-end",
    )},
    "box-shadow": _SHADOW,
    **{f"padding{side}": _SPACE for side in (
        "", "-top", "-right", "-bottom", "-left", "-block", "-inline", "-block-start",
        "-block-end", "-inline-start", "-inline-end",
    )},
    "accent-color": _COLOUR,
}  # fmt: skip

_ARRANGEMENT: dict[str, Values] = {
    "gap": _SPACE,
    "row-gap": _SPACE,
    "column-gap": _SPACE,
    "grid-template-columns": _TRACKS,
    "grid-template-rows": _TRACKS,
    "grid-auto-rows": _TRACKS,
    "grid-auto-columns": _TRACKS,
    "grid-auto-flow": _words("row column dense"),
    "grid-template-areas": _words("none", strings="areas"),
    "flex-direction": _words("row row-reverse column column-reverse"),
    "flex-wrap": _words("nowrap wrap wrap-reverse"),
    "align-items": _ALIGN,
    "align-content": _ALIGN,
    "justify-content": _ALIGN,
    "justify-items": _ALIGN,
    "place-items": _ALIGN,
    "place-content": _ALIGN,
}

_WITHIN: dict[str, Values] = {
    "display": _words(
        "block inline inline-block flex inline-flex grid inline-grid list-item flow-root"
    ),
    **{f"margin{side}": _SIDES for side in (
        "", "-top", "-right", "-bottom", "-left", "-block", "-inline", "-block-start",
        "-block-end", "-inline-start", "-inline-end",
    )},
    **dict.fromkeys(("width", "min-width", "max-width", "height", "min-height", "max-height", "inline-size", "max-inline-size", "block-size", "min-block-size"), _SIZE),
    "aspect-ratio": _words("auto", numbers=(0.2, 100)),
    "object-fit": _words("cover contain"),
    "object-position": _words(_PLACES, percentages=_SHARE),
    "order": Values(numbers=(-20, 20), whole=True),
    "flex": _words("auto none initial", numbers=(0, 12), lengths=(0, 640),
                   percentages=_SHARE),
    "flex-grow": Values(numbers=(0, 12)),
    "flex-shrink": Values(numbers=(0, 12)),
    "flex-basis": _SIZE,
    "grid-area": _AREA,
    "grid-row": _AREA,
    "grid-column": _AREA,
    "align-self": _ALIGN,
    "justify-self": _ALIGN,
    "place-self": _ALIGN,
    "writing-mode": _words("horizontal-tb vertical-rl vertical-lr"),
    "text-orientation": _words("mixed upright"),
    "vertical-align": _words("baseline sub super middle top bottom text-top"),
    "opacity": Values(numbers=(0.4, 1)),
    "filter": _words("none", functions=_FILTERS, once=True),
    "transform": _words("none", functions=_TRANSFORMS, once=True),
    "rotate": _words("none", angles=_TURN),
    "scale": _words("none", numbers=(0.8, 1.25)),
    "translate": _words("none", lengths=(-16, 16)),
    "transform-origin": _words(_PLACES, percentages=_SHARE),
    "fill": _COLOUR,
    "stroke": _COLOUR,
    "content": _words("none normal", strings="text", functions=("counter",)),
    "counter-reset": _COUNT,
    "counter-increment": _COUNT,
    # `forwards` and `paused` could leave a card in a state that was meant to pass.
    "animation": _words(
        f"none normal reverse alternate backwards {_EASES}", times=(0, 5),
        numbers=(1, 3), whole=True, functions=_CURVES, frames=True,
    ),
    "animation-name": _words("none", frames=True),
    "animation-duration": Values(times=(0, 5)),
    "animation-delay": Values(times=(0, 5)),
    "animation-direction": _words("normal reverse alternate"),
    "animation-fill-mode": _words("none backwards"),
    "animation-iteration-count": Values(numbers=(1, 3), whole=True),
    "animation-timing-function": _words(_EASES, functions=_CURVES),
    "transition": _words(
        f"none all {_EASES}", times=(0, 5), functions=_CURVES, names=True
    ),
    "transition-property": Values(names=True),
    "transition-duration": Values(times=(0, 5)),
    "transition-delay": Values(times=(0, 5)),
    "transition-timing-function": _words(_EASES, functions=_CURVES),
}  # fmt: skip

GROUND = _BACKGROUND
"""For the page behind it all."""
ROOT = _TYPE | _BACKGROUND | _SURFACE | _ARRANGEMENT
"""For `.front` and `.content` themselves."""
INSIDE = ROOT | _WITHIN
"""For what is in them."""
FADING = ("opacity", "filter")
"""What takes contrast from words, and is therefore for pictures only."""
FRAMES = {
    name: INSIDE[name]
    for name in (
        "color", "background-color", "background-position", "border-color",
        "border-radius", "box-shadow", "text-shadow", "letter-spacing", "filter",
        "transform", "rotate", "scale", "translate", "text-decoration-color",
    )
} | {"opacity": Values(numbers=(0, 1))}  # fmt: skip
"""For the steps of @keyframes. They pass, so a thing may fade in from nothing."""

VARIABLE = Values(
    lengths=(0, 96), percentages=(0, 25), numbers=(0, 10), colours=True, names=True,
    strings="font", variables=True, functions=_MATH,
)  # fmt: skip
"""For own properties (--x): no more than any property may have that takes var()."""

_RGB = Values(
    frozenset({"none"}), numbers=(-360, 360), percentages=_SHARE, angles=_TURN
)
_GRADIENT = _words(
    f"to at from circle ellipse closest-side farthest-side closest-corner "
    f"farthest-corner {_PLACES} {MIXES}",
    lengths=(-999, 999), percentages=(-100, 200), angles=_TURN, colours=True,
    variables=True,
)  # fmt: skip
_MOVE = Values(lengths=(-16, 16), percentages=(-10, 10))
_AMOUNT = Values(numbers=(0.5, 2), percentages=(50, 200))
_PART = Values(numbers=(0, 1), percentages=_SHARE)
_SLANT = Values(angles=(-20, 20))

COLOUR_FUNCTIONS = (
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "light-dark",
    "color-mix",
)  # fmt: skip
FUNCTIONS: dict[str, Values] = {
    **dict.fromkeys(COLOUR_FUNCTIONS[:-2], _RGB),
    "light-dark": _COLOUR,
    "color-mix": replace(_COLOUR, words=frozenset(MIXES.split()), percentages=_SHARE),
    **dict.fromkeys(_GRADIENTS, _GRADIENT),
    "rotate": Values(angles=_TURN),
    **dict.fromkeys(("scale", "scalex", "scaley"), Values(numbers=(0.8, 1.25))),
    **dict.fromkeys(("translate", "translatex", "translatey"), _MOVE),
    **dict.fromkeys(("skew", "skewx", "skewy"), _SLANT),
    **dict.fromkeys(("grayscale", "sepia"), _PART),
    **dict.fromkeys(("saturate", "contrast", "brightness"), _AMOUNT),
    "hue-rotate": Values(angles=_TURN),
    "drop-shadow": _SHADOW,
    "cubic-bezier": Values(numbers=(-2, 2)),
    "steps": _words("start end jump-start jump-end jump-none", numbers=(1, 20)),
    "repeat": replace(
        _TRACKS, words=_TRACKS.words | {"auto-fit", "auto-fill"}, numbers=(1, 6),
        whole=True, functions=("minmax",),
    ),
    "minmax": replace(_TRACKS, functions=_MATH),
    "fit-content": _SPACE,
    "counter": Values(names=True),
}  # fmt: skip
"""What may stand between the brackets of a function."""
