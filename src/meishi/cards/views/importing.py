"""A contact file becomes a card."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meishi.cards import services
from meishi.cards.forms.importing import ImportForm
from meishi.cards.views import page, saving
from meishi.cards.views.cards import own_workspace
from meishi.lib.idempotency.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@once
def import_card(request: HttpRequest) -> HttpResponse:
    """Ask for a contact file; make a card of it and open its editor."""
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    if not is_sent or not form.is_valid():
        status = 422 if is_sent else 200
        return render(request, "cards/import.html", {"form": form}, status=status)
    card = services.new_card_from_contact(
        form.cleaned_data["file"], own_workspace(request), by=page.person(request)
    )
    messages.success(request, _("This is the contact as a card. Look it over."))
    return HttpResponseRedirect(saving.editor_address(card))
