"""What can go wrong with notifications and that a person can mend."""

from meishi.lib.errors import MeishiError


class BadSubscription(MeishiError):
    """What the browser sent is no subscription."""


class TooManyDevices(MeishiError):
    """Somebody has as many devices as there may be."""


class NotDelivered(Exception):
    """The push service did not take the message; it is tried again."""
