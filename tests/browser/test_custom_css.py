"""Hostile CSS in a real page, in a real browser: nothing is called, run or covered."""

from datetime import UTC, datetime

import pytest

from meishi.cards.compile import CardSource, render_page
from meishi.cards.compile.custom_css import own_style
from meishi.formats.tests.css_attacks import TRAP, attacks
from meishi.media.rules.picture import Picture, Source
from tests.demo import demo_document

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
AT_ONCE = 60
TITLE = "Alice Arai, Master carpenter, Arai Joinery"
PICTURE = Picture(640, 640, "#8a7a66", (Source("/m/a.webp", "image/webp", 640, 640),))

# What a visitor needs, and whether a tap in its middle would reach it.
REACHED = """() => {
  const top = (selector) => {
    const element = document.querySelector(selector);
    const box = element.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return element === at || element.contains(at) ? "" : `${selector} is under ${at?.className}`;
  };
  const seen = (selector) => {
    const style = getComputedStyle(document.querySelector(selector));
    const is = style.visibility === "visible" && style.opacity === "1";
    return is && style.display !== "none" ? "" : `${selector} is not seen`;
  };
  scrollTo(0, 0);
  const found = [top("#save"), top("#share"), seen("#save"), seen(".foot a")];
  found.push(document.documentElement.scrollWidth > innerWidth ? "it scrolls sideways" : "");
  const name = document.querySelector(".name");
  found.push(name.getBoundingClientRect().height > 8 ? "" : "no name");
  let shown = 1;
  for (let e = name; e; e = e.parentElement) shown *= getComputedStyle(e).opacity;
  found.push(shown >= 0.4 ? "" : "the name has faded");
  document.querySelector("#sharing").showPopover();
  found.push(top("#sharing h2"), top("#sharing .act:last-child"));
  document.querySelector("#sharing").hidePopover();
  document.querySelector(".foot a").scrollIntoView({ block: "center" });
  found.push(top(".foot a"));
  scrollTo(0, 0);
  return found.filter(Boolean).join(", ");
}"""


def page_with(css):
    demo = demo_document("abc")
    design = demo.design.model_copy(update={"css": css})
    source = CardSource(
        public_id="abc",
        handle="alice-arai",
        edition=1,
        published_at=datetime(2027, 3, 1, tzinfo=UTC),
        document=demo.model_copy(update={"design": design}),
        site_url="https://meishi.example",
        scan_code="ABC2345",
        pictures=lambda asset, crop: PICTURE,
    )
    return render_page(source)


@pytest.fixture
def visit(browser):
    """Open pages as an edge would answer them, and note every request."""
    context = browser.new_context(reduced_motion="reduce")
    page, asked = context.new_page(), []

    def answer(route):
        url = route.request.url
        if url.endswith("/card"):
            headers = {"Content-Security-Policy": visit.made.policy}
            return route.fulfill(
                body=visit.made.html, content_type="text/html", headers=headers
            )
        asked.append(url)
        return route.fulfill(status=404)

    def visit(css, viewport=PHONE):
        visit.made = page_with(css)
        page.set_viewport_size(viewport)
        page.goto("https://meishi.example/card")
        return page

    context.route("**/*", answer)
    visit.asked = asked
    yield visit
    context.close()


def foreign(asked):
    return [url for url in asked if not url.startswith("https://meishi.example/")]


@pytest.fixture(scope="module")
def left():
    """What is left of the attacks, each once, with an attack that leaves it."""
    demo = demo_document("abc")
    found = {}
    for attack in attacks():
        design = demo.design.model_copy(update={"css": attack})
        document = demo.model_copy(update={"design": design})
        found.setdefault(own_style(document, lambda asset, crop: PICTURE), attack)
    return found


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_is_left_of_hostile_css_covers_and_calls_nothing(visit, left, viewport):
    page = visit("", viewport)
    for css, attack in left.items():
        page.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
            "document.adoptedStyleSheets = [sheet] }",
            f"@layer own{{{css}}}",
        )
        assert page.evaluate(REACHED) == "", (attack[:200], css)
    assert foreign(visit.asked) == []


@pytest.mark.parametrize("at", range(0, len(attacks()), AT_ONCE))
def test_hostile_css_runs_nothing_and_calls_nobody_as_it_is_served(visit, at):
    css = "".join(attack[:500] for attack in attacks()[at : at + AT_ONCE])
    page = visit(css)

    assert page.evaluate(REACHED) == ""
    assert foreign(visit.asked) == []
    assert page.title() == TITLE
    assert visit.made.html.count("</style>") == 1
    assert TRAP not in visit.made.html


def test_what_an_owner_writes_is_what_visitors_see(visit):
    page = visit(
        ".name { color: rgb(200, 0, 0); font-size: 30px }"
        "body { background: rgb(0, 40, 80) }"
        ".b-links a { border-radius: 3px }"
    )
    styles = page.evaluate(
        "() => ['.name', ':root', '.b-links a'].map(s => {"
        "const c = getComputedStyle(document.querySelector(s));"
        "return [c.color, c.fontSize, c.backgroundColor, c.borderRadius] })"
    )

    assert styles[0][:2] == ["rgb(200, 0, 0)", "30px"]
    assert styles[1][2] == "rgb(0, 40, 80)"
    assert styles[2][3] == "3px"
