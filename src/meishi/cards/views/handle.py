"""Choosing the card's handle."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.errors import HandleTaken
from meishi.cards.forms.handle import HandleForm, checked
from meishi.cards.models import Card
from meishi.cards.queries import current_handle, handle_state
from meishi.cards.views import page, saving, sent


@require_http_methods(["GET", "HEAD", "POST"])
def handle(request: HttpRequest, card_id: str) -> HttpResponse:
    """Say whether a handle is free (`?handle=`), or give it to the card."""
    card = editable_card(request, card_id)
    if request.method != "POST":
        return JsonResponse(_availability(request.GET.get("handle", ""), card))
    form = HandleForm(request.POST)
    if not claimed(request, card, form):
        return _refused(request, card, form)
    if sent.wants_json(request):
        name = form.cleaned_data["handle"]
        return JsonResponse({"handle": name, **_availability(name, card)})
    messages.success(request, _("The card has its address."))
    return HttpResponseRedirect(saving.editor_address(card) + "#address")


def claimed(request: HttpRequest, card: Card, form: HandleForm) -> bool:
    """Give the card the handle that was sent, or put into the form why not."""
    if not form.is_valid():
        return False
    try:
        services.want_handle(card, form.cleaned_data["handle"], by=page.person(request))
    except HandleTaken as error:
        form.add_error("handle", str(error))
        return False
    card.refresh_from_db()
    return True


def _refused(request: HttpRequest, card: Card, form: HandleForm) -> HttpResponse:
    if sent.wants_json(request):
        message = form.errors["handle"][0]
        return JsonResponse({"state": "refused", "message": message}, status=422)
    return page.show(request, card, handle_form=form, status=422)


def _availability(text: str, card: Card) -> dict[str, str]:
    try:
        name = checked(text)
    except forms.ValidationError as error:
        return {"state": "bad", "message": error.messages[0]}
    state = handle_state(name, card)
    words = {
        "free": _("%(address)s is free."),
        "yours": _("%(address)s is yours."),
        "taken": _("%(address)s is taken. Try another name."),
    }
    message = words[state] % {"address": page.site().partition("//")[2] + name}
    if state == "free" and card.edition and (old := current_handle(card)):
        message += " " + _("/%(old)s will lead there, too.") % {"old": old}
    return {"state": state, "message": message}
