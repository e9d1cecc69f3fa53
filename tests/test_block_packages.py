"""Other packages bring block types of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
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
    about = folder / "meishi_quote-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: meishi-quote\nVersion: 1\n")
    (about / "entry_points.txt").write_text(
        "[meishi.blocks]\nquote = meishi_quote.blocks.quote.block\n"
    )


def test_a_block_type_of_another_package_is_found_with_its_files(tmp_path):
    package(tmp_path)
    path = os.pathsep.join([str(tmp_path), str(ROOT), str(ROOT / "src")])
    environment = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    shown = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert shown.strip() == "<q>Hello</q> .b-quote{}"
