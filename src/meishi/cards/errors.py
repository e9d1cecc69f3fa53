"""What can go wrong with a card and that a person can mend."""

from meishi.lib.errors import MeishiError


class HandleTaken(MeishiError):
    """Somebody else has that handle, or had it."""


class DraftChanged(MeishiError):
    """The draft was changed somewhere else since this page was loaded."""


class NotPublishable(MeishiError):
    """The card lacks what every published card needs."""


class NothingToUndo(MeishiError):
    """The history has no further step in that direction."""


class BlockMissing(MeishiError):
    """The block was deleted meanwhile."""


class DesignNameTaken(MeishiError):
    """The workspace has another saved look of that name."""


class TooManyDesigns(MeishiError):
    """The workspace holds as many saved looks as it may."""


class BadDesignFile(MeishiError):
    """The file is not a look that this version can read; says where and why."""


class TooManyBlocks(MeishiError):
    """The card holds as many blocks as it may."""
