import json
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from meishi.accounts.models import User
from meishi.cards import services
from meishi.cards.document import Design
from meishi.cards.document.design_file import Unreadable, read, schema, written
from meishi.cards.models import SavedDesign
from meishi.cards.queries import asset_ids_in_use
from meishi.cards.services.designs import use_design_later
from meishi.cards.tests.test_design import designed, sent_of
from meishi.cards.tests.test_editor import fresh, url
from meishi.workspaces.models import Member

NIGHT = Design(scheme="dark", face="split", typeface="warm")
SCHEMA = Path(__file__).parents[4] / "docs" / "reference" / "design.schema.json"


@pytest.fixture
def night(workspace):
    return services.save_design(workspace, NIGHT, name="Night")


@pytest.fixture
def bob(workspace):
    """Bob edits cards; the rules of the workspace are Alice's."""
    bob = User.objects.create_user("bob@example.com")
    Member.objects.create(workspace=workspace, user=bob, role=Member.Role.EDITOR)
    return bob


@pytest.fixture
def bobs_browser(bob, client):
    client.force_login(bob)
    return client


def test_a_look_is_kept_and_used_on_another_card(browser, card, alice):
    designed(card, face="ledger")
    browser.post(url("design-save", card), {"name": "Ours"})
    other = services.create_card(card.workspace, by=alice)
    saved = SavedDesign.objects.get()
    browser.post(url("design-use", other, saved.public_id))

    assert fresh(other).document.design.face == "ledger"


def test_two_looks_of_one_name_are_refused_with_the_name_kept(browser, card, night):
    response = browser.post(url("design-save", card), {"name": "Night"})

    assert response.status_code == 422
    assert "There is a look called “Night” already." in response.content.decode()
    assert 'value="Night"' in response.content.decode()


def test_a_look_without_a_name_is_refused(browser, card):
    response = browser.post(url("design-save", card), {"name": " "})

    assert "Give the look a name." in response.content.decode()


def test_many_cards_get_a_look_and_only_clean_ones_are_published(card, night, alice):
    other = services.create_card(card.workspace, document=card.document, by=alice)
    for each in (card, other):
        services.publish_card(each, by=alice)
    designed(other, face="upright")
    for each in (card, other):
        use_design_later.func(each.pk, night.pk, alice.pk, True)

    assert fresh(card).edition.document["design"]["face"] == "split"
    assert fresh(other).edition.document["design"]["face"] is None
    assert fresh(other).document.design.face == "split"


def test_the_form_for_other_cards_wants_at_least_one(browser, card, night):
    response = browser.post(url("design-use-on", card, night.public_id), {})

    assert "Choose at least one card." in response.content.decode()


def test_new_cards_begin_with_the_look_of_the_workspace(workspace, night, alice):
    services.set_house_design(night, locked_parts=[], by=alice)

    assert services.create_card(workspace, by=alice).document.design == NIGHT


def test_a_workspace_has_one_look_of_its_own(workspace, night, alice):
    day = services.save_design(workspace, Design(), name="Day")
    services.set_house_design(night, locked_parts=["type"], by=alice)
    services.set_house_design(day, locked_parts=[], by=alice)

    night.refresh_from_db()
    assert (night.is_house, night.locked_parts, day.is_house) == (False, [], True)
    with pytest.raises(IntegrityError), transaction.atomic():
        workspace.designs.update(is_house=True)


def test_an_editor_cannot_change_what_is_locked(card, night, alice, bobs_browser):
    services.set_house_design(night, locked_parts=["card", "type"], by=alice)
    services.use_design(card, night, by=alice)
    data = sent_of(NIGHT, face="ledger", typeface="mono", corner="round")
    bobs_browser.post(url("design", card), data)

    design = fresh(card).document.design
    assert (design.face, design.typeface, design.corner) == ("split", "warm", "round")


def test_an_editor_cannot_go_around_the_lock(card, night, alice, bobs_browser):
    """Not by a theme, not by another look, not by a file, not by an edition."""
    services.publish_card(card, by=alice)
    services.set_house_design(night, locked_parts=["theme", "card"], by=alice)
    services.use_design(card, night, by=alice)
    other = services.save_design(card.workspace, Design(face="upright"), name="Up")
    bobs_browser.post(url("theme-use", card), {"theme": "washi"})
    bobs_browser.post(url("design-use", card, other.public_id))
    bobs_browser.post(url("restore", card, 1))

    assert fresh(card).document.design.face == "split"


def test_the_owner_may_change_what_is_locked(card, night, alice, browser):
    services.set_house_design(night, locked_parts=["card"], by=alice)
    browser.post(url("design", card), sent_of(Design(), face="ledger"))

    assert fresh(card).document.design.face == "ledger"


def test_an_editor_sees_what_is_locked(card, night, alice, bobs_browser):
    services.set_house_design(night, locked_parts=["card"], by=alice)
    page = bobs_browser.get(url("design", card)).content.decode()

    assert "Your workspace keeps some of these choices" in page


@pytest.mark.parametrize("name", ["design-house", "design-delete", "design-replace"])
def test_only_administrators_rule_the_look_of_the_workspace(
    card, night, alice, bobs_browser, name
):
    services.set_house_design(night, locked_parts=["card"], by=alice)
    response = bobs_browser.post(url(name, card, night.public_id))

    assert response.status_code == 404
    assert SavedDesign.objects.get(is_house=True).locked_parts == ["card"]


def test_the_look_of_another_workspace_is_not_there(card, night, charlies_browser):
    address = url("design-file", card, night.public_id)

    assert charlies_browser.get(address).status_code == 404


def test_a_file_of_a_look_is_read_back(browser, card, night):
    answer = browser.get(url("design-file", card, night.public_id))
    night.delete()
    file = SimpleUploadedFile("night.json", answer.content)
    browser.post(url("design-import", card), {"file": file})

    kept = SavedDesign.objects.get()
    assert (kept.name, Design.model_validate(kept.design)) == ("Night", NIGHT)
    assert answer["Content-Disposition"] == 'attachment; filename="night.json"'


def test_a_bad_file_is_refused_with_where_and_why(browser, card):
    text = written("X", Design()).replace('"auto"', '"bright"')
    file = SimpleUploadedFile("x.json", text.encode())
    page = browser.post(url("design-import", card), {"file": file}).content.decode()

    assert "This file cannot be read as a look: design.scheme:" in page


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"[" * 50_000, b"\xff\xfe", b"{}" + b" " * 100_001]
)
def test_what_is_no_look_is_refused(data):
    with pytest.raises(Unreadable):
        read(data)


@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_fail(data):
    with suppress(Unreadable):
        read(data)


def test_pictures_do_not_travel():
    own = Design.model_validate(
        {"background": {"kind": "picture", "picture": {"asset": "abc123"}}}
    )

    assert "abc123" not in written("X", own)


def test_the_picture_of_a_kept_look_is_in_use(workspace):
    own = Design.model_validate(
        {"background": {"kind": "picture", "picture": {"asset": "abc123"}}}
    )
    services.save_design(workspace, own, name="Picture")

    assert asset_ids_in_use(workspace.pk) == {"abc123"}


def test_the_schema_in_the_documents_is_that_of_the_code():
    assert json.loads(SCHEMA.read_text()) == schema()
