"""A card's design, decided to the last point."""

from typing import cast

from meishi.cards.document import Background, Colours, Design
from meishi.formats.palette import Chosen, Resolved, gradient_end, resolve
from meishi.media.rules.picture import Pictures, Source
from meishi.themes.choices import GROUNDS, Ground, Pattern
from meishi.themes.look import Backdrop, Look
from meishi.themes.registry import Theme, theme_named
from meishi.themes.typefaces import all_typefaces

BACKDROP_WIDTHS = (640, 1280, 1920)  # pixels


def class_rules(classes: dict[str, str]) -> str:
    """Return the rules of classes that stand for inline styles: name → declarations."""
    return "".join(f".{name}{{{what}}}" for name, what in sorted(classes.items()))


def look_of(design: Design, pictures: Pictures) -> Look:
    """Return the look: the owner's choices, the theme's where there is none.

    What is not installed, or a picture that is not ready, gives way to the theme's.
    """
    theme = theme_named(design.theme)
    defaults = theme.defaults
    typefaces = all_typefaces()
    colours = colours_of(design.colours, theme)
    return Look(
        theme=theme,
        scheme=design.scheme,
        colours=colours,
        typeface=typefaces.get(design.typeface or "") or typefaces[defaults.typeface],
        face=design.face or defaults.face,
        back=design.back or defaults.back,
        header=design.header or defaults.header,
        corner=design.corner or defaults.corner,
        density=design.density or defaults.density,
        button=design.button or defaults.button,
        backdrop=_backdrop(design.background, theme, colours, pictures),
        is_still=design.is_still,
    )


def colours_of(colours: Colours, theme: Theme) -> Resolved:
    """Return the palettes that readers get, with what was corrected."""
    chosen = Chosen(
        ground=colours.ground,
        paper=colours.paper,
        ink=colours.ink,
        accent=colours.accent,
    )
    return resolve(chosen, theme.light, theme.dark)


def _backdrop(
    background: Background, theme: Theme, colours: Resolved, pictures: Pictures
) -> Backdrop:
    if background.kind == "theme":
        return _own_backdrop(theme, colours)
    if background.kind == "gradient":
        return _gradient(background.angle, background.towards, colours)
    if background.kind == "picture":
        found = _widths(background, pictures)
        if not found:
            return _own_backdrop(theme, colours)
        focus = (round(background.focus_x * 100), round(background.focus_y * 100))
        return Backdrop("picture", pictures=found, focus=focus)
    return Backdrop(background.kind, pattern=background.pattern)


def _own_backdrop(theme: Theme, colours: Resolved) -> Backdrop:
    name = theme.defaults.background
    if name == "gradient":
        return _gradient(160, None, colours)
    if name in GROUNDS:
        return Backdrop(cast("Ground", name))
    return Backdrop("pattern", pattern=cast("Pattern", name))


def _gradient(angle: int, towards: str | None, colours: Resolved) -> Backdrop:
    ends = tuple(
        gradient_end(palette.ground, towards or palette.accent, palette)
        for palette in (colours.light, colours.dark)
    )
    return Backdrop("gradient", angle=angle, towards=(ends[0], ends[1]))


def _widths(background: Background, pictures: Pictures) -> tuple[tuple[int, str], ...]:
    ref = background.picture
    found = pictures(ref.asset, ref.box) if ref else None
    if found is None:
        return ()
    offered = [s for s in found.sources if s.media_type == "image/webp"]
    offered.sort(key=lambda source: source.width)
    chosen = dict.fromkeys(_nearest(offered, wanted) for wanted in BACKDROP_WIDTHS)
    return tuple((source.width, source.url) for source in chosen if source)


def _nearest(offered: list[Source], wanted: int) -> Source | None:
    fitting = [source for source in offered if source.width >= wanted]
    return fitting[0] if fitting else offered[-1] if offered else None
