"""What can go wrong with an appointment and that a person can mend."""

from meishi.lib.errors import MeishiError


class SlotTaken(MeishiError):
    """The time is not free, or not any more."""


class NotBookable(MeishiError):
    """The service takes no bookings now."""


class AlreadyBooked(MeishiError):
    """The same form was sent before with other content."""


class HoldOver(MeishiError):
    """The time was kept free for a while, and that while is over."""


class NotPossibleNow(MeishiError):
    """The booking is in a state in which this cannot be done."""


class AlreadyDone(MeishiError):
    """The booking is in the wanted state already; nothing was changed."""


class StillInUse(MeishiError):
    """It cannot be removed because something else needs it."""


class NameTaken(MeishiError):
    """The workspace has another of that name."""


class NotWritable(MeishiError):
    """Bookings cannot be written into this calendar."""


class PasswordNeeded(MeishiError):
    """The address leads to another server, which must not see the old password."""


class NotWritten(MeishiError):
    """A calendar elsewhere did not take a booking; it is tried again."""


class NoLongerThere(MeishiError):
    """What was chosen is not among what can be chosen now."""
