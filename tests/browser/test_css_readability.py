"""Random sheets of allowed CSS in a real page: every word can be read, day and night."""

import random
from itertools import product

import pytest

from meishi.cards.compile.custom_css import own_style
from tests.browser.test_custom_css import PICTURE, page_with
from tests.demo import demo_document

SHEETS = 60
PLACES = (
    "body", ".my", ".front", ".content", ".name", ".role", ".who > *", ".words *",
    ".headline", ".blocks > section", ".blocks h2", ".b-text", ".b-text p", ".b-hours",
    ".b-links a", ".b-products li", "p", "a", "small", "li:nth-child(2)", ".b-hours *",
)  # fmt: skip
COLOUR = ("#{:06x}", "#{:06x}80", "#{:06x}00", "light-dark(#{:06x},#fff)")

# Every text, its colour, and every colour that may lie behind it.
SEEN = """() => {
  const paint = text => {
    const [r, g, b, a] = text.match(/[\\d.]+(?:e-\\d+)?/g).map(Number);
    const unit = text.startsWith("color(") ? 255 : 1;
    return [r * unit, g * unit, b * unit, a ?? 1];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
  const behind = element => {
    if (!element) return [paint(getComputedStyle(document.documentElement).backgroundColor)];
    const style = getComputedStyle(element), own = paint(style.backgroundColor);
    const below = own[3] == 1 ? [own] : behind(element.parentElement).map(b => over(own, b));
    const stripe = style.backgroundImage.includes(" 3px"); // the theme's, beside words
    const stops = stripe ? [] : style.backgroundImage.match(/(rgba?|color)\\([^)]*\\)/g) ?? [];
    const painted = stops.flatMap(s => below.map(b => over(paint(s), b)));
    return stops.length && stops.every(s => paint(s)[3] == 1) ? painted : [...below, ...painted];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const contrast = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), parent = walker.currentNode.parentElement;
    if (!text || !parent.closest(".my") || parent.closest("[aria-hidden],.sr,script,select")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(parent);
    const least = Math.min(...behind(parent).map(b => contrast(over(paint(style.color), b), b)));
    if (least < 4.45) found.push(`${parent.className || parent.tagName} "${text}" ${least.toFixed(2)} ${style.color}`);
    if (parseFloat(style.fontSize) < 11) found.push(`${text} is ${style.fontSize}`);
    let shown = 1;
    for (let e = parent; e; e = e.parentElement) shown *= getComputedStyle(e).opacity;
    if (shown < 1) found.push(`${text} has faded to ${shown}`);
  }
  return found;
}"""


def sheet(number):
    chance = random.Random(number)

    def colour():
        return chance.choice(COLOUR).format(chance.randrange(1 << 24))

    def declaration():
        return chance.choice(
            [
                f"color:{colour()}",
                f"background:{colour()}",
                f"background-color:{colour()};color:{colour()}",
                f"background:linear-gradient({colour()},{colour()})",
                f"box-shadow:inset 0 0 0 40px {colour()}",
                f"font-size:{chance.randrange(5, 40)}px",
                f"opacity:{chance.random():.2f}",
                f"letter-spacing:{chance.randrange(-4, 9)}px",
                "filter:contrast(.5)",
                f"--ms-ink:{colour()}",
            ]
        )

    return "".join(
        f"{chance.choice(PLACES)}{{{declaration()}}}"
        for _ in range(chance.randrange(1, 6))
    )


@pytest.fixture
def shown(browser):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    made = page_with("")
    context.route(
        "**/*", lambda route: route.fulfill(body=made.html, content_type="text/html")
    )
    page.goto("https://meishi.example/card")
    yield page
    context.close()


def test_words_in_any_css_of_ones_own_can_be_read(shown):
    demo = demo_document("abc")
    for number, scheme in product(range(SHEETS), ("light", "dark")):
        shown.emulate_media(color_scheme=scheme)
        design = demo.design.model_copy(update={"css": sheet(number)})
        document = demo.model_copy(update={"design": design})
        css = own_style(document, lambda asset, crop: PICTURE)
        shown.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
            "document.adoptedStyleSheets = [sheet] }",
            f"@layer own{{{css}}}",
        )
        assert shown.evaluate(SEEN) == [], (number, scheme, sheet(number), css)
