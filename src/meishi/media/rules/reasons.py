"""Why a picture is not taken. The words for people are in `services`."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a file."""

    UNKNOWN = "unknown"
    TOO_LARGE = "too_large"
    TOO_MANY_FRAMES = "too_many_frames"
    DAMAGED = "damaged"
    TOO_HEAVY = "too_heavy"
    NO_CROP = "no_crop"


class Unusable(ValueError):
    """The file cannot become a picture; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
