"""What can go wrong with an account and that a person can mend."""

from meishi.lib.errors import MeishiError


class LinkUsedUp(MeishiError):
    """The one-time link was used, or there is an administrator already."""


class AddressTaken(MeishiError):
    """Somebody has an account with this address."""
