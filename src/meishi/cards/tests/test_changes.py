from hypothesis import given
from hypothesis import strategies as st

from meishi.cards.document import BlockEntry, CardDocument, Identity
from meishi.cards.rules.changes import changes_between

ids = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def stored(*blocks, **identity):
    entries = tuple(BlockEntry(id=b, kind="text") for b in blocks)
    document = CardDocument(identity=Identity(**identity), blocks=entries)
    return document.model_dump(mode="json")


def verbs(changes):
    return [(change.verb, change.name or change.block_id) for change in changes]


def test_equal_documents_have_no_changes():
    assert changes_between(stored("a"), stored("a")) == []


def test_fields_are_added_changed_and_removed():
    old = stored(given="Ann", title="Baker")
    new = stored(given="Anna", family="Arai")

    assert verbs(changes_between(old, new)) == [
        ("changed", "given"),
        ("added", "family"),
        ("removed", "title"),
    ]


def test_one_block_moved_is_one_change():
    changes = changes_between(stored("a", "b", "c", "d"), stored("d", "a", "b", "c"))

    assert [(change.verb, change.block_id) for change in changes] == [("moved", "d")]


@given(ids, ids)
def test_every_block_that_came_or_went_is_named(old, new):
    changes = changes_between(stored(*old), stored(*new))

    added = {c.block_id for c in changes if c.verb == "added"}
    removed = {c.block_id for c in changes if c.verb == "removed"}
    assert (added, removed) == (set(new) - set(old), set(old) - set(new))


@given(ids, st.randoms())
def test_without_the_moved_blocks_the_order_is_the_same(old, random):
    new = random.sample(old, len(old))
    moved = {c.block_id for c in changes_between(stored(*old), stored(*new))}

    assert [b for b in old if b not in moved] == [b for b in new if b not in moved]
