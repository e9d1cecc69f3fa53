"""What a text holds."""

from meishi.cards.document.base import Data, Line, Paragraphs


class TextData(Data):
    """A text in the subset of Markdown that `formats.markdown` reads."""

    heading: Line = ""
    text: Paragraphs = ""
