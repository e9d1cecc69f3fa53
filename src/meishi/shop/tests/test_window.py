import pytest

from meishi.cards.document import BlockEntry
from meishi.cards.services import change_draft, publish_card
from meishi.lib import bundles
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.shop.models import OrderEvent, Variant
from meishi.shop.services.changing import cancel_order
from meishi.shop.services.customer import Customer
from meishi.shop.services.placing import place_order
from meishi.shop.services.setup import open_shop
from meishi.shop.services.showing import show_picture, show_soon
from meishi.shop.tests.conftest import cart_of

pytestmark = pytest.mark.django_db(transaction=True)
BOB = Customer(name="Bob")


@pytest.fixture
def window(shop, card):
    """Alice's card with a window of her shop, published."""

    def window(**settings):
        block = BlockEntry(id="b1", kind="shop", data=settings)
        document = card.document.model_copy(update={"blocks": (block,)})
        change_draft(card, document, change="Add the shop")
        publish_card(card)

    return window


def page():
    bundle = bundles.get_bundle("alice")
    return bundle.parts["page"].bodies["identity"].decode()


def test_the_card_shows_the_first_products_and_leads_to_the_shop(window, sell):
    for number in range(8):
        sell(f"Jam {number}", 450)
    sell("Hidden", 450, is_draft=True)

    window()

    html = page()
    assert "Jam 5" in html
    assert "Jam 6" not in html
    assert "Hidden" not in html
    assert '<a class="act" href="/alice/shop/">Shop</a>' in html


def test_a_shelf_may_be_shown_alone(window, sell, shop):
    jams = shop.categories.create(name="Jams")
    sell("Lemon jam", category=jams)
    sell("Bread")

    window(category=jams.public_id)

    assert "Lemon jam" in page()
    assert "Bread" not in page()


def test_a_card_without_a_shop_still_has_its_words(card):
    block = BlockEntry(id="b1", kind="shop", data={"heading": "Soon"})
    document = card.document.model_copy(update={"blocks": (block,)})
    change_draft(card, document, change="Add the shop")
    publish_card(card)

    assert "Soon" in page()
    assert "/alice/shop/" not in page()


def test_the_button_comes_once_the_shop_is_open(card):
    block = BlockEntry(id="b1", kind="shop", data={})
    document = card.document.model_copy(update={"blocks": (block,)})
    change_draft(card, document, change="Add the shop")
    publish_card(card)

    open_shop(card, currency="EUR")
    run_waiting_jobs()

    assert "/alice/shop/" in page()


def test_a_new_price_is_on_the_card_once_the_worker_has_run(window, sell, shop):
    jam = sell("Jam", 450)
    window()
    Variant.objects.filter(pk=jam.pk).update(price=500)

    show_soon(shop)
    run_waiting_jobs()

    assert "€5.00" in page()


def test_what_is_sold_out_says_so_until_it_is_back(window, sell, shop, pickup):
    jam = sell("Jam", 450, stock=1)
    window()

    order = place_order(shop, cart_of(jam), BOB, delivery=pickup)
    run_waiting_jobs()
    assert "Sold out" in page()

    cancel_order(order, by=OrderEvent.By.HOST)
    run_waiting_jobs()
    assert "Sold out" not in page()


def test_a_picture_that_is_ready_is_shown(window, sell, workspace):
    from meishi.media.services import make_renditions, store_asset
    from tests.gallery import scene

    asset = store_asset(workspace, scene(1, 400), name="jam.jpg")
    sell("Jam", pictures=[{"asset": asset.public_id, "alt": "A jar"}])
    window()
    assert "<picture>" not in page()

    for cut in asset.cuts.all():
        make_renditions.func(cut.pk)
    show_picture(asset.public_id)

    assert 'alt="A jar"' in page()
    assert "/alice/shop/" in page()


def test_a_card_that_shows_no_products_is_left_alone(
    card, shop, sell, django_assert_max_num_queries
):
    from meishi.lib.outbox.models import Job

    before = Job.objects.count()
    show_soon(shop)

    assert Job.objects.count() == before
