"""The few marks of Markdown that a card's text may have, as safe HTML.

Paragraphs, bold, italic, links, lists, quotes, and headings, which all become h3:
the page has its name as h1 and its blocks as h2.
"""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

TAP = "\ue000"  # stands where the page puts the id of a link

_WRITTEN_TAP = re.compile(f'data-tap="(?!{TAP})')
_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h3", "blockquote"}
_RULES = [
    "emphasis",
    "link",
    "autolink",
    "list",
    "heading",
    "blockquote",
    "newline",
    "escape",
    "entity",
]


class _Renderer(RendererHTML):
    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any
    ) -> str:
        return "<h3>"

    def heading_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any
    ) -> str:
        return "</h3>\n"


_MARKDOWN = MarkdownIt(
    "zero", {"breaks": True, "maxNesting": 12}, renderer_cls=_Renderer
).enable(_RULES)


def to_html(text: str) -> str:
    """Return the text as HTML that is safe to put into a page.

    Each link carries `data-tap`, whose value is TAP; no other TAP is in the result.
    """
    environment: MutableMapping[str, Any] = {}
    html = _MARKDOWN.render(text, environment).replace(TAP, "")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto", "tel"},
        url_relative="deny",
        link_rel="nofollow noopener ugc",
        set_tag_attribute_values={"a": {"data-tap": TAP}},
    )
    # What looks like a tap in the text is text.
    return _WRITTEN_TAP.sub("data-tap=&quot;", clean)
