import pytest
import time_machine

from meishi.cards.document import Identity
from meishi.cards.errors import DraftChanged, NothingToUndo
from meishi.cards.services import change_draft, redo, undo
from meishi.cards.services.drafts import HISTORY_LENGTH


def titled(card, title):
    identity = card.document.identity.model_copy(update={"title": title})
    return card.document.model_copy(update={"identity": identity})


def test_a_change_is_saved_and_counted(card):
    changed = change_draft(card, titled(card, "Joiner"), change="Edit role")

    card.refresh_from_db()
    assert card.document.identity.title == "Joiner"
    assert changed.draft_number == card.draft_number == 1


def test_the_same_content_is_no_change(card):
    assert change_draft(card, card.document, change="Nothing").draft_number == 0


def test_a_change_of_a_stale_draft_is_refused_and_changes_nothing(card):
    change_draft(card, titled(card, "Joiner"), change="Edit", expected=0)

    with pytest.raises(DraftChanged):
        change_draft(card, titled(card, "Baker"), change="Edit", expected=0)
    card.refresh_from_db()
    assert card.document.identity.title == "Joiner"


def test_undo_and_redo_walk_through_the_history(card):
    change_draft(card, titled(card, "Joiner"), change="One")
    change_draft(card, titled(card, "Baker"), change="Two")

    assert undo(card).document.identity.title == "Joiner"
    assert undo(card).document.identity.title == "Carpenter"
    assert redo(card).document.identity.title == "Joiner"


def test_undo_ends_at_the_beginning_and_redo_at_the_end(card):
    with pytest.raises(NothingToUndo):
        undo(card)
    with pytest.raises(NothingToUndo):
        redo(card)


def test_a_new_change_forgets_what_was_undone(card):
    change_draft(card, titled(card, "Joiner"), change="One")
    undo(card)
    change_draft(card, titled(card, "Baker"), change="Two")

    with pytest.raises(NothingToUndo):
        redo(card)


def test_quick_typing_in_one_place_is_one_step(card):
    with time_machine.travel("2027-03-27T10:00Z", tick=False) as now:
        for title in ("J", "Jo", "Joi"):
            change_draft(card, titled(card, title), change="Edit role")
            now.shift(1)

    assert undo(card).document.identity.title == "Carpenter"


def test_a_pause_begins_a_new_step(card):
    with time_machine.travel("2027-03-27T10:00Z", tick=False) as now:
        change_draft(card, titled(card, "Joiner"), change="Edit role")
        now.shift(60)
        change_draft(card, titled(card, "Baker"), change="Edit role")

    assert undo(card).document.identity.title == "Joiner"


def test_the_history_does_not_grow_for_ever(card):
    for number in range(HISTORY_LENGTH + 20):
        change_draft(card, titled(card, str(number)), change=str(number))

    assert card.history.count() == HISTORY_LENGTH + 1


def test_the_title_follows_the_name(card):
    identity = Identity(subject="company", company="Bob & Co")
    document = card.document.model_copy(update={"identity": identity})

    assert change_draft(card, document, change="Name").title == "Bob & Co"


def test_what_is_its_own_step_is_undone_alone(card):
    for title in ("Carpenter", "Joiner"):
        change_draft(card, titled(card, title), change="Remove", is_own_step=True)

    assert undo(card).document.identity.title == "Carpenter"
