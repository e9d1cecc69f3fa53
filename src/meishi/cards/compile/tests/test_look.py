import re

from hypothesis import given

from meishi.cards.compile.look import look_of
from meishi.formats.colour import contrast, mixed
from meishi.media.rules.picture import Picture, Source
from meishi.themes.look import stylesheet
from tests.random_designs import DESIGNS

TEXT = 4.5  # WCAG 2.2, 1.4.3
PICTURE = Picture(640, 480, "#888888", (Source("/m/a.webp", "image/webp", 640, 480),))
PATTERN = re.compile(r"--ms-pattern:(?:light-dark\((#\w{6}),(#\w{6})\)|(#\w{6}))")
VEIL = re.compile(r"#(?P<colour>[0-9a-f]{6})(?P<alpha>[0-9a-f]{2})\b")


def pictures(asset, crop):
    return PICTURE


@given(DESIGNS)
def test_any_design_can_be_read(design):
    look = look_of(design, pictures)

    for palette in (look.colours.light, look.colours.dark):
        for words in (palette.ink, palette.muted, palette.accent):
            assert contrast(words, palette.ground) >= TEXT
            assert contrast(words, palette.paper) >= TEXT
        assert contrast(palette.on_accent, palette.accent) >= TEXT


@given(DESIGNS)
def test_words_on_any_background_can_be_read(design):
    look = look_of(design, pictures)
    backdrop = look.backdrop
    sheet = stylesheet(look)

    both = zip(backdrop.towards, (look.colours.light, look.colours.dark), strict=True)
    for end, palette in both if backdrop.kind == "gradient" else ():
        for step in range(11):
            between = mixed(end, palette.ground, step / 10)
            assert contrast(palette.ink, between) >= TEXT
            assert contrast(palette.muted, between) >= TEXT
    if backdrop.kind == "pattern":
        light, dark, only = PATTERN.search(sheet).groups()
        schemes = {"light": look.colours.light, "dark": look.colours.dark}
        shown = (
            [(light, schemes["light"]), (dark, schemes["dark"])]
            if light
            else [(only, schemes["light" if look.scheme == "auto" else look.scheme])]
        )
        for colour, palette in shown:
            assert contrast(palette.muted, colour) >= TEXT
    if backdrop.kind == "picture":
        before = sheet[sheet.index("body::before{content") :]
        for found in VEIL.finditer(before[: before.index("/m/a.webp")]):
            ground, share = f"#{found['colour']}", int(found["alpha"], 16) / 255
            palette = next(
                p for p in (look.colours.light, look.colours.dark) if p.ground == ground
            )
            for pixel in ("#000000", "#ffffff"):
                assert contrast(palette.ink, mixed(ground, pixel, share)) >= TEXT


@given(DESIGNS)
def test_equal_designs_give_equal_sheets(design):
    again = type(design).model_validate_json(design.model_dump_json())

    assert stylesheet(look_of(design, pictures)) == stylesheet(look_of(again, pictures))
