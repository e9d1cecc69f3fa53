"""Addresses of appointments."""

from django.urls import path

from meishi.appointments.views import feed
from meishi.appointments.views.owner import (
    blocks,
    bookings,
    calendar,
    entering,
    export,
    external,
    feeds,
    hours,
    people,
    service,
    services,
)
from meishi.appointments.views.visitor import decide, details, manage, picker

app_name = "appointments"
booking = "cards/<slug:card_id>/booking/"
of_service = f"{booking}<slug:service_id>/"
schedule = "appointments/hours/<slug:schedule_id>/"
of_booking = "appointments/bookings/<slug:booking_id>/"
of_calendar = "appointments/calendars/<slug:calendar_id>/"
of_block = "appointments/blocks/<slug:kept_id>/"
pick = "<slug:handle>/book/<slug:service_id>/"
urlpatterns = [
    path("appointments/", calendar.calendar, name="calendar"),
    path("appointments/export/", export.export, name="export"),
    path("appointments/feed/", feeds.feeds, name="feeds"),
    path("appointments/feed/renew/", feeds.renew, name="feed-renew"),
    path("appointments/feed/end/", feeds.end, name="feed-end"),
    path("appointments/feed/<slug:token>.ics", feed.feed, name="feed"),
    path("appointments/new/", entering.choose, name="booking-new"),
    path("appointments/new/<slug:service_id>/", entering.enter, name="booking-add"),
    path(of_booking, bookings.booking, name="booking"),
    path(f"{of_booking}confirm/", bookings.confirm, name="booking-confirm"),
    path(f"{of_booking}decline/", bookings.decline, name="booking-decline"),
    path(f"{of_booking}cancel/", bookings.cancel, name="booking-cancel"),
    path(f"{of_booking}move/", bookings.move, name="booking-move"),
    path(f"{of_booking}drop/", bookings.drop, name="booking-drop"),
    path(f"{of_booking}mark/", bookings.mark, name="booking-mark"),
    path(f"{of_booking}note/", bookings.note, name="booking-note"),
    path("appointments/blocks/", blocks.blocks, name="blocks"),
    path("appointments/blocks/add/", blocks.add, name="block-add"),
    path(of_block, blocks.block, name="block"),
    path(f"{of_block}delete/", blocks.delete, name="block-delete"),
    path(booking, services.services, name="services"),
    path(f"{booking}add/", services.add, name="service-add"),
    path(of_service, service.service, name="service"),
    path(f"{of_service}move/", services.move, name="service-move"),
    path(f"{of_service}switch/", services.switch, name="service-switch"),
    path(f"{of_service}delete/", services.delete, name="service-delete"),
    path("appointments/hours/", hours.schedules, name="schedules"),
    path("appointments/hours/add/", hours.add, name="schedule-add"),
    path(schedule, hours.schedule, name="schedule"),
    path(f"{schedule}delete/", hours.delete, name="schedule-delete"),
    path(f"{schedule}days/", hours.except_days, name="exception-add"),
    path(f"{schedule}days/restore/", hours.restore_days, name="exception-remove"),
    path("appointments/calendars/", external.calendars, name="calendars"),
    path("appointments/calendars/add/", external.add, name="calendar-add"),
    path(of_calendar, external.change, name="calendar-change"),
    path(f"{of_calendar}choose/", external.choose, name="calendar-choose"),
    path(f"{of_calendar}read/", external.read, name="calendar-read"),
    path(f"{of_calendar}remove/", external.remove, name="calendar-remove"),
    path("appointments/people/", people.resources, name="resources"),
    path("appointments/people/add/", people.add, name="resource-add"),
    path("appointments/people/<slug:resource_id>/", people.resource, name="resource"),
    path("<slug:handle>/book/", picker.services, name="book"),
    path(pick, picker.pick, name="pick"),
    path(f"{pick}details/<slug:token>/", details.details, name="details"),
    path("booking/decide/<slug:token>/", decide.decide, name="decide"),
    path("booking/<slug:token>/", manage.manage, name="manage"),
    path("booking/<slug:token>/cancel/", manage.cancel, name="cancel"),
    path(
        "booking/<slug:token>/calendar.ics", manage.calendar_file, name="calendar-file"
    ),
    path("booking/<slug:token>/move/", manage.move, name="move"),
]
