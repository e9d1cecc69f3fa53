"""Two hundred random designs in a real browser: nothing sticks out, nothing is lost."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from meishi.cards.compile import render_page
from meishi.cards.compile.tests.test_page import many_pictures, source
from meishi.cards.document import Design
from meishi.themes.choices import FACES
from meishi.themes.registry import theme_named
from tests.demo import demo_document
from tests.random_designs import DESIGNS
from tests.showcase import SCRIPTS, card_source, document_in

SIZES = ((320, 640), (1280, 800))
STATE = """() => {
  const name = document.querySelector(".name").getBoundingClientRect()
  const face = document.querySelector(".front").getBoundingClientRect()
  const save = document.getElementById("save").getBoundingClientRect()
  return {
    page: document.documentElement.scrollWidth,
    name: [name.left - face.left, face.right - name.right],
    height: save.height,
  }
}"""
counted = iter(range(10**6))


@pytest.fixture(scope="module")
def canvas(browser):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    yield page
    context.close()


@settings(
    max_examples=200,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(DESIGNS)
def test_a_random_design_fits_every_screen(canvas, design):
    number = next(counted)
    theme = theme_named(design.theme)
    script = SCRIPTS[number % len(SCRIPTS)]
    document = document_in(theme, script).model_copy(update={"design": design})
    html = render_page(card_source(theme, document)).html
    width, height = SIZES[number % len(SIZES)]
    canvas.set_viewport_size({"width": width, "height": height})
    canvas.set_content(html, wait_until="domcontentloaded")
    state = canvas.evaluate(STATE)

    assert state["page"] <= width, design
    assert min(state["name"]) >= -1, design
    assert state["height"] >= 44, design


PHOTO = """() => {
  const img = document.querySelector(".portrait img")
  const [wide, phone] = document.querySelector(".portrait source").sizes.split(",")
  const [query, most] = wide.split(") ")
  const probe = document.body.appendChild(document.createElement("div"))
  probe.style.width = matchMedia(query + ")").matches ? most : phone
  return [Math.max(img.offsetWidth, img.offsetHeight), probe.offsetWidth]
}"""


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("size", [(390, 844), (480, 800), (1280, 800)])
def test_the_photo_is_asked_for_in_the_size_in_which_a_face_shows_it(
    canvas, face, size
):
    design = Design(face=face)
    document = demo_document("abc").model_copy(update={"design": design})
    made = render_page(source(document, pictures=many_pictures))
    canvas.set_viewport_size({"width": size[0], "height": size[1]})
    canvas.set_content(made.html, wait_until="domcontentloaded")
    shown, asked = canvas.evaluate(PHOTO)

    assert shown / 1.1 <= asked <= shown * 1.25
