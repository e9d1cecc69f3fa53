"""What other apps add to a shop."""

from collections.abc import Callable, Iterable

# Each returns what can be booked on the card with that public id: id and name.
BOOKABLE: list[Callable[[str], Iterable[tuple[str, str]]]] = []


def bookable_on(card_id: str) -> list[tuple[str, str]]:
    """Return what can be booked on the card with that public id: id and name."""
    return [choice for offered in BOOKABLE for choice in offered(card_id)]
