"""What tests of visitors have in common."""

from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.links import current_token
from meishi.appointments.tests.test_availability import BOB, at

NINE = "2027-01-19T08:00:00Z"  # in Berlin
TEN = "2027-01-19T09:00:00Z"


def booked(service, start=None):
    """A booking and the address by which its customer manages it."""
    booking = book_slot(service, start or at(9), BOB)
    return booking, f"/booking/{current_token(booking, 'manage')}/"


def text(response):
    return response.content.decode()
