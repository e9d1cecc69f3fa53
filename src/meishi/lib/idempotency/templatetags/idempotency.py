"""`{% idempotency_key %}`: the hidden field of a form that makes something."""

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meishi.lib.idempotency.once import FIELD

register = template.Library()


@register.simple_tag
def idempotency_key() -> SafeString:
    """Return a hidden field with a new key."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4().hex)
