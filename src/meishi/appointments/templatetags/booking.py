"""What the pages of visitors ask for."""

from functools import cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from meishi.cards.document.offer import duration
from meishi.formats.zone_names import areas

register = template.Library()


register.filter(duration)


@register.simple_tag
def zone_options(chosen: str) -> SafeString:
    """Return the options of a select for time zones."""
    marked = f'<option value="{chosen}">'
    whole = _options().replace(marked, marked.replace(">", " selected>"), 1)
    if "selected" not in whole:
        own = format_html('<option value="{0}" selected>{0}</option>', chosen)
        return own + mark_safe(whole)  # noqa: S308 (our own)
    return mark_safe(whole)  # noqa: S308 (our own, and a name of a zone)


@cache
def _options() -> str:
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (area, format_html_join("", '<option value="{}">{}</option>', cities))
            for area, cities in areas()
        ),
    )
