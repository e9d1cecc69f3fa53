"""The frame of a page beside a card: its language, its look, and a strict policy."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, wraps
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from meishi.cards.compile.language import catalogue_of, direction_of
from meishi.cards.compile.look import class_rules, look_of
from meishi.cards.document import CardDocument
from meishi.cards.models import Card
from meishi.cards.queries import asset_ids_of, current_handle
from meishi.formats.needed_css import words_in
from meishi.lib.rates.limit import is_too_often
from meishi.media.queries import pictures_of
from meishi.media.rules.picture import Pictures
from meishi.themes.look import Content, stylesheet

MOST, STRETCH = 60, timedelta(minutes=10)
type View = Callable[..., HttpResponse]
PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def for_visitors(view: View) -> View:
    """Let a view be asked by anybody, without cookies, and leave no traces.

    A token against forged requests would need a cookie and protect nothing: what
    these pages change, they change for whoever knows the secret link, or for anybody.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in PRIVATE.items():
            response[name] = value
        return response

    return cast("View", csrf_exempt(wrapped))


def too_often(request: HttpRequest, what: str) -> HttpResponse | None:
    """Return the answer to somebody who does that too often, None for all others."""
    address = request.META.get("REMOTE_ADDR", "")
    if not is_too_often(what, address, most=MOST, per=STRETCH):
        return None
    return render(request, "429.html", status=429)


@dataclass(frozen=True)
class Frame:
    """What the pages of an app have in common: its style and script, as text."""

    style: str = ""
    script: str = ""

    def show(
        self,
        card: Card | None,
        template: str,
        context: dict[str, Any],
        status: int = 200,
        *,
        pictures: Pictures | None = None,
    ) -> HttpResponse:
        """Return a page that looks and speaks like the card, plain where it is gone.

        `template` is its whole name. `pictures` finds those that it shows.
        """
        document = document_of(card)
        look = look_of(document.design, _pictures(card, document))
        classes: dict[str, str] = {}
        with override(catalogue_of(document.language)):
            html = render_to_string(
                template,
                context
                | {
                    "card": card,
                    "handle": current_handle(card) if card and card.edition else None,
                    "identity": document.identity,
                    "language": document.language,
                    "direction": direction_of(document.language),
                    "paper": look.paper,
                    "script": self.script,
                    "pictures": pictures,
                    "classes": classes,
                },
            )
        rules = [own_text(__package__, "beside.css"), self.style, class_rules(classes)]
        has = Content(words_in(html, self.script), frozenset(html))
        style = stylesheet(look, "\n".join(filter(None, rules)), has=has)
        page = html.replace("<style></style>", f"<style>{style}</style>", 1)
        response = HttpResponse(page, status=status)
        response["Content-Security-Policy"] = _policy(style, self.script)
        return response


def in_language_of(card: Card | None) -> override:
    """Return a context in which words are those of the card's language."""
    return override(catalogue_of(document_of(card).language))


def document_of(card: Card | None) -> CardDocument:
    """Return what the world sees of the card, the draft where it sees nothing."""
    if card is None:
        return CardDocument()
    content = card.edition.document if card.edition else card.draft
    return CardDocument.model_validate(content)


def _pictures(card: Card | None, document: CardDocument) -> Pictures:
    if card is None:
        return lambda _asset, _crop: None
    ids = asset_ids_of(document.model_dump(mode="json"))
    return pictures_of(ids, card.workspace)


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        f"style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; "
        f"base-uri 'none'; form-action 'self' {settings.SITE_URL}; "
        "frame-ancestors 'none'"
    )


@cache
def own_text(package: str, name: str) -> str:
    """Return the text of a file that comes with a package."""
    return (files(package) / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
