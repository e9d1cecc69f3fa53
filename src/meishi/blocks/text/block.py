"""Some paragraphs."""

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from meishi.blocks.text.data import TextData
from meishi.blocks.text.form import TextForm
from meishi.cards.document import Identity
from meishi.cards.registry import BlockType
from meishi.formats import markdown


def _pieces(data: TextData, identity: Identity) -> dict[str, Any]:
    """Cut the text where the page puts the ids of its links."""
    html = markdown.to_html(data.text)
    return {"pieces": [mark_safe(p) for p in html.split(markdown.TAP)]}  # noqa: S308 (sanitised)


text = BlockType(
    __name__,
    label=_("Text"),
    description=_("A few paragraphs, with headings, lists, quotes and links."),
    data=TextData,
    form=TextForm,
    show_context=_pieces,
    example=TextData(
        heading="About me",
        text=(
            "I draw **small houses** for people who like to be outdoors. "
            "Most of them are made of *timber from the next valley*.\n\n"
            "- Sketch within two weeks\n"
            "- One price, agreed before we start\n"
            "- The key in your hand after ten months\n\n"
            "> The best house we ever lived in.\n\n"
            "Come and see [the one I live in](https://example.com/visit)."
        ),
    ),
)
