"""Addresses of appointments."""

from django.urls import path

from meishi.appointments.views.owner import hours, people, service, services

app_name = "appointments"
booking = "cards/<slug:card_id>/booking/"
of_service = f"{booking}<slug:service_id>/"
schedule = "appointments/hours/<slug:schedule_id>/"
urlpatterns = [
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
    path("appointments/people/", people.resources, name="resources"),
    path("appointments/people/add/", people.add, name="resource-add"),
    path("appointments/people/<slug:resource_id>/", people.resource, name="resource"),
]
