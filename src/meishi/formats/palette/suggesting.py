"""Palettes from the colours of a picture."""

from collections.abc import Sequence

from meishi.formats.colour import WHITE, from_oklch, normalised, oklch, readable
from meishi.formats.palette.looks import TEXT, Chosen
from meishi.formats.palette.resolving import lifted


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
    light = lifted(accent, 0.76, 0.94)
    return _look(accent, light, (0.19, 0.03), (0.24, 0.035), (0.95, 0.012))


def _plain(accent: str) -> Chosen:
    return _look(WHITE, accent, (0.965, 0), (1, 0), (0.2, 0))


def _bold(accent: str) -> Chosen:
    _, chroma, hue = oklch(accent)
    pale = from_oklch(0.88, min(chroma, 0.09), hue)
    return _look(accent, pale, (0.36, 0.11), (0.31, 0.09), (0.98, 0.01))
