"""What the host of a booking is written."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from meishi.appointments.models import Booking, BookingEvent, Service
from meishi.appointments.rules.labels import (
    date_label,
    short_date_label,
    time_label,
    zone_label,
)
from meishi.appointments.rules.states import EventKind
from meishi.appointments.services.mails import words
from meishi.appointments.services.meeting import decide_address, owner_address
from meishi.cards.services.letter import Invitation, Letter, Row

LANGUAGE = "en"  # that of the owner's app
CUSTOMER, HOST = BookingEvent.By.CUSTOMER, BookingEvent.By.HOST


def letter(
    booking: Booking, event: BookingEvent, invitation: Invitation | None
) -> Letter:
    """Return what the host is told of an event.

    `booking` is as it was then (`telling.as_of`).
    """
    is_asked = event.kind == EventKind.REQUESTED
    with override(LANGUAGE):
        heading, lead = _told(booking, event)
        return Letter(
            to=booking.organizer_email,
            reply_to=booking.email,
            sender="",
            language=LANGUAGE,
            subject=_subject(heading, booking),
            heading=heading,
            lead=lead,
            rows=tuple(_rows(booking, event)),
            link=decide_address(booking) if is_asked else owner_address(booking),
            action=_("Confirm or decline") if is_asked else _("See the booking"),
            note=_note(booking) if is_asked else "",
            footer=_("You get this mail because this can be booked with you."),
            invitation=invitation,
        )


def _told(booking: Booking, event: BookingEvent) -> tuple[str, str]:
    customer = {"customer": booking.name}
    match event.kind:
        case EventKind.REQUESTED:
            return _("%(customer)s asks for an appointment") % customer, _(
                "Please confirm or decline it."
            )
        case EventKind.CONFIRMED:
            return _("Booked: %(customer)s") % customer, _(
                "The appointment is confirmed, and the customer has been told."
            )
        case EventKind.MOVED:
            return _("Moved: %(customer)s") % customer, _who_moved(booking, event)
        case EventKind.CANCELLED:
            return _("Cancelled: %(customer)s") % customer, _who_cancelled(
                booking, event
            )
        case EventKind.EXPIRED:
            return _("Not answered in time: %(customer)s") % customer, _(
                "The request has ended, its time is free again, and the customer has "
                "been told."
            )
        case _reminded:
            return _("Soon: %(customer)s") % customer, _(
                "This is a reminder of your appointment."
            )


def _who_moved(booking: Booking, event: BookingEvent) -> str:
    if event.by == CUSTOMER:
        return _("%(customer)s moved it.") % {"customer": booking.name}
    return _("It was moved on your side, and the customer has been told.")


def _who_cancelled(booking: Booking, event: BookingEvent) -> str:
    if event.by == CUSTOMER:
        return _("%(customer)s cancelled it.") % {"customer": booking.name}
    return _("It was cancelled on your side, and the customer has been told.")


def _subject(heading: str, booking: Booking) -> str:
    day = short_date_label(booking.start_at, booking.time_zone, LANGUAGE)
    time = time_label(booking.start_at, booking.time_zone, LANGUAGE)
    return f"{heading}, {booking.service_name}, {day}, {time}"


def _note(booking: Booking) -> str:
    if booking.expires_at is None:
        return ""
    zone = booking.time_zone
    day = date_label(booking.expires_at, zone, LANGUAGE)
    time = time_label(booking.expires_at, zone, LANGUAGE)
    place = zone_label(zone, booking.expires_at, LANGUAGE)
    words = _("Without an answer until %(moment)s the time is free again.")
    return words % {"moment": f"{day}, {time}, {place}"}


def _rows(booking: Booking, event: BookingEvent) -> list[Row]:
    own, theirs = booking.time_zone, booking.customer_time_zone
    span = booking.start_at, booking.end_at
    is_same = own == theirs
    label = _("When") if is_same else _("Your time")
    rows = [
        words.service_row(booking),
        Row(label, words.times(*span, own, LANGUAGE)),
    ]
    if not is_same:
        there = _("Time of %(customer)s") % {"customer": booking.name}
        rows.append(Row(there, words.times(*span, theirs, LANGUAGE)))
    if before := event.detail.get("start_at"):
        old = datetime.fromisoformat(before)
        rows.append(words.old_time_row(booking, old, own, LANGUAGE))
    rows += words.place_rows(_how(booking), booking)
    return rows + words.reason_rows(event.detail.get("reason", "")) + _said(booking)


def _said(booking: Booking) -> list[Row]:
    """Return who comes, and what they wrote."""
    reached = [line for line in (booking.email, booking.phone) if line]
    rows = [Row(_("Customer"), (booking.name, *reached))]
    rows += [
        Row(str(answer.get("question", "")), (str(answer.get("answer", "")),))
        for answer in booking.answers
    ]
    return rows + ([Row(_("Message"), (booking.message,))] if booking.message else [])


def _how(booking: Booking) -> str:
    return {
        Service.Place.PHONE: _("By telephone"),
        Service.Place.VIDEO: _("By video"),
        Service.Place.CUSTOMER: _("At the customer's"),
    }.get(Service.Place(booking.place or Service.Place.IN_PERSON), "")
