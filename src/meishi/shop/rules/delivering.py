"""What it costs to bring an order, and where it is brought."""

from collections.abc import Sequence


def fee_for(subtotal: int, *, fee: int, free_from: int | None) -> int:
    """Return the fee in minor units for goods that cost `subtotal`."""
    is_free = free_from is not None and subtotal >= free_from
    return 0 if is_free else fee


def serves(postcodes: Sequence[str], postcode: str) -> bool:
    """Say whether a place is delivered to: all are where no postcodes are given.

    `10` stands for all that begin so; spaces, dashes and case do not matter.
    """
    asked = _bare(postcode)
    return not postcodes or any(
        asked.startswith(bare) for bare in map(_bare, postcodes) if bare
    )


def _bare(postcode: str) -> str:
    return "".join(c for c in postcode.upper() if c.isalnum())
