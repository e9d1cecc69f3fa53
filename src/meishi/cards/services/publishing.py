"""Draft to edition, and back."""

from django.db import transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.cards.document import CardDocument
from meishi.cards.errors import NotPublishable
from meishi.cards.models import Card, Edition, ScanLink
from meishi.cards.services.deploying import deploy_soon
from meishi.cards.services.drafts import change_draft, locked
from meishi.cards.services.handles import claim_wanted_handle
from meishi.lib import clock


@transaction.atomic
def publish_card(card: Card, *, by: User | None = None) -> Edition:
    """Freeze the draft as the next edition, visible as soon as this commits.

    Publishing an unchanged draft again returns the edition that is already out.
    Raises NotPublishable where the card has no name yet, HandleTaken where its
    handle was taken meanwhile.
    """
    card = locked(card)
    if not card.document.identity.display_name:
        raise NotPublishable(_("Give the card a name before you publish it."))
    claim_wanted_handle(card)
    if card.edition and card.edition.document == card.draft:
        return card.edition
    edition = _new_edition(card, by)
    card.edition = edition
    card.save(update_fields=["edition", "updated_at"])
    if not card.scan_links.exists():
        ScanLink.objects.create(card=card)
    deploy_soon(card)
    return edition


@transaction.atomic
def unpublish_card(card: Card, *, by: User | None = None) -> None:
    """Take the card off the web: its address says that it is gone."""
    card = locked(card)
    card.edition = None
    card.save(update_fields=["edition", "updated_at"])
    deploy_soon(card)


@transaction.atomic
def restore_edition(card: Card, number: int, *, by: User | None = None) -> Card:
    """Put that edition's document into the draft, as a change that can be undone.

    Raises Edition.DoesNotExist for a number that the card does not have.
    """
    edition = card.editions.get(number=number)
    document = CardDocument.model_validate(edition.document)
    label = _("Restore edition %(number)d") % {"number": number}
    return change_draft(card, document, change=label, by=by)


def _new_edition(card: Card, by: User | None) -> Edition:
    last = card.editions.order_by("-number").values_list("number", flat=True).first()
    return Edition.objects.create(
        card=card,
        number=(last or 0) + 1,
        document=card.draft,
        published_at=clock.now().replace(microsecond=0),
        published_by=by,
    )
