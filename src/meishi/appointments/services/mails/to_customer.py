"""What the customer of a booking is written, in their language."""

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
from meishi.appointments.services.meeting import manage_address
from meishi.cards.compile.language import catalogue_of, languages_with_words
from meishi.cards.services.letter import Invitation, Letter, Row

HOST = BookingEvent.By.HOST


def letter(
    booking: Booking, event: BookingEvent, invitation: Invitation | None
) -> Letter:
    """Return what the customer is told of an event.

    `booking` is as it was then (`telling.as_of`).
    """
    language = spoken(booking.language)
    with override(catalogue_of(language)):
        heading, lead = _told(booking, event)
        return Letter(
            to=booking.email,
            reply_to=booking.organizer_email,
            sender=booking.organizer_name,
            language=language,
            subject=_subject(heading, booking, language),
            heading=heading,
            lead=lead,
            rows=tuple(_rows(booking, event, language)),
            link=manage_address(booking),
            action=_action(event),
            note=_note(booking, event, language),
            footer=_("You get this mail because this address was given in a booking."),
            invitation=invitation,
        )


def spoken(tag: str) -> str:
    """Return the tag if there are words in its language, else "en"."""
    primary = tag.partition("-")[0].lower()
    known = {name.partition("-")[0] for name in languages_with_words()}
    return tag if primary in known else "en"


def _told(booking: Booking, event: BookingEvent) -> tuple[str, str]:
    host = {"host": booking.organizer_name}
    match event.kind:
        case EventKind.REQUESTED:
            return _("Your request is waiting for confirmation"), (
                _("%(host)s will confirm or decline it, and you will get a mail.")
                % host
            )
        case EventKind.CONFIRMED:
            return _("Your appointment is confirmed"), (
                _("It is booked with %(host)s.") % host
            )
        case EventKind.DECLINED:
            return _("Your request was declined"), (
                _("%(host)s cannot take this appointment.") % host
            )
        case EventKind.MOVED:
            return _("Your appointment has a new time"), (
                _("%(host)s moved it.") % host
                if event.by == HOST
                else _("You moved it.")
            )
        case EventKind.CANCELLED:
            return _("Your appointment is cancelled"), (
                _("%(host)s cancelled it.") % host
                if event.by == HOST
                else _("You cancelled it.")
            )
        case EventKind.EXPIRED:
            return _("Your request was not answered in time"), (
                _("The time is free again. You can ask %(host)s for another one.")
                % host
            )
        case _reminded:
            return _("Your appointment is soon"), (
                _("This is a reminder of your appointment with %(host)s.") % host
            )


def _subject(heading: str, booking: Booking, language: str) -> str:
    start, zone = booking.start_at, booking.customer_time_zone
    day = short_date_label(start, zone, language)
    when = f"{day}, {time_label(start, zone, language)}"
    return f"{heading}: {booking.service_name}, {when}"


def _action(event: BookingEvent) -> str:
    is_open = event.kind in (
        EventKind.REQUESTED,
        EventKind.CONFIRMED,
        EventKind.MOVED,
        EventKind.REMINDED,
    )
    return _("See, move or cancel") if is_open else _("See the booking")


def _note(booking: Booking, event: BookingEvent, language: str) -> str:
    if event.kind != EventKind.REQUESTED or booking.expires_at is None:
        return ""
    until = _moment(booking.expires_at, booking.customer_time_zone, language)
    return _("The time is kept for you until %(moment)s.") % {"moment": until}


def _moment(instant: datetime, zone: str, language: str) -> str:
    day, time = date_label(instant, zone, language), time_label(instant, zone, language)
    return f"{day}, {time}, {zone_label(zone, instant, language)}"


def _rows(booking: Booking, event: BookingEvent, language: str) -> list[Row]:
    own, theirs = booking.customer_time_zone, booking.time_zone
    span = booking.start_at, booking.end_at
    is_same = own == theirs
    label = _("When") if is_same else _("Your time")
    rows = [
        words.service_row(booking),
        Row(label, words.times(*span, own, language)),
    ]
    if not is_same:
        there = _("Time of %(host)s") % {"host": booking.organizer_name}
        rows.append(Row(there, words.times(*span, theirs, language)))
    if before := event.detail.get("start_at"):
        old = datetime.fromisoformat(before)
        rows.append(words.old_time_row(booking, old, own, language))
    rows += words.place_rows(_how(booking), booking)
    return rows + words.reason_rows(event.detail.get("reason", ""))


def _how(booking: Booking) -> str:
    return {
        Service.Place.PHONE: _("By telephone"),
        Service.Place.VIDEO: _("By video"),
        Service.Place.CUSTOMER: _("At your place"),
    }.get(Service.Place(booking.place or Service.Place.IN_PERSON), "")
