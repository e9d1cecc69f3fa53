"""Why a file is not taken. The words for people are in `models`."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a file."""

    UNKNOWN = "unknown"
    TOO_LARGE = "too_large"
    TOO_MANY_FRAMES = "too_many_frames"
    DAMAGED = "damaged"
    TOO_HEAVY = "too_heavy"
    NO_CROP = "no_crop"
    TOO_LONG = "too_long"
    NO_PICTURE = "no_picture"
    NO_SOUND = "no_sound"


class Unusable(ValueError):
    """The file cannot be used; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
