from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from meishi.formats import qr
from meishi.formats.qr.letters import _runs

LATIN = ImageFont.load_default(10).font_bytes
NOTO = Path("/usr/share/fonts/truetype/noto")


def noto(name):
    return (NOTO / f"NotoSans{name}-Regular.ttf").read_bytes()


def test_letters_become_outlines():
    [letter] = qr.lettering("I", [LATIN]).glyphs
    assert next(step for step, _ in letter) == "M"
    assert letter[-1] == ("Z", ())


def test_white_space_has_width_but_no_outline():
    words, word = qr.lettering("I  I", [LATIN]), qr.lettering("II", [LATIN])
    assert len(words.glyphs) == len(word.glyphs) == 2
    assert words.width > word.width


def test_the_first_font_with_all_letters_is_taken():
    arabic = noto("Arabic")
    assert qr.lettering("امسح", [LATIN, arabic]) == qr.lettering("امسح", [arabic])


@pytest.mark.parametrize("text", ["名刺", "für", "A名"])
def test_letters_that_no_font_has_are_refused_in_words(text):
    with pytest.raises(qr.NoFont, match="no font with all of these letters"):
        qr.lettering(text, [LATIN])


def test_bytes_that_are_no_font_are_passed_over():
    assert qr.lettering("A", [b"", b"nonsense", LATIN]).glyphs


def test_arabic_letters_join():
    """Four letters of their own are wider than the same four joined."""
    arabic = [noto("Arabic")]
    alone = sum(qr.lettering(letter, arabic).width for letter in "ببب")
    assert qr.lettering("ببب", arabic).width < alone * 0.8


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Scan me", ["Scan me"]),
        ("אב AB", ["AB", "אב "]),
        ("AB אב CD", ["AB ", "אב", " CD"]),
        ("אב 12 גד", [" גד", "12", "אב "]),
        ("123", ["123"]),
    ],
)
def test_runs_stand_in_the_order_in_which_they_are_read(text, shown):
    assert [run for run, _ in _runs(text)] == shown


@given(st.text(max_size=30))
def test_no_text_loses_a_character_on_its_way_into_runs(text):
    runs = _runs(text)
    assert sorted("".join(run for run, _ in runs)) == sorted(text)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_becomes_outlines_or_a_refusal(text):
    with suppress(qr.NoFont):
        assert qr.lettering(text, [LATIN]).width >= 0
