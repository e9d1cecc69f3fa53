"""What an invitation to book holds. What can be booked lives in appointments."""

from meishi.cards.document.base import Data, Line, Paragraphs


class BookingData(Data):
    """Words around the button; `button` is the text on it, "" for the usual one."""

    heading: Line = ""
    text: Paragraphs = ""
    button: Line = ""
