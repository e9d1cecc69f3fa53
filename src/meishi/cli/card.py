"""Make a card from a contact file."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from meishi.cli import options
from meishi.cli.say import complain, say

if TYPE_CHECKING:
    from meishi.cards.models import Card
    from meishi.formats.contact import Contact
    from meishi.workspaces.models import Workspace


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    parser.add_argument("action", choices=["new"], help="what to do")
    parser.add_argument("file", type=Path, help="a contact file, such as contact.vcf")
    parser.add_argument("--publish", action="store_true", help="publish it at once")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options.data_dir(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the card and print where it is. A server may run meanwhile or not."""
    config = options.configured(arguments)
    contact = _contact_in(arguments.file)
    if contact is None:
        return 1
    django.setup()
    from meishi.cards.services import new_card_from_contact, publish_card
    from meishi.lib.installation.prepare import prepare

    prepare(config.data_dir, complain, is_shared=bool(config.storage_url))
    card = new_card_from_contact(contact, _workspace())
    _make_pictures(card)
    if arguments.publish:
        publish_card(card)
    made = _made(card)
    say(json.dumps(made) if arguments.json else made["url"] or f"Draft {made['card']}")
    return 0


def _contact_in(file: Path) -> "Contact | None":
    from meishi.formats import vcard

    try:
        contacts = vcard.decode(file.read_bytes())
    except OSError as error:
        complain(f"{file}: {error.strerror}")
        return None
    except ValueError as error:
        complain(f"{file}: {error}")
        return None
    if len(contacts) > 1:
        complain(f"{file}: {len(contacts)} contacts; the card is of the first")
    return contacts[0]


def _make_pictures(card: "Card") -> None:
    """Make the renditions at once: the worker may not run, and the photo belongs in
    what is published now."""
    from meishi.cards.queries import asset_ids_of
    from meishi.media.models import Cut
    from meishi.media.services import make_renditions

    cuts = Cut.objects.filter(asset__public_id__in=asset_ids_of(card.draft))
    for cut in cuts.values_list("pk", flat=True):
        make_renditions.func(cut)


def _workspace() -> "Workspace":
    """Return the first administrator's workspace, or else one that waits for them."""
    from meishi.workspaces.models import Workspace

    personal = Workspace.objects.filter(kind=Workspace.Kind.PERSONAL).order_by("pk")
    theirs = personal.filter(members__user__is_superuser=True).first()
    waiting = personal.filter(members=None).first()
    return theirs or waiting or Workspace.objects.create()


def _made(card: "Card") -> dict[str, Any]:
    """Return what there is to say about the card, with its addresses if published."""
    from django.conf import settings

    handle = card.handles.filter(is_current=True).first()
    made: dict[str, Any] = {"card": card.public_id, "handle": None, "url": None}
    if handle is None:
        return made | {"vcf": None, "qr": None}
    url = f"{settings.SITE_URL}/{handle.name}"
    addresses = {"url": url, "vcf": f"{url}.vcf", "qr": f"{url}/qr.svg"}
    return made | {"handle": handle.name} | addresses
