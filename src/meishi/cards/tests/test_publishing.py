import shutil

import pytest

from meishi.cards.document import CardDocument
from meishi.cards.errors import HandleTaken, NotPublishable
from meishi.cards.models import Edition, Handle
from meishi.cards.queries import current_handle
from meishi.cards.services import (
    change_draft,
    create_card,
    delete_card,
    duplicate_card,
    publish_card,
    restore_edition,
    unpublish_card,
    want_handle,
)
from meishi.lib import bundles, clock
from meishi.lib.outbox.models import Job
from meishi.lib.outbox.worker import run_waiting_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def change_title(card, title):
    card.refresh_from_db()
    identity = card.document.identity.model_copy(update={"title": title})
    document = card.document.model_copy(update={"identity": identity})
    return change_draft(card, document, change=f"Title {title}")


def test_the_first_edition_is_out_as_soon_as_publishing_returns(card, alice):
    edition = publish_card(card, by=alice)

    bundle = bundles.get_bundle("alice-arai")
    assert (bundle.state, bundle.card, bundle.edition) == (
        "published",
        card.public_id,
        edition.number,
    )


def test_publishing_an_unchanged_draft_makes_no_edition(card):
    assert publish_card(card) == publish_card(card)


def test_a_changed_draft_is_not_seen_before_it_is_published(card):
    publish_card(card)
    change_title(card, "Joiner")

    assert bundles.get_bundle("alice-arai").edition == 1
    publish_card(card)
    assert bundles.get_bundle("alice-arai").edition == 2


def test_a_card_without_a_name_is_not_published(workspace):
    with pytest.raises(NotPublishable, match="name"):
        publish_card(create_card(workspace))


def test_two_people_of_one_name_get_two_handles(card, workspace, document):
    publish_card(card)
    second = create_card(workspace, document=document)
    publish_card(second)

    assert current_handle(card) == "alice-arai"
    assert current_handle(second) not in (None, "alice-arai")


def test_a_new_handle_answers_and_the_old_one_redirects(card):
    publish_card(card)
    want_handle(card, "Ali")

    assert bundles.get_bundle("ali").state == "published"
    old = bundles.get_bundle("alice-arai")
    assert (old.state, old.location) == ("moved", "ali")


def test_going_back_to_the_old_handle_turns_the_redirect_round(card):
    publish_card(card)
    want_handle(card, "ali")
    want_handle(card, "alice-arai")

    assert bundles.get_bundle("alice-arai").state == "published"
    assert bundles.get_bundle("ali").location == "alice-arai"


def test_a_handle_that_was_ever_published_is_never_given_away(card, workspace):
    publish_card(card)
    want_handle(card, "ali")
    delete_card(card)
    charlie = create_card(workspace)

    for name in ("ali", "alice-arai"):
        with pytest.raises(HandleTaken):
            want_handle(charlie, name)
        assert bundles.get_bundle(name).state == "gone"


def test_a_handle_that_the_world_never_saw_is_free_again(card, workspace):
    want_handle(card, "ali")
    want_handle(card, "arai")

    assert want_handle(create_card(workspace), "ali") == "ali"
    assert Handle.objects.filter(card=card).count() == 1


def test_an_unpublished_card_is_gone_and_comes_back(card):
    publish_card(card)
    unpublish_card(card)
    assert bundles.get_bundle("alice-arai").state == "gone"

    publish_card(card)
    assert bundles.get_bundle("alice-arai").state == "published"


def test_any_edition_can_be_restored_into_the_draft(card):
    publish_card(card)
    change_title(card, "Joiner")
    publish_card(card)

    restored = restore_edition(card, 1)
    assert restored.document.identity.title == "Carpenter"
    assert restored.edition.number == 2


def test_an_edition_that_does_not_exist_cannot_be_restored(card):
    with pytest.raises(Edition.DoesNotExist):
        restore_edition(card, 7)


def test_a_copy_is_a_card_of_its_own(card):
    publish_card(card)
    copy = duplicate_card(card)

    assert copy.draft == card.draft
    assert (copy.edition, current_handle(copy)) == (None, None)


def test_an_empty_document_is_valid():
    assert CardDocument().identity.display_name == ""


def test_a_card_that_is_out_leaves_no_work(card):
    publish_card(card)

    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_a_card_that_could_not_be_written_is_left_to_the_outbox(card, settings):
    place = bundles.root() / "cards"
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()  # a file where folders have to be
    publish_card(card)
    place.unlink()
    assert bundles.get_bundle("alice-arai") is None

    Job.objects.update(due_at=clock.now())
    run_waiting_jobs()

    assert bundles.get_bundle("alice-arai").edition == 1
