"""What can go wrong with an upload and that a person can mend."""

from meishi.lib.errors import MeishiError


class UnreadablePicture(MeishiError):
    """The file is no picture that we take; the text says why and what to do."""


class NoRoomLeft(UnreadablePicture):
    """The workspace has no room for another file of this size."""
