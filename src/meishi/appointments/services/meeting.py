"""A booking as calendars know it, and the addresses that lead to it.

Each side has its own: the customer's names the host and holds the secret link, the
host's names the customer.
"""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from meishi.appointments.models import Booking
from meishi.appointments.rules.states import State
from meishi.appointments.services import links
from meishi.formats import ical

STATUS: dict[str, ical.Status] = {
    State.HELD: "TENTATIVE",
    State.PENDING: "TENTATIVE",
    State.DECLINED: "CANCELLED",
    State.CANCELLED: "CANCELLED",
    State.EXPIRED: "CANCELLED",
}


def for_customer(booking: Booking) -> ical.Appointment:
    """Return the booking as it stands in its customer's calendar."""
    host = booking.organizer_name
    return _appointment(
        booking,
        summary=f"{booking.service_name} · {host}" if host else booking.service_name,
        description=booking.message,
        url=manage_address(booking),
    )


def for_host(booking: Booking) -> ical.Appointment:
    """Return the booking as it stands in its host's calendar."""
    answers = (
        f"{said.get('question')}: {said.get('answer')}" for said in booking.answers
    )
    lines = [booking.name, booking.email, booking.phone, booking.message, *answers]
    return _appointment(
        booking,
        summary=f"{booking.name} · {booking.service_name}",
        description="\n".join(line for line in lines if line),
        url=owner_address(booking),
    )


def calendar_file(booking: Booking) -> bytes:
    """Return the booking as a file that its customer puts into a calendar."""
    return b"".join(ical.publish([for_customer(booking)]))


def manage_address(booking: Booking) -> str:
    """Return the link by which the customer sees, moves or cancels the booking."""
    return f"{settings.SITE_URL}/booking/{links.current_token(booking, 'manage')}/"


def decide_address(booking: Booking) -> str:
    """Return the link by which the host answers a request."""
    secret = links.current_token(booking, "decision")
    return f"{settings.SITE_URL}/booking/decide/{secret}/"


def owner_address(booking: Booking) -> str:
    """Return where whoever runs the workspace sees the booking."""
    page = reverse("appointments:booking", args=[booking.public_id])
    return f"{settings.SITE_URL}{page}"


def _appointment(
    booking: Booking, *, summary: str, description: str, url: str
) -> ical.Appointment:
    _name, ours = parseaddr(settings.DEFAULT_FROM_EMAIL)
    customer = ical.Person(booking.name, booking.email) if booking.email else None
    return ical.Appointment(
        uid=booking.uid,
        sequence=booking.sequence,
        start=booking.start_at,
        end=booking.end_at,
        summary=summary,
        description=description,
        location=booking.place_detail,
        url=url,
        # A meeting must have an organizer, also where the host has no address.
        organizer=ical.Person(booking.organizer_name, booking.organizer_email or ours),
        attendee=customer,
        status=STATUS.get(booking.state, "CONFIRMED"),
        created=booking.created_at,
        last_modified=booking.updated_at,
    )
