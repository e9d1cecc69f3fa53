"""Whatever a form is sent, the answer is never a fault of ours."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meishi.cards import urls
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.services import add_block
from meishi.cards.tests.test_access import OF_CARD, address
from meishi.cards.tests.test_editor import JSON, url

NASTY = ["\x00", "x" * 5000, "99999999999999999999", "²:a:-1"]
NAMES = ["do", "handle", "kind", "to", "is_hidden", "draft_number", "open", "after"]
NAMES += ["q", "page", "block", "removed", "zone", "confirmation", "idempotency_key"]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("name", OF_CARD)
def test_no_route_of_a_card_fails(browser, card, name, text):
    values = dict.fromkeys(NAMES, text)

    for method in (browser.get, browser.post):
        assert method(address(name, card), values).status_code < 500


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("name", ["list", "new", "import", "country"])
def test_no_other_route_fails(browser, name, text):
    values = dict.fromkeys(NAMES, text)

    for method in (browser.get, browser.post):
        assert method(reverse(f"cards:{name}"), values).status_code < 500


@pytest.mark.parametrize("path", ["ﬁle", "%00", "a" * 300, "..%2f..", "é"])
def test_no_id_fails(browser, path):
    for route in urls.urlpatterns:
        if "card_id" in route.pattern.converters:
            assert browser.get(f"/cards/{path}/").status_code == 404


TEXTS = st.text(max_size=20) | st.sampled_from(
    ["1", "on", "\x00", "a@b", "http://[", "9"]
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("kind", sorted(BLOCK_TYPES))
def test_no_block_form_fails(browser, card, kind, data):
    entry = add_block(card, kind)
    form = BLOCK_TYPES[kind].form(prefix=f"block-{entry.id}")
    names = [*(field.html_name for field in form), "do"]
    if form.items is not None:
        names += [
            f"{form.items.prefix}-{each}" for each in ("TOTAL_FORMS", "INITIAL_FORMS")
        ]
        row = form.items.empty_form
        names += [
            row.add_prefix(each).replace("__prefix__", "0") for each in row.fields
        ]
    sent = data.draw(st.dictionaries(st.sampled_from(names), TEXTS))

    for options in ({}, JSON):
        address = url("block", card, entry.id)
        assert browser.post(address, sent, **options).status_code < 500
