"""Finding the calendars of whoever asks, from any address of their server (RFC 6764)."""

from meishi.appointments.models import ExternalCalendar
from meishi.appointments.services.remote import PURPOSE, Remote, opened
from meishi.formats import caldav
from meishi.lib.outgoing.errors import OutgoingError
from meishi.lib.sealing import Unsealable, sealed

MOST_FOUND = 20


def found_calendars(calendar: ExternalCalendar) -> list[dict[str, str]]:
    """Return what can be chosen in place of an address that is no calendar.

    Of each the `name`, and the `address`, sealed. Nothing where the server tells none.
    """
    try:
        remote = opened(calendar)
        user = _followed(remote, caldav.WHO_ASKS)
        home = _followed(user, caldav.WHERE_ARE_THEIRS) if user else None
        if home is None:
            return []
        listed = caldav.calendars(home.described(caldav.WHICH_ARE_THERE, depth=1))
    except (OutgoingError, caldav.UnreadableAnswer, Unsealable):
        return []
    return [
        {
            "name": (name or link)[:200],
            "address": sealed(there.address, purpose=PURPOSE),
        }
        for link, name in listed[:MOST_FOUND]
        if (there := home.led_to(link))
    ]


def _followed(remote: Remote, question: bytes) -> Remote | None:
    link = caldav.link(remote.described(question))
    return remote.led_to(link) if link else None
