"""Any choice of colours, made readable by day and by night."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from meishi.formats.colour import (
    BLACK,
    WHITE,
    apca,
    contrast,
    from_oklch,
    mixed,
    normalised,
    oklch,
    readable,
    weakest,
)
from meishi.formats.palette.looks import (
    COMFORT,
    HAIRLINE,
    TEXT,
    Chosen,
    Correction,
    Palette,
    Resolved,
    Role,
    Scheme,
)

_DEEPEST_TINT: Final = 0.045  # chroma of a dark ground: a mood, not a colour
_PALEST_TINT: Final = 0.03  # chroma of light words
_GREY: Final = 0.03  # chroma below which an accent is a kind of ink
_MUTED: Final = 0.7  # how much ink is in lesser words
_LINE: Final = 0.18  # and in a hairline


def resolve(chosen: Chosen, light: Palette, dark: Palette) -> Resolved:
    """Return the theme's looks with the owner's choice, all of it readable.

    A chosen ground that is dark stays what it is by day and by night. A light one gets
    a night of the same hues. Raises BadColour.
    """
    chosen = _normalised(chosen)
    surface = chosen.ground or chosen.paper
    if surface and _is_dark(surface):
        both = _palette(chosen, dark)
        return Resolved(both, both, tuple(_by_day(chosen, both)))
    day, night = _palette(chosen, light), _palette(_at_night(chosen, dark), dark)
    corrections = (*_by_day(chosen, day), *_by_night(chosen, night))
    return Resolved(day, night, corrections)


def lifted(accent: str, lightness: float, for_grey: float) -> str:
    """Return the accent for a dark ground: as light as that, of the same hue.

    One without a hue is a kind of ink and becomes as light as `for_grey`.
    """
    own, chroma, hue = oklch(accent)
    return from_oklch(max(own, for_grey if chroma < _GREY else lightness), chroma, hue)


def _normalised(chosen: Chosen) -> Chosen:
    return Chosen(
        *(
            colour and normalised(colour)
            for colour in (chosen.ground, chosen.paper, chosen.ink, chosen.accent)
        )
    )


def _is_dark(colour: str) -> bool:
    return contrast(colour, WHITE) > contrast(colour, BLACK)


def _palette(chosen: Chosen, base: Palette) -> Palette:
    ground, wish = _surfaces(chosen, base)
    paper = _beside(ground, wish)
    surfaces = (ground, paper)
    ink = readable(chosen.ink or base.ink, surfaces, _enough_for_ink(chosen))
    accent = readable(chosen.accent or base.accent, surfaces, TEXT)
    return Palette(
        ground=ground,
        paper=paper,
        ink=ink,
        muted=readable(_muted(chosen, base, ink, paper), surfaces, TEXT),
        line=readable(_line(chosen, base, ink, paper), [paper], HAIRLINE),
        accent=accent,
        on_accent=_on(accent, base.on_accent, paper),
    )


def _enough_for_ink(chosen: Chosen) -> float:
    """A chosen ink moves as little as it must; a theme's goes where reading is easy."""
    is_theirs = chosen.ink or not (chosen.ground or chosen.paper)
    return TEXT if is_theirs else COMFORT


def _surfaces(chosen: Chosen, base: Palette) -> tuple[str, str]:
    """Return ground and paper; one that is not chosen follows the one that is."""
    if chosen.ground and not chosen.paper:
        return chosen.ground, _moved(chosen.ground, base.ground, base.paper)
    if chosen.paper and not chosen.ground:
        ground = _moved(chosen.paper, base.paper, base.ground)
        return _beside(chosen.paper, ground), chosen.paper
    return chosen.ground or base.ground, chosen.paper or base.paper


def _moved(colour: str, here: str, there: str) -> str:
    """Return the colour as far lighter or darker as `there` is than `here`."""
    lightness, chroma, hue = oklch(colour)
    return from_oklch(lightness + oklch(there)[0] - oklch(here)[0], chroma, hue)


def _beside(fixed: str, surface: str) -> str:
    """Return the surface, or one nearer to the fixed one so that words fit on both."""
    if _best(fixed, surface) >= TEXT:
        return surface
    comfort = min(COMFORT, _best(fixed, fixed))
    nearer = (mixed(surface, fixed, step / 100) for step in range(99, 0, -1))
    return next((one for one in nearer if _best(fixed, one) >= comfort), fixed)


def _best(ground: str, paper: str) -> float:
    return max(weakest(plain, (ground, paper)) for plain in (BLACK, WHITE))


def _muted(chosen: Chosen, base: Palette, ink: str, paper: str) -> str:
    return mixed(ink, paper, _MUTED) if _is_own(chosen, base, ink) else base.muted


def _line(chosen: Chosen, base: Palette, ink: str, paper: str) -> str:
    return mixed(ink, paper, _LINE) if _is_own(chosen, base, ink) else base.line


def _is_own(chosen: Chosen, base: Palette, ink: str) -> bool:
    return bool(chosen.ground or chosen.paper) or ink != base.ink


def _on(accent: str, wish: str, paper: str) -> str:
    """Return words for a fill: the theme's, else paper, on which the accent reads."""
    return wish if contrast(wish, accent) >= TEXT else paper


def _at_night(chosen: Chosen, dark: Palette) -> Chosen:
    """Return the same mood with the light of the theme's dark look."""
    dimmed = Chosen(
        ground=_dimmed(chosen.ground, dark.ground, _DEEPEST_TINT),
        paper=_dimmed(chosen.paper, dark.paper, _DEEPEST_TINT),
        ink=_dimmed(chosen.ink, dark.ink, _PALEST_TINT),
        accent=chosen.accent,
    )
    if not chosen.accent or weakest(chosen.accent, _surfaces(dimmed, dark)) >= TEXT:
        return dimmed
    accent = lifted(chosen.accent, oklch(dark.accent)[0], oklch(dark.ink)[0])
    return replace(dimmed, accent=accent)


def _dimmed(colour: str | None, light_of: str, most: float) -> str | None:
    if colour is None:
        return None
    _, chroma, hue = oklch(colour)
    return from_oklch(oklch(light_of)[0], min(chroma, most), hue)


def _by_day(chosen: Chosen, given: Palette) -> Iterator[Correction]:
    if chosen.paper and chosen.paper != given.paper:
        yield _paper_correction(chosen.paper, given)
    if chosen.ink and chosen.ink != given.ink:
        yield _correction("light", "ink", chosen.ink, given.ink, given)
    if chosen.accent and chosen.accent != given.accent:
        yield _correction("light", "accent", chosen.accent, given.accent, given)


def _by_night(chosen: Chosen, given: Palette) -> Iterator[Correction]:
    """Yield what was done to the accent; nobody chose the rest of the dark look."""
    if chosen.accent and chosen.accent != given.accent:
        yield _correction("dark", "accent", chosen.accent, given.accent, given)


def _correction(
    scheme: Scheme, role: Role, wanted: str, given: str, palette: Palette
) -> Correction:
    surfaces = (palette.ground, palette.paper)
    against = min(surfaces, key=lambda surface: contrast(wanted, surface))
    return Correction(
        scheme,
        role,
        wanted,
        given,
        contrast(wanted, against),
        apca(wanted, against),
        against,
    )


def _paper_correction(wanted: str, palette: Palette) -> Correction:
    surfaces = (palette.ground, wanted)
    ink = max((BLACK, WHITE), key=lambda plain: weakest(plain, surfaces))
    return Correction(
        "light",
        "paper",
        wanted,
        palette.paper,
        weakest(ink, surfaces),
        min((apca(ink, surface) for surface in surfaces), key=abs),
        palette.ground,
    )
