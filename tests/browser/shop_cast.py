"""Shops to buy in: prints, as JSON, what tests ask for.

`jams` sells in euros, by WhatsApp; `souq` in dirhams, in Arabic.
"""

import json
import sys

import django

django.setup()

from meishi.accounts.models import User  # noqa: E402 (Django comes first)
from meishi.cards.document import CardDocument, Identity, PhoneEntry  # noqa: E402 (as above)
from meishi.cards.services import create_card, publish_card, want_handle  # noqa: E402 (as above)
from meishi.media.services import make_renditions, store_asset  # noqa: E402 (as above)
from meishi.shop.models import Category, Delivery, Product, Variant  # noqa: E402 (as above)
from meishi.shop.services.setup import open_shop  # noqa: E402 (as above)
from meishi.workspaces.services import personal_workspace  # noqa: E402 (as above)
from tests.gallery import scene  # noqa: E402 (as above)

alice = User.objects.get(email="alice@example.com")
workspace = personal_workspace(alice)


def shop_of(handle, company, currency, language="en"):
    """Publish a card with a shop."""
    identity = Identity(
        subject="company",
        company=company,
        time_zone="Europe/Berlin",
        phones=(PhoneEntry(number="+12025550123", has_whatsapp=True),),
    )
    document = CardDocument(identity=identity, language=language)
    card = create_card(workspace, document=document, by=alice)
    want_handle(card, handle)
    publish_card(card, by=alice)
    return open_shop(card, currency=currency, by=alice)


def picture(number):
    """Store a picture and return a reference to it."""
    asset = store_asset(workspace, scene(number, 900, (1, 1)), name="p.jpg")
    for cut in asset.cuts.all():
        make_renditions.func(cut.pk)
    return {"asset": asset.public_id, "alt": f"Picture {number}"}


def sell(shop, title, price, *, stock=None, pictures=(), category=None, **more):
    """Put a product into the shop; return its variant."""
    product = Product.objects.create(
        shop=shop,
        title=title,
        search_text=title.lower(),
        pictures=list(pictures),
        category=category,
        position=shop.products.count(),
        **more,
    )
    return Variant.objects.create(product=product, shop=shop, price=price, stock=stock)


jams = shop_of("jams", "Arai Jams", "EUR")
sweet = Category.objects.create(shop=jams, name="Sweet")
Category.objects.create(shop=jams, name="Salty")
lemon = sell(
    jams,
    "Lemon jam",
    450,
    category=sweet,
    pictures=[picture(1), picture(2)],
    tax_rate=700,
    description="Lemons from the garden, sugar, nothing else.\n\n250 g in a glass.",
)
shirt = sell(
    jams,
    "Apron with a long name that does not fit into one line",
    2900,
    pictures=[picture(3)],
    options=[{"name": "Size", "values": ["S", "M", "L"]}],
)
Variant.objects.filter(pk=shirt.pk).update(values=["S"])
for place, size in enumerate(("M", "L"), 1):
    Variant.objects.create(
        product=shirt.product,
        shop=jams,
        price=2900 + 100 * place,
        sale_price=2500 if size == "L" else None,
        values=[size],
        stock=20 if size == "M" else 0,
        position=place,
    )
last = sell(jams, "The last jar", 900, stock=1, category=sweet)
gone = sell(jams, "Fig mustard", 650, stock=0, pictures=[picture(4)])
raced = sell(jams, "Rare honey", 1900, stock=1)
Delivery.objects.create(
    shop=jams,
    kind="delivery",
    name="By bike",
    about="In the afternoon",
    fee=300,
    free_from=5000,
    postcodes=["101"],
    position=1,
)
souq = shop_of("souq", "حلويات الأرز", "AED", "ar")
sell(souq, "معمول بالفستق", 4500, pictures=[picture(5)])
sell(souq, "كنافة نابلسية", 3000)
sys.stdout.write(
    json.dumps(
        {
            "lemon": lemon.product.public_id,
            "apron": shirt.product.public_id,
            "last": last.product.public_id,
            "raced": raced.product.public_id,
        }
    )
)
