"""What a request says about the time that is wanted. Nonsense counts as not said."""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest

from meishi.appointments.models import Resource, Service
from meishi.appointments.queries.picker import Choice
from meishi.appointments.rules.month import Month, read_date
from meishi.formats.zone_names import is_zone
from meishi.lib import clock


def choice_of(request: HttpRequest, service: Service, language: str) -> Choice:
    """Return what was chosen, by the address or the form."""
    said = request.POST if request.method == "POST" else request.GET
    day = read_date(said.get("day", ""))
    month = Month.read(said.get("month", ""))
    if day and month is None:
        month = Month.of(day)
    return Choice(
        zone=zone_of(said.get("zone", "")) or host_zone(service),
        language=language,
        month=month,
        day=day,
        resource=resource_of(service, said.get("with", "")),
    )


def start_of(request: HttpRequest) -> datetime | None:
    """Return the instant (UTC) that the form wants."""
    try:
        start = datetime.fromisoformat(request.POST.get("start", ""))
        start = start.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    is_near = abs(start - clock.now()) < timedelta(days=36_500)
    return start if is_near else None


def zone_of(name: str) -> str:
    """Return the name if it is that of a time zone, else ""."""
    return name if is_zone(name) else ""


def host_zone(service: Service) -> str:
    """Return the zone of the first who does the service."""
    offer = service.offers.select_related("schedule").first()
    return offer.schedule.time_zone if offer else "UTC"


def resource_of(service: Service, public_id: str) -> Resource | None:
    """Return who was asked for, None for anybody."""
    if not public_id or len(public_id) > 16:
        return None
    found = Resource.objects.filter(
        offers__service=service, is_active=True, public_id=public_id.replace("\x00", "")
    )
    return found.first()
