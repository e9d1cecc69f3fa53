"""Other packages bring block types of their own."""

from tests.packages import install, printed_with

BLOCK = """
from django import forms
from meishi.cards.document.base import Data, Line
from meishi.cards.forms.block import BlockForm
from meishi.cards.registry import BlockType


class QuoteData(Data):
    text: Line = ""


class QuoteForm(BlockForm):
    data_type = QuoteData
    text = forms.CharField()


quote = BlockType(
    __name__, "Quote", "Words", QuoteData, QuoteForm, QuoteData(text="Hello")
)
"""
SHOW = """
import django
django.setup()
from django.template.loader import render_to_string
from meishi.cards.registry import BLOCK_TYPES
quote = BLOCK_TYPES["quote"]
print(render_to_string(quote.show_template, {"data": quote.example}), quote.style)
"""


def package(folder):
    block = folder / "meishi_quote" / "blocks" / "quote"
    block.mkdir(parents=True)
    for parent in (block, block.parent, block.parent.parent):
        (parent / "__init__.py").touch()
    (block / "block.py").write_text(BLOCK)
    (block / "show.html").write_text("<q>{{ data.text }}</q>")
    (block / "style.css").write_text(".b-quote{}")
    entry = "quote = meishi_quote.blocks.quote.block"
    install(folder, "meishi_quote", "meishi.blocks", entry)


def test_a_block_type_of_another_package_is_found_with_its_files(tmp_path):
    package(tmp_path)

    assert printed_with(tmp_path, SHOW) == "<q>Hello</q> .b-quote{}"
