"""The colours of a card: what the owner chose, made readable, by day and by night.

Every result is readable whatever was chosen. Words reach 4.5 on the ground and on the
paper (WCAG 2.2, 1.4.3), the accent does so as text and therefore also as a graphic
(1.4.11), and so do words on a fill of the accent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from meishi.formats.colour import (
    BLACK,
    WHITE,
    apca,
    contrast,
    from_oklch,
    luminance,
    mixed,
    normalised,
    oklch,
    readable,
    weakest,
)

type Scheme = Literal["light", "dark"]
type Role = Literal["ground", "paper", "ink", "accent"]

TEXT: Final = 4.5
GRAPHIC: Final = 3.0
HAIRLINE: Final = 1.2
COMFORT: Final = 7.0

_DEEPEST_TINT: Final = 0.045  # chroma of a dark ground: a mood, not a colour
_PALEST_TINT: Final = 0.03  # chroma of light words
_MUTED: Final = 0.7  # how much ink is in lesser words
_LINE: Final = 0.18  # and in a hairline
_ROUNDING: Final = 0.05  # contrast that rounding a pixel to 8 bits can cost


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one look, `#rrggbb`.

    `ground` is the page and `paper` the surfaces on it; `ink` is for words, `muted` for
    lesser words, `line` for hairlines; `accent` is text, icon or fill, and `on_accent`
    the words on that fill.
    """

    ground: str
    paper: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the owner chose for the light look; None is what the theme says."""

    ground: str | None = None
    paper: str | None = None
    ink: str | None = None
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A colour of the owner's that had to move.

    `contrast` and `apca` are what the wanted colour had on `against`, the surface where
    it read worst. For a paper they are those of the best words it could have carried
    beside that ground.
    """

    scheme: Scheme
    role: Role
    wanted: str
    given: str
    contrast: float
    apca: float
    against: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """The two looks of a card, and what was corrected on the way."""

    light: Palette
    dark: Palette
    corrections: tuple[Correction, ...]


def resolve(chosen: Chosen, light: Palette, dark: Palette) -> Resolved:
    """Return the theme's looks with the owner's choice, all of it readable.

    A chosen ground that is dark stays what it is by day and by night. A light one gets
    a night of the same hues. Raises BadColour.
    """
    chosen = _normalised(chosen)
    surface = chosen.ground or chosen.paper
    if surface and _is_dark(surface):
        both, corrections = _corrected("light", chosen, dark)
        return Resolved(both, both, corrections)
    day, by_day = _corrected("light", chosen, light)
    night, by_night = _corrected("dark", _at_night(chosen, dark), dark)
    said = tuple(c for c in by_night if c.role == "accent")  # the rest was not wished
    return Resolved(day, night, by_day + said)


def veil(ink: str, ground: str, at_least: float = TEXT) -> float:
    """Return the share of ground over any picture that keeps the ink readable.

    0 to 1 in hundredths, rounded up; 1.0 where only the plain ground will do.
    """
    for hundredths in range(100):
        share = hundredths / 100
        ends = [mixed(ground, pixel, share) for pixel in (BLACK, WHITE)]
        is_one_side = len({luminance(end) > luminance(ink) for end in ends}) == 1
        if is_one_side and weakest(ink, ends) >= at_least:
            return share
    return 1.0


def gradient_end(ground: str, towards: str, palette: Palette) -> str:
    """Return how far a gradient from `ground` may go towards another colour.

    Ink and muted words stay readable on the whole way, the accent as a graphic.
    """
    end = normalised(ground)
    for step in range(1, 256):
        candidate = mixed(towards, ground, step / 255)
        if not _carries(candidate, palette):
            break
        end = candidate
    return end


def _carries(ground: str, palette: Palette) -> bool:
    return (
        contrast(palette.ink, ground) >= TEXT + _ROUNDING
        and contrast(palette.muted, ground) >= TEXT + _ROUNDING
        and contrast(palette.accent, ground) >= GRAPHIC + _ROUNDING
    )


def _normalised(chosen: Chosen) -> Chosen:
    return Chosen(
        *(
            colour and normalised(colour)
            for colour in (chosen.ground, chosen.paper, chosen.ink, chosen.accent)
        )
    )


def _is_dark(colour: str) -> bool:
    return contrast(colour, WHITE) > contrast(colour, BLACK)


def _corrected(
    scheme: Scheme, chosen: Chosen, base: Palette
) -> tuple[Palette, tuple[Correction, ...]]:
    ground, wish = _surfaces(chosen, base)
    paper = _beside(ground, wish)
    surfaces = (ground, paper)
    ink = readable(chosen.ink or base.ink, surfaces, _enough_for_ink(chosen))
    accent = readable(chosen.accent or base.accent, surfaces, TEXT)
    palette = Palette(
        ground=ground,
        paper=paper,
        ink=ink,
        muted=readable(_muted(chosen, base, ink, paper), surfaces, TEXT),
        line=readable(_line(chosen, base, ink, paper), [paper], HAIRLINE),
        accent=accent,
        on_accent=_on(accent, base.on_accent, paper),
    )
    return palette, tuple(_corrections(scheme, chosen, palette))


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
    return Chosen(
        ground=_dimmed(chosen.ground, dark.ground, _DEEPEST_TINT),
        paper=_dimmed(chosen.paper, dark.paper, _DEEPEST_TINT),
        ink=_dimmed(chosen.ink, dark.ink, _PALEST_TINT),
        accent=chosen.accent,
    )


def _dimmed(colour: str | None, light_of: str, most: float) -> str | None:
    if colour is None:
        return None
    _, chroma, hue = oklch(colour)
    return from_oklch(oklch(light_of)[0], min(chroma, most), hue)


def _corrections(
    scheme: Scheme, chosen: Chosen, given: Palette
) -> Iterator[Correction]:
    if chosen.paper and chosen.paper != given.paper:
        yield _paper_correction(scheme, chosen.paper, given)
    if chosen.ink and chosen.ink != given.ink:
        yield _correction(scheme, "ink", chosen.ink, given.ink, given)
    if chosen.accent and chosen.accent != given.accent:
        yield _correction(scheme, "accent", chosen.accent, given.accent, given)


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


def _paper_correction(scheme: Scheme, wanted: str, palette: Palette) -> Correction:
    surfaces = (palette.ground, wanted)
    ink = max((BLACK, WHITE), key=lambda plain: weakest(plain, surfaces))
    return Correction(
        scheme,
        "paper",
        wanted,
        palette.paper,
        weakest(ink, surfaces),
        min((apca(ink, surface) for surface in surfaces), key=abs),
        palette.ground,
    )


def suggestions(colours: Sequence[tuple[str, int]]) -> tuple[Chosen, ...]:
    """Return 3 to 5 palettes from a picture's main colours and their pixel counts.

    All of them are readable as they are. No colours give none.
    """
    if not colours:
        return ()
    first, *others = _accents(colours)
    found = [
        _tinted(first, first),
        _deep(first),
        _plain(first),
        *(_tinted(other, first) for other in others),
        _bold(first),
    ]
    return tuple(dict.fromkeys(found))


def _accents(colours: Sequence[tuple[str, int]]) -> list[str]:
    """Return the most striking colour, and the next one of another hue if there is."""
    whole = sum(count for _, count in colours) or 1
    ranked = sorted(
        ((normalised(colour), count / whole) for colour, count in colours),
        key=lambda item: (-_striking(*item), item[0]),
    )
    first = ranked[0][0]
    others = [c for c, share in ranked if share >= 0.01 and _is_other_hue(c, first)]
    return [first, *others[:1]]


def _striking(colour: str, share: float) -> float:
    """Colour counts for most; a large area a little; near black and white not at all."""
    lightness, chroma, _ = oklch(colour)
    visible = min(1.0, 4 * lightness * (1 - lightness) * 1.6)
    return float(chroma * visible * min(share, 0.2) ** 0.25)


def _is_other_hue(one: str, first: str) -> bool:
    (_, chroma, hue), (_, _, reference) = oklch(one), oklch(first)
    apart = abs((hue - reference + 180) % 360 - 180)
    return chroma >= 0.05 and apart >= 35


def _look(
    hue_of: str,
    accent: str,
    ground: tuple[float, float],
    paper: tuple[float, float],
    ink: tuple[float, float],
) -> Chosen:
    """Return a palette of one hue; pairs are lightness and the most chroma."""
    _, chroma, hue = oklch(hue_of)
    below, above, words = (
        from_oklch(lightness, min(chroma, most), hue)
        for lightness, most in (ground, paper, ink)
    )
    return Chosen(below, above, words, readable(accent, (below, above), TEXT))


def _tinted(accent: str, hue_of: str) -> Chosen:
    return _look(hue_of, accent, (0.945, 0.02), (0.99, 0.006), (0.22, 0.03))


def _deep(accent: str) -> Chosen:
    return _look(accent, accent, (0.19, 0.03), (0.24, 0.035), (0.95, 0.012))


def _plain(accent: str) -> Chosen:
    return _look(WHITE, accent, (0.965, 0), (1, 0), (0.2, 0))


def _bold(accent: str) -> Chosen:
    _, chroma, hue = oklch(accent)
    pale = from_oklch(0.88, min(chroma, 0.09), hue)
    return _look(accent, pale, (0.36, 0.11), (0.31, 0.09), (0.98, 0.01))


PALETTES: Final[dict[str, Chosen]] = {
    "Ink": Chosen("#efe9dc", "#fffdf8", "#1a1714", "#1a1714"),
    "Vermilion": Chosen("#f3ece2", "#fffdf9", "#221a17", "#b8321e"),
    "Indigo": Chosen("#e9edf3", "#fbfcfe", "#16202f", "#27488f"),
    "Moss": Chosen("#e8ebdf", "#fcfdf7", "#1d2218", "#4a6329"),
    "Wasabi": Chosen("#eef2dc", "#fdfef6", "#20251a", "#56690f"),
    "Sakura": Chosen("#f8e9ea", "#fffafa", "#2d1b20", "#a93a5c"),
    "Wisteria": Chosen("#eeeaf5", "#fdfbff", "#221b30", "#6a4aa3"),
    "Matcha": Chosen("#e3ead9", "#f9fcf4", "#1a2417", "#2f6b4f"),
    "Persimmon": Chosen("#f8ebdd", "#fffbf5", "#2a1c12", "#a84a0c"),
    "Hinoki": Chosen("#f0e4d3", "#fdf8ef", "#2b2118", "#7d5427"),
    "Harbour": Chosen("#e2ecee", "#f8fcfc", "#10242a", "#12687a"),
    "Slate": Chosen("#eceef0", "#ffffff", "#1b1f24", "#48566a"),
    "Snow": Chosen("#ffffff", "#f6f6f7", "#111113", "#111113"),
    "Lacquer": Chosen("#17100f", "#231917", "#f6ece6", "#ff8a70"),
    "Midnight": Chosen("#0f1626", "#182236", "#e9eefa", "#8fb4ff"),
    "Charcoal": Chosen("#141414", "#1f1f1f", "#f2f2f0", "#e6c27a"),
    "Pine": Chosen("#10211c", "#183029", "#eaf4ee", "#8fd3ae"),
    "Plum": Chosen("#23142a", "#31203a", "#f7eefa", "#eba6d6"),
}
"""Ready palettes by name, each readable as it is."""
