"""What a list of recordings holds."""

from typing import Annotated

from pydantic import Field

from meishi.cards.document.base import Data, Line, Paragraphs
from meishi.cards.document.recording import RecordingRef


class AudioItem(Data):
    """One recording; `has_download` lets visitors keep it."""

    title: Line = ""
    description: Line = ""
    sound: RecordingRef | None = None
    has_download: bool = False
    transcript: Paragraphs = ""


class AudioData(Data):
    """Recordings, in the order in which they are shown."""

    heading: Line = ""
    items: Annotated[tuple[AudioItem, ...], Field(max_length=50)] = ()
