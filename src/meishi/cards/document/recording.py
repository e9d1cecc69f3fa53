"""Films and sounds on a card: files of its owner, and films on other sites."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from meishi.cards.document.base import Data
from meishi.formats import video


class RecordingRef(Data):
    """A film or a sound on the card: which asset (public id)."""

    asset: Annotated[str, Field(max_length=16, pattern=r"^[0-9a-z]+$")]


class ElsewhereRef(Data):
    """A film on another site. Its address is never stored, but put together anew."""

    provider: Literal["youtube", "vimeo", "peertube"]
    id: Annotated[str, Field(max_length=40)]
    host: Annotated[str, Field(max_length=253)] = ""
    start: Annotated[int, Field(ge=0, le=video.LATEST_START)] = 0

    @model_validator(mode="after")
    def _is_a_film(self) -> Self:
        video.checked(self.video)
        return self

    @property
    def video(self) -> video.Video:
        """The same as formats have it."""
        return video.Video(self.provider, self.id, self.host, self.start)
