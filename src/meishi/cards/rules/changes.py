"""What publishing would change: two documents compared, in data, not in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

type Verb = Literal[
    "added", "removed", "changed", "moved", "resized", "hidden", "shown"
]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `subject` is "identity", "block", "design", "language" or "is_indexed"; `name`
    the field of the identity, or the kind of the block; `block_id` its id.
    """

    verb: Verb
    subject: str
    name: str = ""
    block_id: str = ""
    before: Any = None
    after: Any = None


def changes_between(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return what leads from one stored document to another, in reading order."""
    return [
        *_identity_changes(old.get("identity", {}), new.get("identity", {})),
        *_block_changes(old.get("blocks", []), new.get("blocks", [])),
        *(
            Change("changed", subject, "", "", old.get(subject), new.get(subject))
            for subject in ("design", "language", "is_indexed")
            if old.get(subject) != new.get(subject)
        ),
    ]


def _identity_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*new, *old]):
        before, after = old.get(name), new.get(name)
        if before != after and (before or after):
            verb: Verb = "changed"
            if not before:
                verb = "added"
            elif not after:
                verb = "removed"
            yield Change(verb, "identity", name, "", before, after)


def _block_changes(
    old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> Iterator[Change]:
    before = {block["id"]: block for block in old}
    after = {block["id"]: block for block in new}
    for block in old:
        if block["id"] not in after:
            yield Change("removed", "block", block["kind"], block["id"], block)
    moved = _moved([b for b in before if b in after], [b for b in after if b in before])
    for block in new:
        previous = before.get(block["id"])
        if previous is None:
            yield Change("added", "block", block["kind"], block["id"], None, block)
        else:
            yield from _same_block(previous, block, is_moved=block["id"] in moved)


def _same_block(
    old: dict[str, Any], new: dict[str, Any], *, is_moved: bool
) -> Iterator[Change]:
    if old["data"] != new["data"]:
        yield Change("changed", "block", new["kind"], new["id"], old, new)
    if old.get("width", "full") != new.get("width", "full"):
        yield Change("resized", "block", new["kind"], new["id"], old, new)
    if old["is_hidden"] != new["is_hidden"]:
        verb: Verb = "hidden" if new["is_hidden"] else "shown"
        yield Change(verb, "block", new["kind"], new["id"], old, new)
    if is_moved:
        yield Change("moved", "block", new["kind"], new["id"], old, new)


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Return the fewest ids whose moving turns the old order into the new.

    Those outside a longest increasing run of old positions, O(n²) for at most 60.
    """
    position = {block_id: index for index, block_id in enumerate(old)}
    best: list[list[str]] = []
    for block_id in new:
        fitting = [run for run in best if position[run[-1]] < position[block_id]]
        best.append([*_longest(fitting), block_id])
    return set(new) - set(_longest(best))


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run), default=[])
