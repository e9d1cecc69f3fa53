import pytest

from meishi.cards.services import publish_card, want_handle
from meishi.cards.tasks import keep_bundles_current
from meishi.edge.store import bundle_path
from meishi.lib import bundles

pytestmark = pytest.mark.django_db(transaction=True)


def lose(name):
    bundle_path(bundles.root(), name).unlink()


def test_lost_bundles_come_back_from_the_editions(card):
    publish_card(card)
    want_handle(card, "ali")
    before = bundle_path(bundles.root(), "ali").read_bytes()
    lose("ali")
    lose("alice-arai")
    bundles.set_compiled_for("")
    keep_bundles_current.func()

    assert bundle_path(bundles.root(), "ali").read_bytes() == before
    assert bundles.get_bundle("alice-arai").location == "ali"


def test_a_new_address_compiles_everything_once(card, settings):
    publish_card(card)
    keep_bundles_current.func()
    lose("alice-arai")
    keep_bundles_current.func()
    assert bundles.get_bundle("alice-arai") is None

    settings.SITE_URL = "https://new.example.com"
    keep_bundles_current.func()
    assert bundles.get_bundle("alice-arai").state == "published"
