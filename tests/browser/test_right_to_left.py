"""A card in Arabic runs from the right, and so do the Latin words on it."""

import pytest

# The text of an element, in pixels from the edge where lines of the page begin.
INDENT = """(elements, isRight) => elements.map(element => {
  const text = document.createRange()
  text.selectNodeContents(element)
  const box = element.closest("dd, .who").getBoundingClientRect()
  const line = text.getBoundingClientRect()
  return Math.round(isRight ? box.right - line.right : line.left - box.left)
})"""
WORDS = ".b-contact dd > a:first-child, .who > *"


@pytest.mark.parametrize(
    ("handle", "is_right"), [("arabic", True), ("alice-arai", False)]
)
def test_words_of_any_script_begin_where_the_lines_of_the_card_begin(
    page, site, demo_id, handle, is_right
):
    page.goto(f"{site.url}/{handle}")

    indents = page.locator(WORDS).evaluate_all(INDENT, is_right)

    assert len(indents) > 3
    assert set(indents) == {0}


def test_a_card_in_arabic_speaks_arabic(page, site, demo_id):
    page.goto(f"{site.url}/arabic")

    assert page.get_by_role("link", name="حفظ جهة الاتصال").is_visible()
    assert page.locator("[data-hours]").inner_text() in ("مفتوح الآن", "مغلق الآن")
