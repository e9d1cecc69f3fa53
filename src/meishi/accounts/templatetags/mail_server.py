"""`{% has_mail_server as is_sent %}`: whether mails leave this installation."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def has_mail_server() -> bool:
    """Say whether mails are sent; else they stay in the administrator's outbox."""
    return "delivery" in settings.MAILERS
