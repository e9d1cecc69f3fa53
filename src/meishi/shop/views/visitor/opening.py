"""When the shop is open, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time
from django.utils.translation import gettext as _

from meishi.formats.locales import locale_of
from meishi.shop.queries.opening import opening_now
from meishi.shop.views.visitor.visit import Visit

DAY = "MMMEd"


def opening_in_words(visit: Visit) -> str:
    """Return what customers are told of a closed shop, "" for an open one."""
    shop = visit.shop
    opening = opening_now(shop)
    if opening.is_open:
        return ""
    if opening.opens_at is None:
        return (
            _("The shop is closed. You can order all the same.")
            if shop.takes_preorders
            else _("The shop is closed.")
        )
    when = {"when": in_words(opening.opens_at, shop.time_zone, visit.language)}
    if shop.takes_preorders:
        return (
            _("The shop is closed until %(when)s. You can order now for then.") % when
        )
    return _("The shop is closed until %(when)s.") % when


def in_words(instant: datetime, zone: str, language: str) -> str:
    """Return an instant as a clock in that zone shows it: `Monday 18 January, 10:00`."""
    there, locale = ZoneInfo(zone), locale_of(language)
    day = format_skeleton(DAY, instant, tzinfo=there, locale=locale)
    return f"{day}, {format_time(instant, 'short', tzinfo=there, locale=locale)}"
