"""Alice, her demo card, other cards, and Bob with a second factor, in a running site.

Takes their password and Bob's secret. Prints, as JSON, what addresses are made of.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from allauth.account.forms import default_token_generator  # noqa: E402 (Django comes first)
from allauth.account.models import EmailAddress, EmailConfirmationHMAC  # noqa: E402 (Django comes first)
from allauth.account.utils import user_pk_to_url_str  # noqa: E402 (Django comes first)
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: E402 (Django comes first)
from allauth.mfa.totp.internal.auth import TOTP  # noqa: E402 (Django comes first)
from django.core.mail import send_mail  # noqa: E402 (Django comes first)

from meishi.accounts.models import User  # noqa: E402 (Django comes first)
from meishi.appointments.models import ExternalCalendar  # noqa: E402 (Django comes first)
from meishi.appointments.queries.availability import open_slots  # noqa: E402 (Django comes first)
from meishi.appointments.queries.openings import question_about  # noqa: E402 (Django comes first)
from meishi.appointments.services.booking import enter_booking, hold_slot  # noqa: E402 (Django comes first)
from meishi.appointments.services.customer import Customer  # noqa: E402 (Django comes first)
from meishi.appointments.services.external import add_calendar  # noqa: E402 (Django comes first)
from meishi.appointments.services.keeping import keep_free  # noqa: E402 (Django comes first)
from meishi.appointments.services.links import current_token  # noqa: E402 (Django comes first)
from meishi.appointments.services.setup import create_service  # noqa: E402 (Django comes first)
from meishi.cards.document import CardDocument, Identity  # noqa: E402 (Django comes first)
from meishi.cards.models import Card  # noqa: E402 (Django comes first)
from meishi.cards.services import create_card, publish_card, save_design, want_handle  # noqa: E402 (Django comes first)
from meishi.lib import clock  # noqa: E402 (Django comes first)
from meishi.lib.mail.models import Mail  # noqa: E402 (Django comes first)
from meishi.shop.rules.cart import CartLine  # noqa: E402 (Django comes first)
from meishi.shop.services.catalogue import Terms, create_category, create_product  # noqa: E402 (Django comes first)
from meishi.shop.services.customer import Customer as Buyer  # noqa: E402 (Django comes first)
from meishi.shop.services.links import current_token as order_token  # noqa: E402 (Django comes first)
from meishi.shop.services.placing import place_order  # noqa: E402 (Django comes first)
from meishi.shop.services.setup import open_shop  # noqa: E402 (Django comes first)
from meishi.workspaces.services import personal_workspace  # noqa: E402 (Django comes first)
from tests.demo import demo_blocks, demo_card  # noqa: E402 (Django comes first)

alice = User.objects.create_user("alice@example.com", sys.argv[1])
alice.is_staff = alice.is_superuser = True
alice.save()
EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
workspace = personal_workspace(alice)
demo = demo_card(workspace)
want_handle(demo, "alice-arai")
publish_card(demo, by=alice)


def publish(handle, language="en", blocks=(), **identity):
    document = CardDocument(
        identity=Identity(**identity), language=language, blocks=blocks
    )
    card = create_card(workspace, document=document, by=alice)
    want_handle(card, handle)
    publish_card(card, by=alice)


publish("minimal", given="Bob")
publish(
    "long-names",
    blocks=demo_blocks()[:3],
    prefix="Dr.",
    given="Maximiliane-Konstanze",
    family="von Hohenstaufen-Brandenburg",
    title="Donaudampfschifffahrtsgesellschaftskapitänsanwärterin",
    company="Hohenstaufen & Brandenburg Verwaltungsgesellschaft mbH",
    headline="A" * 90,
)
publish(
    "arabic",
    "ar",
    demo_blocks(),
    given="ليلى",
    family="العربي",
    title="مهندسة معمارية",
    pronouns="she/her",
    phones=demo.document.identity.phones,
    emails=demo.document.identity.emails,
)
publish(
    "japanese",
    "ja",
    given="太郎",
    family="山田",
    is_family_first=True,
    title="代表取締役",
)
publish("bob-plumbing", subject="company", company="Bob & Charlie Plumbing")

bob = User.objects.create_user("bob@example.com", sys.argv[1])
address = EmailAddress.objects.create(user=bob, email=bob.email, primary=True)
TOTP.activate(bob, sys.argv[2])
RecoveryCodes.activate(bob)
LETTER = '<body style="margin:0"><p style="color:#1a1714">Your card waits for you.</p>'
send_mail(
    "Welcome", "Your card waits for you.", None, [alice.email], html_message=LETTER
)
reset = f"{user_pk_to_url_str(bob)}-{default_token_generator.make_token(bob)}"
service = create_service(demo, name="First talk", by=alice)
offer = service.offers.get()
now = clock.now().replace(minute=0, second=0, microsecond=0)
comes = Customer(name="Dana Díaz", email="dana@example.com", phone="+1 202 555 0101")
booking = enter_booking(
    service, offer.resource, now + timedelta(hours=3), comes, by=alice
)
kept = keep_free(offer.resource, now + timedelta(days=1), now + timedelta(days=2))
elsewhere = add_calendar(offer.resource, "https://calendar.example.com/alice/")
# As if it had been read: until then nothing can be booked.
ExternalCalendar.objects.update(
    read_at=clock.now(), read_until=now + timedelta(days=400)
)
offered = create_service(Card.objects.get(title="Bob"), name="Haircut", by=alice)
wanted = min(open_slots(question_about(offered, until=now + timedelta(days=20))))
held = hold_slot(offered, wanted)
shop = open_shop(demo, currency="EUR", by=alice)
shelf = create_category(shop, "Jams", by=alice)
terms = [Terms(values=(size,), price=450, stock=2) for size in ("Small", "Large")]
about = {
    "title": "Lemon jam",
    "category": shelf,
    "options": [{"name": "Jar", "values": ["Small", "Large"]}],
}
product = create_product(shop, about, terms, by=alice)
jar = CartLine(product.variants.first().public_id, 1)
way = shop.deliveries.get()
order = place_order(shop, (jar,), Buyer("Dana Díaz", "+12025550101"), delivery=way)
publish_card(demo, by=alice)
found = {
    "product": product.public_id,
    "category": shelf.public_id,
    "delivery": way.public_id,
    "order": order.public_id,
    "ordered": order_token(order),
    "offered": offered.public_id,
    "held": current_token(held, "manage"),
    "manage": current_token(booking, "manage"),
    "decide": current_token(booking, "decision"),
    "booking": booking.public_id,
    "keeping": kept.public_id,
    "elsewhere": elsewhere.public_id,
    "service": service.public_id,
    "schedule": offer.schedule.public_id,
    "resource": offer.resource.public_id,
    "card": demo.public_id,
    "look": save_design(workspace, demo.document.design, name="Ours").public_id,
    "block": demo.document.blocks[0].id,
    "mail": Mail.objects.get(subject="Welcome").pk,
    "confirm": EmailConfirmationHMAC(address).key,
    "reset": reset,
}
sys.stdout.write(json.dumps(found))
