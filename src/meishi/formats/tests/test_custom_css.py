import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.custom_css import MAX_OUTPUT, Problem, reasons, sanitise
from meishi.formats.custom_css.properties import INSIDE
from meishi.formats.tests.css_attacks import attacks

ASSETS = {"paper": "/m/abc/960.webp", "evil": "https://evil.example.com/x.png"}
FORBIDDEN = re.compile(
    r"https?:|//|@import|@font-face|[{;]position:|z-index|visibility|display:(none|contents)"
    r"|!important|[<\\\x00]|expression|javascript|data:|/\*|image-set|overflow"
    r"|pointer-events|cursor|\[|#[g-z]|\.bar|\.foot|\.act|\.panel",
    re.IGNORECASE,
)
PIECES = (
    ".name", ".front", ".content", ".bar", "body", ":root", "*", "a", "h2", "section",
    "::before", ":hover", "{", "}", "(", ")", "[", "]", ";", ":", ",", ".", "#", ">",
    "+", "~", "@", "&", "!", "/", "\\", '"', "'", "|", "=", "-", "%", "@media",
    "@keyframes", "@import", "screen", "print", "and", "(min-width:40em)", "from", "to",
    "50%", "color", "margin", "padding", "font-size", "background", "content",
    "animation", "--ms-x", "red", "#fff", "1px", "99rem", "0", "-3em", "2s", "1fr",
    "none", "block", "auto", "spin", "var(--ms-x)", "url(paper)", "url(evil)", "calc(",
    "min(", "rgb(", "var(--x,", "scale(", "repeat(", "light-dark(", "counter(", ":is(",
    ":where(", ":nth-child(", "!important", " ", "\n", "/*", "*/", "</style>", "\x00",
    "é", "1e999px", "\\66",
)  # fmt: skip
SHEETS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
DECLARATIONS = st.tuples(
    st.sampled_from(sorted(INSIDE)), st.lists(st.sampled_from(PIECES), max_size=8)
).map(lambda pair: f".a{{{pair[0]}:{' '.join(pair[1])}}}")


def css(text):
    return sanitise(text, own_assets=ASSETS).css


def errors(text):
    return sanitise(text, own_assets=ASSETS).errors


def within(text):
    """What is left of a declaration for something on the card."""
    found = re.fullmatch(
        r"@media screen\{\.a:where\(\.my \*\)\{(.*)\}\}", css(f".a{{{text}}}")
    )
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".name{color:red}", ".name:where(.my *){color:red}"),
        ("A.chat:Hover::Before{color:red}", "a.chat:hover:where(.my *)::before{color:red}"),
        (".page > .side .name{color:red}", ".page>.side .name:where(.my *){color:red}"),
        ("h2 , h3{color:red}", "h2:where(.my *),h3:where(.my *){color:red}"),
        ("*{color:red}", ":where(.my *){color:red}"),
        ("li:nth-child(odd){color:red}", "li:nth-child(2n+1):where(.my *){color:red}"),
        (":is(h2,.b-text p){color:red}", ":is(h2,.b-text p):where(.my *){color:red}"),
        (":dir(rtl)>a{color:red}", ":dir(rtl)>a:where(.my *){color:red}"),
        (".front{padding:2rem}", ".front{padding:2rem}"),
        (".front::after{content:\"\"}", ".front::after{content:\"\"}"),
        ("body{background:red}", ":root{background:red}"),
        ("html{color:red}", ".my{color:red}"),
        (":root{--ms-accent:RED;background:#FFF}", ":root{background:#fff}.my{--ms-accent:red}"),
    ],
)  # fmt: skip
def test_selectors_are_confined_to_what_is_the_owners(text, expected):
    assert css(text) == f"@media screen{{{expected}}}"


@pytest.mark.parametrize(
    "text",
    [
        "color:rgb(0 0 0/50%)",
        "color:light-dark(#fff,oklch(.5 .1 20))",
        "background:linear-gradient(to right,red,color-mix(in srgb,red 20%,#fff)) no-repeat",
        'background:url("/m/abc/960.webp") center/cover',
        "padding:var(--ms-space) calc(1rem + 2px)",
        "font-size:clamp(1rem,4vw,3rem)",
        'font-family:"Iowan Old Style",georgia,serif',
        "border:1px solid var(--ms-line,#ddd)",
        "grid-template-columns:repeat(auto-fit,minmax(120px,1fr))",
        'grid-template-areas:"a b" "c c"',
        "transform:rotate(-2deg) scale(1.05)",
        "transition:color .2s ease-in-out",
        "box-shadow:0 1px 2px #0003,inset 0 0 0 1px red",
        'content:"★"/""',
        "margin:0 auto",
        "--my-shade:0 2px 6px #0003",
    ],
)
def test_what_makes_a_card_look_its_owners_is_kept_as_it_is(text):
    assert within(text) == text
    assert errors(f".a{{{text}}}") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("position:fixed", reasons.PROPERTY),
        ("font:1rem serif", reasons.INSTEAD["font"]),
        ("display:none", reasons.DISPLAY),
        ("opacity:.9", reasons.FADING),
        ("filter:brightness(2)", reasons.FADING),
        ("letter-spacing:-3px", reasons.SIZE),
        ("margin-top:-2px", reasons.SIZE),
        ("font-size:2em", reasons.UNIT),
        ("font-size:2px", reasons.SIZE),
        ("padding:1e999px", reasons.SIZE),
        ("padding:calc(1px * 2 * 3)", reasons.MATH),
        ("background:url(https://example.com/a.png)", reasons.ADDRESS),
        ("background:url(evil)", reasons.ADDRESS),
        ("background:image-set(url(paper) 1x)", reasons.FUNCTION),
        ("width:var(--x)", reasons.HERE_NO_VARIABLE),
        ("--x:var(--a) var(--b)", reasons.VARIABLES),
        ('content:"Save"', reasons.TEXT),
        ('content:"🅂"', reasons.TEXT),
        ('content:"→" "→" "→"', reasons.TEXT),
        ("animation:spin 1s", reasons.FRAMES),
        ("transform:scale(.8) scale(.8)", reasons.ONCE),
        ("color:", reasons.EMPTY),
        ("color:/ /", reasons.EMPTY),
        ("color:var(--ms-ink,)", reasons.EMPTY),
        ("padding:1px,", reasons.EMPTY),
        ("a{color:red}", reasons.NESTED_RULE),
    ],
)
def test_a_declaration_that_is_refused_is_left_out_and_said(text, reason):
    [problem] = errors(f".a{{{text}}}")

    assert problem.reason == reason
    assert within(text) == ""


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        ("#save", reasons.ID),
        (".bar", reasons.OUTSIDE),
        (".page .foot", reasons.OUTSIDE),
        ("body .name, body", reasons.GROUND_ALONE),
        ("[href]", reasons.ATTRIBUTE),
        (":visited", reasons.PSEUDO),
        (":has(a)", reasons.PSEUDO),
        ("a|b", reasons.SELECTOR),
        ("a,", reasons.SELECTOR),
        ("> a", reasons.SELECTOR),
        ("a::before b", reasons.SELECTOR),
        (",".join("abcdefghijk"), reasons.MANY_SELECTORS),
        (".n" + "ame" * 10 + (".n" + "ame" * 10) * 7, reasons.LONG_SELECTOR),
    ],
)
def test_a_selector_that_is_refused_takes_its_rule_with_it(selector, reason):
    found = sanitise(f"{selector}{{color:red}}", own_assets={})

    assert found.css == ""
    assert [problem.reason for problem in found.errors] == [reason]


def test_a_problem_says_where_it_is_and_what_is_left_out():
    assert errors(".a{\n  color: red;\n  position: fixed;\n}") == (
        Problem(3, 3, reasons.PROPERTY, "position: fixed"),
    )


def test_important_is_left_out_and_the_rest_of_the_declaration_kept():
    assert within("color:red!important") == "color:red"
    assert errors(".a{color:red!important}")[0].reason == reasons.IMPORTANT


def test_only_what_is_written_for_print_is_printed():
    text = ".a{color:red}@media print{.a{color:black}}"

    assert css(text) == (
        "@media screen{.a:where(.my *){color:red}}"
        "@media print{.a:where(.my *){color:black}}"
    )


@pytest.mark.parametrize(
    "media",
    [
        "(prefers-color-scheme:dark)",
        "(min-width:40em) and (max-width:60em)",
        "(prefers-contrast:more),(prefers-reduced-motion:reduce)",
    ],
)
def test_conditions_that_matter_to_visitors_can_be_asked_for(media):
    rule = f"@media {media}{{.a:where(.my *){{color:red}}}}"
    assert (
        css(f"@media {media} {{ .a {{ color: red }} }}") == f"@media screen{{{rule}}}"
    )


def test_frames_get_names_that_clash_with_none():
    text = "@keyframes in{from{opacity:0}50%{scale:1.1}}.a{animation:in 1s ease}"

    assert css(text) == (
        "@keyframes my-in{from{opacity:0}50%{scale:1.1}}"
        "@media screen{.a:where(.my *){animation:my-in 1s ease}}"
    )


def test_too_much_is_refused_as_a_whole():
    rule = ".a{font-family:%s}"
    many = "".join(rule % ("b" * 39) for _ in range(100))

    assert css(many) == ""
    assert [problem.reason for problem in errors(many)] == [reasons.BIG]


def assert_safe(text):
    found = sanitise(text, own_assets=ASSETS)
    again = sanitise(found.css, own_assets=ASSETS)

    assert (again.css, again.errors) == (found.css, ())
    assert not FORBIDDEN.search(found.css)
    assert len(found.css.encode()) <= MAX_OUTPUT
    assert all(problem.line >= 1 and problem.reason for problem in found.errors)
    return found


def test_there_are_hundreds_of_attacks():
    assert len(set(attacks())) >= 300


@pytest.mark.parametrize("text", attacks(), ids=range(len(attacks())))
def test_an_attack_leaves_nothing_forbidden(text):
    assert_safe(text)


@given(st.text())
def test_any_text_gives_safe_css(text):
    assert_safe(text)


@given(SHEETS)
def test_any_pieces_of_css_give_safe_css(text):
    assert_safe(text)


@given(DECLARATIONS)
def test_any_value_of_any_property_gives_safe_css(text):
    assert_safe(text)


def test_pictures_may_fade_a_little():
    text = ".portrait img{opacity:.5;filter:sepia(1)}"

    assert errors(text) == ()
    assert [p.reason for p in errors("img{opacity:.1}")] == [reasons.SIZE]


def test_every_reason_is_marked_for_the_catalogues():
    tree = ast.parse(Path(reasons.__file__).read_text("utf-8"))
    values = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    marks = [call for value in values for call in ast.walk(value) if is_mark(call)]
    texts = [text for value in values for text in dictless(value)]

    assert len(marks) == len(texts) > 40


def is_mark(node):
    return isinstance(node, ast.Call) and node.func.id == "gettext_noop"


def dictless(value):
    return value.values if isinstance(value, ast.Dict) else [value]
