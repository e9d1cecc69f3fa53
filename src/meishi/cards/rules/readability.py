"""What was done to an owner's colours so that they can be read, in words."""

from math import floor
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meishi.formats.colour import apca, contrast, oklch
from meishi.formats.palette import Correction, Palette, Resolved

A_LITTLE: Final = 0.08  # of lightness in OKLCH, which ends at 1
MUCH: Final = 0.3

_PROBLEMS: Final = {
    ("light", "ink", "paper", "darker"): gettext_lazy(
        "The colour of your words was too pale on the paper (%(before)s)."
    ),
    ("light", "ink", "paper", "lighter"): gettext_lazy(
        "The colour of your words was too dark on the paper (%(before)s)."
    ),
    ("light", "ink", "page", "darker"): gettext_lazy(
        "The colour of your words was too pale on the page (%(before)s)."
    ),
    ("light", "ink", "page", "lighter"): gettext_lazy(
        "The colour of your words was too dark on the page (%(before)s)."
    ),
    ("light", "accent", "paper", "darker"): gettext_lazy(
        "Your accent was too pale on the paper (%(before)s)."
    ),
    ("light", "accent", "paper", "lighter"): gettext_lazy(
        "Your accent was too dark on the paper (%(before)s)."
    ),
    ("light", "accent", "page", "darker"): gettext_lazy(
        "Your accent was too pale on the page (%(before)s)."
    ),
    ("light", "accent", "page", "lighter"): gettext_lazy(
        "Your accent was too dark on the page (%(before)s)."
    ),
    ("dark", "accent", "paper", "darker"): gettext_lazy(
        "For dark mode only: your accent is too pale on the paper (%(before)s)."
    ),
    ("dark", "accent", "paper", "lighter"): gettext_lazy(
        "For dark mode only: your accent is too dark on the paper (%(before)s)."
    ),
    ("dark", "accent", "page", "darker"): gettext_lazy(
        "For dark mode only: your accent is too pale on the page (%(before)s)."
    ),
    ("dark", "accent", "page", "lighter"): gettext_lazy(
        "For dark mode only: your accent is too dark on the page (%(before)s)."
    ),
}
_REMEDIES: Final = {
    ("darker", 0): gettext_lazy("It is set a little darker: %(after)s."),
    ("darker", 1): gettext_lazy("It is set darker: %(after)s."),
    ("darker", 2): gettext_lazy("It is set much darker: %(after)s."),
    ("lighter", 0): gettext_lazy("It is set a little lighter: %(after)s."),
    ("lighter", 1): gettext_lazy("It is set lighter: %(after)s."),
    ("lighter", 2): gettext_lazy("It is set much lighter: %(after)s."),
}


def sentences(resolved: Resolved) -> list[str]:
    """Return what an owner should know, one text for each correction."""
    return [sentence(one, resolved) for one in resolved.corrections]


def sentence(correction: Correction, resolved: Resolved) -> str:
    """Return what was wrong with a colour and how it was set, with both contrasts."""
    palette = resolved.dark if correction.scheme == "dark" else resolved.light
    if correction.role == "paper":
        return _about_paper(correction, palette)
    surface = "paper" if correction.against == palette.paper else "page"
    lighter = oklch(correction.given)[0] - oklch(correction.wanted)[0]
    way = "lighter" if lighter > 0 else "darker"
    problem = _PROBLEMS[correction.scheme, correction.role, surface, way]
    before = _measured(correction.contrast, correction.apca)
    degree = (abs(lighter) > A_LITTLE) + (abs(lighter) > MUCH)
    after = _weakest_reading(correction.given, palette)
    return f"{problem % {'before': before}} {_REMEDIES[way, degree] % {'after': after}}"


def reading(words: str, ground: str) -> str:
    """Return how well one colour reads on another: "4.5:1, Lc 60".

    By WCAG 2.2 and by APCA. The ratio is cut, not rounded: 4.49 is not yet 4.5.
    """
    return _measured(contrast(words, ground), apca(words, ground))


def _about_paper(correction: Correction, palette: Palette) -> str:
    problem = _(
        "No words can be read on both the page and the paper you chose (%(before)s)."
    )
    remedy = _("The paper is set nearer to the page: %(after)s.")
    before = _measured(correction.contrast, correction.apca)
    after = _weakest_reading(palette.ink, palette)
    return f"{problem % {'before': before}} {remedy % {'after': after}}"


def _weakest_reading(words: str, palette: Palette) -> str:
    surfaces = (palette.ground, palette.paper)
    return reading(words, min(surfaces, key=lambda ground: contrast(words, ground)))


def _measured(ratio: float, lc: float) -> str:
    numbers = {
        "ratio": number_format(floor(ratio * 10) / 10, 1),
        "lc": number_format(round(abs(lc))),
    }
    return _("%(ratio)s:1, Lc %(lc)s") % numbers
