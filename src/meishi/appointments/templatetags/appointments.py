"""What the templates of appointments ask for."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meishi.appointments.forms.fields import city, hours_text, length
from meishi.appointments.models import Schedule
from meishi.appointments.rules.week import grouped_week

register = template.Library()
DAYS = tuple(
    gettext_lazy(day) for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
)

register.filter(city)


@register.filter
def in_words(minutes: int) -> str:
    """Return a length of time in words."""
    return length(minutes)


@register.filter
def hours_in_words(spans: list[list[int]], nothing: str | None = None) -> str:
    """Return the hours of a day as a line, or `nothing` for a day that is closed."""
    closed = _("closed") if nothing is None else nothing
    return hours_text(spans) or closed


@register.filter
def week_in_words(schedule: Schedule) -> str:
    """Return the week in short: "Mon–Fri 09:00–17:00, Sat 10:00–14:00"."""
    parts = []
    for first, last, spans in grouped_week(schedule.weekly):
        days = DAYS[first] if first == last else f"{DAYS[first]}–{DAYS[last]}"
        parts.append(f"{days} {hours_text(spans)}")
    return ", ".join(parts) or _("always closed")
