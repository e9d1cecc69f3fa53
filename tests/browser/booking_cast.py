"""Alice's salon, where everything can be booked: prints, as JSON, what tests ask for.

Open day and night in Berlin, with one service that is confirmed at once and one that
Alice has to agree to.
"""

import json
import sys

import django

django.setup()

from meishi.accounts.models import User  # noqa: E402 (Django comes first)
from meishi.appointments.models import (  # noqa: E402 (Django comes first)
    Resource,
    Schedule,
    Service,
    ServiceResource,
)
from meishi.appointments.services.setup import create_service  # noqa: E402 (Django comes first)
from meishi.cards.document import BlockEntry, CardDocument, Identity  # noqa: E402 (Django comes first)
from meishi.cards.services import create_card, publish_card, want_handle  # noqa: E402 (Django comes first)
from meishi.workspaces.services import personal_workspace  # noqa: E402 (Django comes first)

alice = User.objects.get(email="alice@example.com")
workspace = personal_workspace(alice)
document = CardDocument(
    identity=Identity(subject="company", company="Salon Arai"),
    blocks=(BlockEntry(id="b1", kind="booking", data={}),),
)
card = create_card(workspace, document=document, by=alice)
want_handle(card, "salon")
publish_card(card, by=alice)
hours = Schedule.objects.create(
    workspace=workspace,
    name="Day and night",
    time_zone="Europe/Berlin",
    weekly=[[day, 0, 1440] for day in range(7)],
)
found = {}
for name, terms in (
    ("Haircut", {}),
    ("Colour", {"is_confirmation_needed": True}),
):
    service = create_service(card, name=name, by=alice)
    chair = Resource.objects.create(workspace=workspace, name=f"Chair for {name}")
    service.offers.all().delete()
    ServiceResource.objects.create(service=service, resource=chair, schedule=hours)
    Service.objects.filter(pk=service.pk).update(horizon_days=800, notice=0, **terms)
    found[name] = service.public_id
sys.stdout.write(json.dumps(found))
