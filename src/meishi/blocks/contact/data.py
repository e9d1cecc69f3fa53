"""Which contact details are shown; the details themselves are the card's identity."""

from meishi.cards.document.base import Data, Line


class ContactData(Data):
    """What to show. `is_plain` writes e-mail addresses and numbers so that programs
    which collect them can read them too."""

    heading: Line = ""
    has_phones: bool = True
    has_emails: bool = True
    has_websites: bool = True
    has_addresses: bool = True
    has_birthday: bool = False
    has_note: bool = True
    has_time_zone: bool = False
    is_plain: bool = False
