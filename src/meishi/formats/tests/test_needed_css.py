import pytest

from meishi.formats.needed_css import needed, words_in

HTML = '<div class="card half" id="view"><svg viewBox="0 0 1 1"/></div>'
WORDS = words_in(HTML, 'e.className = on ? "open-now" : ""')


@pytest.mark.parametrize(
    "css",
    [
        "*{margin:0}",
        ":root{--a:1}",
        ".card{color:red}",
        "div.card.half>svg{color:red}",
        "#view[open]::backdrop{color:red}",
        ".card:has(.other){color:red}",
        ".card:not(.other,:is(.a,.b)) svg{color:red}",
        ".open-now{color:red}",
        "@media print{.card{color:red}}",
        '@font-face{font-family:"A"}',
        "@keyframes fade{from{opacity:0}to{opacity:1}}",
        ".card::before{content:'}{'}",
    ],
)
def test_what_the_page_has_is_kept_as_it_is(css):
    assert needed(css, WORDS) == css


@pytest.mark.parametrize(
    "css",
    [
        ".other{color:red}",
        ".card.other{color:red}",
        ".card .other:hover{color:red}",
        "#viewer{color:red}",
        "table{color:red}",
        "@media print{.other{color:red}@media screen{table{color:red}}}",
    ],
)
def test_what_the_page_has_not_is_left_out(css):
    assert needed(css, WORDS) == ""


def test_of_several_selectors_those_that_can_match_are_kept():
    css = ".card,.other>b,:is(.a,.b) svg{color:red}"

    assert needed(css, WORDS) == ".card,:is(.a,.b) svg{color:red}"


def test_comments_are_left_out():
    assert needed("/* } .b{ */.card{a:b}", WORDS) == ".card{a:b}"


def test_lines_between_rules_take_no_room():
    assert needed(".card{a:b}\n.half{c:d}\n", WORDS) == ".card{a:b}.half{c:d}"
