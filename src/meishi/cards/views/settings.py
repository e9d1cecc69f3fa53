"""The card's language, and who may list it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.errors import DraftChanged
from meishi.cards.forms.settings import SettingsForm
from meishi.cards.views import page, saving, sent


@require_POST
def save_settings(request: HttpRequest, card_id: str) -> HttpResponse:
    """Keep what is well-formed, and say what is wrong with the rest."""
    card = editable_card(request, card_id)
    form = SettingsForm(request.POST, stored=card.document)
    show = partial(page.show, request, card, settings_form=form)
    try:
        card = services.change_draft(
            card,
            form.value(),
            change=_("Change the settings of the card"),
            expected=sent.expected_draft(request, card),
            by=page.person(request),
        )
    except DraftChanged as error:
        return saving.conflict(request, card, error, show)
    return saving.answered(request, card, form, {}, show, anchor="settings")
