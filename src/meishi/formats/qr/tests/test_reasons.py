import ast
from pathlib import Path

import pytest

from meishi.formats.qr import fitting, letters, proof, style

SENTENCE_ENDS = (".", "!", "?")


@pytest.mark.parametrize("module", [style, fitting, letters, proof])
def test_every_sentence_for_owners_is_marked_for_the_catalogues(module):
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    nodes = list(ast.walk(tree))
    docs = [node.value for node in nodes if isinstance(node, ast.Expr)]
    marked = [arg for call in filter(is_mark, nodes) for arg in call.args]
    said = [node for node in nodes if is_sentence(node) and node not in docs]

    assert said
    assert said == [node for node in said if node in marked]
    assert not [node for node in nodes if isinstance(node, ast.JoinedStr)]


def is_mark(node):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "gettext_noop"
    )


def is_sentence(node):
    text = node.value if isinstance(node, ast.Constant) else ""
    return isinstance(text, str) and " " in text and text.endswith(SENTENCE_ENDS)
