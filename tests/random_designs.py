"""Designs as nobody would choose them on purpose."""

from hypothesis import strategies as st

from meishi.cards.document import AssetRef, Background, Colours, Design
from meishi.themes import choices
from meishi.themes.registry import all_themes
from meishi.themes.typefaces import all_typefaces

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def _maybe(values):
    return st.none() | st.sampled_from(list(values))


BACKGROUNDS = st.builds(
    Background,
    kind=st.sampled_from(["theme", *choices.GROUNDS]),
    towards=st.none() | COLOURS,
    angle=st.integers(0, 359),
    pattern=st.sampled_from(choices.PATTERNS),
    picture=st.just(AssetRef(asset="photo")),
    focus_x=st.floats(0, 1),
    focus_y=st.floats(0, 1),
)
DESIGNS = st.builds(
    Design,
    theme=st.sampled_from(list(all_themes())),
    scheme=st.sampled_from(["auto", "light", "dark"]),
    colours=st.builds(
        Colours,
        ground=st.none() | COLOURS,
        paper=st.none() | COLOURS,
        ink=st.none() | COLOURS,
        accent=st.none() | COLOURS,
    ),
    background=BACKGROUNDS,
    typeface=_maybe(all_typefaces()),
    corner=_maybe(choices.CORNERS),
    density=_maybe(choices.DENSITIES),
    button=_maybe(choices.BUTTONS),
    face=_maybe(choices.FACES),
    back=_maybe(choices.BACKS),
    header=_maybe(choices.HEADERS),
    is_still=st.booleans(),
)
