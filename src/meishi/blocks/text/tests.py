from django.template.loader import render_to_string

from meishi.blocks.text.block import text
from meishi.blocks.text.data import TextData
from meishi.cards.document import Identity


def shown(written):
    data = TextData(text=written)
    context = {"data": data, "block_id": "b1", **text.show_context(data, Identity())}
    return render_to_string(text.show_template, context)


def test_markdown_becomes_html():
    assert "<p>a <strong>b</strong></p>" in shown("a **b**")


def test_links_are_numbered_in_their_order():
    html = shown("[a](https://example.com/a) [b](https://example.com/b)")

    assert 'href="https://example.com/a" data-tap="b1-1"' in html
    assert 'href="https://example.com/b" data-tap="b1-2"' in html


def test_html_in_the_text_is_text():
    assert "&lt;script&gt;" in shown("<script>alert(1)</script>")


def test_nobody_can_write_the_mark_that_stands_for_a_link():
    assert "b1-" not in shown("a \ue000 b &#xe000; c")
