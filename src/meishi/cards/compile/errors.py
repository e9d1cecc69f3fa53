"""The pages for addresses without a card, in the look of cards."""

from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from meishi.cards.compile.language import direction_of, languages_with_words
from meishi.cards.compile.look import look_of
from meishi.cards.compile.page import policy_for
from meishi.cards.document import Design
from meishi.formats.bundle import Bundle, Part, make_part
from meishi.themes.look import stylesheet


def error_page(status: Literal["404", "410"]) -> Bundle:
    """Return the page for "no such card" (404) or "not published any more" (410).

    It comes in every language that there are words for, since nobody knows which
    card was meant.
    """
    first, *others = languages_with_words()
    style = stylesheet(look_of(Design(), lambda _asset, _crop: None))
    parts = {f"page:{tag}": _page(status, tag, style) for tag in others}
    parts["page"] = _page(status, first, style)
    return Bundle("", 0, "published", languages=(first, *others), parts=parts)


def _page(status: str, language: str, style: str) -> Part:
    context = {
        "status": status,
        "language": language,
        "direction": direction_of(language),
        "style": SafeString(style),
    }
    with override(language):
        html = render_to_string("cards/page/missing.html", context)
    headers = (("content-security-policy", policy_for(style)),)
    return make_part("text/html; charset=utf-8", html.encode(), headers)
