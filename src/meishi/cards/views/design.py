"""How the card looks: its theme, and what its owner wants otherwise."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.document import Design
from meishi.cards.errors import DraftChanged
from meishi.cards.forms.design import DesignForm, with_palette
from meishi.cards.models import Card
from meishi.cards.queries import locked_fields
from meishi.cards.views import page, saving, sent
from meishi.formats.palette import PALETTES, Chosen
from meishi.media.queries import asset_in, palette_suggestions
from meishi.themes.registry import all_themes, theme_named


@require_http_methods(["GET", "HEAD", "POST"])
def design(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the look's form; keep all of it that is well-formed."""
    card = editable_card(request, card_id)
    if request.method != "POST":
        return show(request, card)
    form, problems = _sent_form(request, card)
    again = partial(show, request, card, form=form)
    try:
        card = _changed(request, card, form.value())
    except DraftChanged as error:
        return saving.conflict(request, card, error, again)
    if "do" in request.POST:
        return show(request, card)
    address = reverse("cards:design", args=[card.public_id])
    return saving.answered(request, card, form, problems, again, address=address)


@require_http_methods(["GET", "HEAD"])
def themes(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show every theme on this very card, before one is chosen."""
    card = editable_card(request, card_id)
    current = card.document.design
    context = {
        **page.bar(card),
        "themes": list(all_themes().values()),
        "current": theme_named(current.theme).name,
        "has_own": current != fresh(current, current.theme),
        "is_kept": request.GET.get("keep") == "1",
    }
    return render(request, "cards/themes.html", context)


@require_POST
def use_theme(request: HttpRequest, card_id: str) -> HttpResponse:
    """Put the card into a theme; with `keep=1` the owner's own settings stay."""
    card = editable_card(request, card_id)
    name = request.POST.get("theme", "")
    if name not in all_themes():
        messages.error(request, _("That theme is not installed any more."))
        return HttpResponseRedirect(reverse("cards:themes", args=[card.public_id]))
    keep = request.POST.get("keep") == "1"
    wanted = in_theme(card.document.design, name, keep=keep)
    change = _("Use the theme %(theme)s") % {"theme": all_themes()[name].label}
    _save(request, card, wanted, change)
    return HttpResponseRedirect(reverse("cards:design", args=[card.public_id]))


def in_theme(design: Design, name: str, *, keep: bool) -> Design:
    """Return the design in another theme, its other settings kept or forgotten."""
    if keep:
        return design.model_copy(update={"theme": name})
    return fresh(design, name)


def fresh(design: Design, name: str) -> Design:
    """Return the theme as it is, with what belongs to the owner and no theme."""
    return Design(
        theme=name,
        scheme=design.scheme,
        is_still=design.is_still,
        qr=design.qr,
        css=design.css,
    )


def show(
    request: HttpRequest,
    card: Card,
    *,
    form: DesignForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the form of the look beside the card."""
    stored = card.document.design
    context = {
        **page.bar(card),
        "form": form or DesignForm(stored=stored, locked=_locked(request, card)),
        "theme": theme_named(stored.theme),
        "palettes": PALETTES,
        "suggestions": _suggestions(card),
        "site": page.site(),
        "problem": problem,
    }
    return render(request, "cards/design.html", context, status=status)


def _sent_form(request: HttpRequest, card: Card) -> tuple[DesignForm, dict[str, str]]:
    data, problems = sent.with_uploads(request, card)
    stored = card.document.design
    chosen = _palette(card, request.POST.get("do", ""))
    if chosen:
        data = with_palette(data, chosen, theme_named(stored.theme))
    form = DesignForm(data, stored=stored, locked=_locked(request, card))
    for name, text in problems.items():
        field = name.removeprefix(f"{form.prefix}-")
        if field in form.fields:
            form.add_error(field, text)
    return form, problems


def _palette(card: Card, pressed: str) -> Chosen | None:
    """Return the palette whose button was pressed."""
    _prefix, _colon, what = pressed.partition(":")
    kind, _colon, name = what.partition(":")
    if kind == "theme":
        return Chosen()
    offered = {"named": PALETTES, "picture": _suggestions(card)}
    return offered.get(kind, {}).get(name)


def _locked(request: HttpRequest, card: Card) -> frozenset[str]:
    return locked_fields(card.workspace, page.person(request))


def _suggestions(card: Card) -> dict[str, Chosen]:
    """Return palettes of the card's own pictures, by a name for each."""
    identity = card.document.identity
    found = {}
    for label, ref in ((_("Logo"), identity.logo), (_("Photo"), identity.photo)):
        asset = asset_in(card.workspace, ref.asset) if ref else None
        for number, chosen in enumerate(palette_suggestions(asset) if asset else (), 1):
            found[f"{label} {number}"] = chosen
    return found


def _changed(request: HttpRequest, card: Card, design: Design) -> Card:
    expected = sent.expected_draft(request, card)
    return _save(request, card, design, _("Change the look"), expected)


def _save(
    request: HttpRequest,
    card: Card,
    design: Design,
    change: str,
    expected: int | None = None,
) -> Card:
    return services.change_draft(
        card,
        card.document.model_copy(update={"design": design}),
        change=change,
        expected=expected,
        by=page.person(request),
    )
