from dataclasses import replace
from pathlib import Path

import pytest

from meishi.formats.colour import contrast
from meishi.formats.palette import Chosen, resolve
from meishi.themes import choices
from meishi.themes.look import Backdrop, Content, Look, stylesheet
from meishi.themes.registry import theme_named
from meishi.themes.typefaces import all_typefaces, font_files

WASHI = theme_named("washi")
LOOK = Look(
    theme=WASHI,
    scheme="auto",
    colours=resolve(Chosen(), WASHI.light, WASHI.dark),
    typeface=all_typefaces()["system"],
    face="classic",
    back="beside",
    header="stage",
    corner="soft",
    density="normal",
    button="pill",
    backdrop=Backdrop("plain"),
    is_still=False,
)
PARTS = [
    (kind, name)
    for kind in ("face", "back", "header", "pattern")
    for name in getattr(choices, f"{kind.upper()}S")
]


@pytest.mark.parametrize(("kind", "name"), PARTS)
def test_every_choice_has_a_part(kind, name):
    part = Path(choices.__file__).parent / "parts" / kind / f"{name}.css"

    assert part.is_file()


@pytest.mark.parametrize("name", choices.FACES)
def test_only_the_chosen_face_is_in_the_sheet(name):
    sheet = stylesheet(replace(LOOK, face=name))
    folder = Path(choices.__file__).parent / "parts" / "face"
    found = [
        f for f in choices.FACES if (folder / f"{f}.css").read_text()[:80] in sheet
    ]

    assert found == [name]


def test_a_look_for_light_only_says_so():
    sheet = stylesheet(replace(LOOK, scheme="light"))

    assert "color-scheme:light;" in sheet
    assert f"--ms-ground:{WASHI.light.ground};" in sheet


def test_a_dark_look_colours_the_browser_dark():
    look = replace(LOOK, scheme="dark")

    assert look.paper == (WASHI.dark.ground, WASHI.dark.ground)


def test_what_the_owner_writes_comes_last():
    sheet = stylesheet(LOOK, own=".name{color:red}")

    assert sheet.endswith("@layer own{.name{color:red}}")
    assert sheet.startswith("@layer base,block,theme,choice,own;")


def test_a_page_gets_only_the_rules_and_fonts_that_it_has_a_use_for():
    look = replace(LOOK, typeface=all_typefaces()["loud"])
    plain = stylesheet(look, has=Content({"h1", "name"}, set("Alice")))
    polish = stylesheet(look, has=Content({"panel"}, set("Łucja")))

    assert ".name{" in plain
    assert ".panel{" not in plain
    assert plain.count("@font-face") == 1
    assert polish.count("@font-face") == 2


def test_motion_can_be_stilled():
    assert "animation:none!important" in stylesheet(replace(LOOK, is_still=True))
    assert "animation:none" not in stylesheet(LOOK)


def test_a_pattern_never_hides_words_on_it():
    sheet = stylesheet(replace(LOOK, backdrop=Backdrop("pattern", pattern="dots")))
    light = sheet.partition("--ms-pattern:light-dark(")[2][:7]

    assert contrast(WASHI.light.muted, light) >= 4.5


def test_blocks_get_a_surface_on_a_picture():
    pictures = Backdrop("picture", pictures=((640, "/m/small.webp"),))
    choice = stylesheet(replace(LOOK, backdrop=pictures)).partition("@layer choice")[2]

    assert ".blocks>section{background:var(--ms-paper)" in choice


def test_a_picture_is_veiled_and_grows_with_the_screen():
    pictures = ((640, "/m/small.webp"), (1280, "/m/large.webp"))
    sheet = stylesheet(
        replace(LOOK, backdrop=Backdrop("picture", pictures=pictures, focus=(30, 70)))
    )

    assert "30% 70%/cover" in sheet
    assert sheet.index("small.webp") < sheet.index("@media (min-width:853px)")


@pytest.mark.parametrize("typeface", all_typefaces().values(), ids=lambda t: t.name)
def test_fonts_come_with_the_program_and_are_never_waited_for(typeface):
    sheet = stylesheet(replace(LOOK, typeface=typeface))

    assert sheet.count("@font-face") == len(typeface.fonts)
    assert sheet.count("font-display:optional") == len(typeface.fonts)
    assert all(font_files()[font.name].is_file() for font in typeface.fonts)


@pytest.mark.parametrize("typeface", all_typefaces().values(), ids=lambda t: t.name)
def test_a_font_is_small_and_has_its_licence_beside_it(typeface):
    for font in typeface.fonts:
        family = font.family.lower().replace(" ", "-")

        assert font.file.stat().st_size < 30_000
        assert "SIL Open Font License" in (
            font.file.parent / f"{family}.LICENSE"
        ).read_text("utf-8")
