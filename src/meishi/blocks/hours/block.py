"""When somebody is there."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from meishi.blocks.hours.data import HoursData, SpecialDay
from meishi.blocks.hours.form import HoursForm
from meishi.blocks.hours.schema import specification
from meishi.blocks.hours.table import table
from meishi.cards.registry import BlockType

hours = BlockType(
    __name__,
    label=_("Opening hours"),
    description=_("Your week at a glance, and whether you are open right now."),
    data=HoursData,
    form=HoursForm,
    show_context=table,
    structured_data=specification,
    example=HoursData(
        heading="At the workshop",
        zone="Europe/Zurich",
        monday="09:00-12:00, 13:30-18:00",
        tuesday="09:00-12:00, 13:30-18:00",
        wednesday="09:00-12:00, 13:30-18:00",
        thursday="09:00-12:00, 13:30-20:00",
        friday="09:00-12:00",
        items=(
            SpecialDay(on=date(2030, 12, 24), hours="09:00-12:00"),
            SpecialDay(on=date(2030, 12, 25), note="Christmas"),
        ),
    ),
)
