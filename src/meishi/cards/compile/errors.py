"""The pages for addresses without a card, in the look of cards."""

from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from meishi.cards.compile.look import look_of
from meishi.cards.compile.page import policy_for
from meishi.cards.document import Design
from meishi.formats.bundle import Bundle, make_part
from meishi.themes.look import stylesheet


def error_page(status: Literal["404", "410"]) -> Bundle:
    """Return the page for "no such card" (404) or "not published any more" (410)."""
    style = stylesheet(look_of(Design(), lambda _asset, _crop: None))
    context = {"status": status, "style": SafeString(style)}
    html = render_to_string("cards/page/missing.html", context)
    headers = (("content-security-policy", policy_for(style)),)
    part = make_part("text/html; charset=utf-8", html.encode(), headers)
    return Bundle("", 0, "published", languages=("en",), parts={"page": part})
