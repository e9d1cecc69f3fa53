"""An invitation to book a time."""

from django.utils.translation import gettext_lazy as _

from meishi.blocks.booking.data import BookingData
from meishi.blocks.booking.form import BookingForm
from meishi.cards.registry import BlockType

booking = BlockType(
    __name__,
    label=_("Booking"),
    description=_("Visitors book a time with you, without an account."),
    data=BookingData,
    form=BookingForm,
    example=BookingData(
        heading="Come by",
        text="Half an hour in the workshop, with tea. Bring drawings, photographs or "
        "just an idea; we look at it together and find out what it needs.\n\n"
        "You can move or cancel it yourself, up to the last minute.",
        button="Find a time",
    ),
)
