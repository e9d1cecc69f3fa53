"""What a video holds."""

from meishi.cards.document import AssetRef
from meishi.cards.document.base import Data, Line, Paragraphs
from meishi.cards.document.recording import ElsewhereRef, RecordingRef


class VideoData(Data):
    """A film: a file of the owner, else one on another site.

    `poster` stands for it until it plays, or else `still`, which its provider has; `captions` are shown while it does, where it
    is a file of the owner; `transcript` is for those who cannot hear or see it.
    """

    title: Line = ""
    film: RecordingRef | None = None
    elsewhere: ElsewhereRef | None = None
    poster: AssetRef | None = None
    still: AssetRef | None = None
    captions: RecordingRef | None = None
    transcript: Paragraphs = ""
