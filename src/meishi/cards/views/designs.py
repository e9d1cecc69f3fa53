"""The saved looks of a workspace: kept, used, shared, locked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.cards import services
from meishi.cards.access import editable_card, editable_design, may_administer
from meishi.cards.document import Design
from meishi.cards.document.design_file import written
from meishi.cards.errors import DesignNameTaken, TooManyDesigns
from meishi.cards.forms.designs import (
    HouseForm,
    ImportDesignForm,
    SaveDesignForm,
    UseOnForm,
)
from meishi.cards.models import Card, SavedDesign
from meishi.cards.views import page
from meishi.lib.idempotency.once import once

MOST_CARDS = 2000  # offered at once


@require_safe
def designs(request: HttpRequest, card_id: str) -> HttpResponse:
    """List the saved looks of the card's workspace."""
    return _show(request, editable_card(request, card_id))


@require_POST
@once
def save(request: HttpRequest, card_id: str) -> HttpResponse:
    """Keep the card's look under a name."""
    card = editable_card(request, card_id)
    form = SaveDesignForm(request.POST)
    if not form.is_valid():
        return _show(request, card, save_form=form, status=422)
    return _kept(request, card, card.document.design, form, "save_form")


@require_POST
@once
def import_design(request: HttpRequest, card_id: str) -> HttpResponse:
    """Keep the look of a file under the name that stands in it."""
    card = editable_card(request, card_id)
    form = ImportDesignForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, card, import_form=form, status=422)
    return _kept(request, card, form.cleaned_data["file"].design, form, "import_form")


@require_safe
def export(request: HttpRequest, card_id: str, design_id: str) -> HttpResponse:
    """Give the look as a file."""
    card = editable_card(request, card_id)
    saved = editable_design(request, card, design_id)
    text = written(saved.name, Design.model_validate(saved.design))
    name = slugify(saved.name) or "look"
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )


@require_POST
def use(request: HttpRequest, card_id: str, design_id: str) -> HttpResponse:
    """Put the card into the look."""
    card = editable_card(request, card_id)
    saved = editable_design(request, card, design_id)
    services.use_design(card, saved, by=page.person(request))
    return HttpResponseRedirect(reverse("cards:design", args=[card.public_id]))


@require_POST
def replace(request: HttpRequest, card_id: str, design_id: str) -> HttpResponse:
    """Let the saved look be as this card is now."""
    card = editable_card(request, card_id)
    saved = editable_design(request, card, design_id)
    _only_rulers_of_the_house(request, card, saved)
    services.replace_design(saved, card.document.design, by=page.person(request))
    messages.success(request, _("“%(name)s” is updated.") % {"name": saved.name})
    return _back(card)


@require_POST
def delete(request: HttpRequest, card_id: str, design_id: str) -> HttpResponse:
    """Forget the saved look."""
    card = editable_card(request, card_id)
    saved = editable_design(request, card, design_id)
    _only_rulers_of_the_house(request, card, saved)
    services.delete_design(saved, by=page.person(request))
    messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
    return _back(card)


@require_http_methods(["GET", "HEAD", "POST"])
def use_on(request: HttpRequest, card_id: str, design_id: str) -> HttpResponse:
    """Ask for the cards that get the look too; have it done in the background."""
    card = editable_card(request, card_id)
    saved = editable_design(request, card, design_id)
    others = list(card.workspace.cards.order_by("title", "pk")[:MOST_CARDS])
    offered = [(each.public_id, str(each)) for each in others]
    is_sent = request.method == "POST"
    form = UseOnForm(request.POST if is_sent else None, cards=offered)
    if not is_sent or not form.is_valid():
        context = {**page.bar(card), "saved": saved, "form": form}
        status = 422 if is_sent else 200
        return render(request, "cards/designs/use_on.html", context, status=status)
    wanted = set(form.cleaned_data["cards"])
    count = services.use_design_on(
        [each for each in others if each.public_id in wanted],
        saved,
        is_published=form.cleaned_data["is_published"],
        by=page.person(request),
    )
    text = ngettext(
        "%(count)d card is being changed.", "%(count)d cards are being changed.", count
    )
    messages.success(request, text % {"count": count})
    return _back(card)


@require_http_methods(["GET", "HEAD", "POST"])
def house(request: HttpRequest, card_id: str, design_id: str) -> HttpResponse:
    """Make it the workspace's own look, with parts of it locked; or no longer so."""
    card = editable_card(request, card_id)
    saved = editable_design(request, card, design_id)
    if not may_administer(request, card):
        raise Http404
    by = page.person(request)
    if request.method == "POST" and request.POST.get("is_house") == "0":
        services.unset_house_design(saved, by=by)
        return _back(card)
    initial = {"locked_parts": saved.locked_parts}
    is_sent = request.method == "POST"
    form = HouseForm(request.POST) if is_sent else HouseForm(initial=initial)
    if not is_sent or not form.is_valid():
        context = {**page.bar(card), "saved": saved, "form": form}
        status = 422 if is_sent else 200
        return render(request, "cards/designs/house.html", context, status=status)
    parts = form.cleaned_data["locked_parts"]
    services.set_house_design(saved, locked_parts=parts, by=by)
    return _back(card)


def _kept(
    request: HttpRequest,
    card: Card,
    design: Design,
    form: SaveDesignForm | ImportDesignForm,
    form_name: str,
) -> HttpResponse:
    named = form.cleaned_data.get("name") or form.cleaned_data["file"].name
    field = "name" if "name" in form.fields else "file"
    try:
        services.save_design(
            card.workspace, design, name=named, by=page.person(request)
        )
    except (DesignNameTaken, TooManyDesigns) as error:
        form.add_error(field, str(error))
        return _show(request, card, **{form_name: form}, status=422)
    messages.success(request, _("The look “%(name)s” is kept.") % {"name": named})
    return _back(card)


def _only_rulers_of_the_house(
    request: HttpRequest, card: Card, saved: SavedDesign
) -> None:
    if saved.is_house and not may_administer(request, card):
        raise Http404


def _show(
    request: HttpRequest, card: Card, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        **page.bar(card),
        "designs": list(card.workspace.designs.all()),
        "may_administer": may_administer(request, card),
        "save_form": SaveDesignForm(),
        "import_form": ImportDesignForm(),
        **forms,
    }
    return render(request, "cards/designs/list.html", context, status=status)


def _back(card: Card) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("cards:designs", args=[card.public_id]))
