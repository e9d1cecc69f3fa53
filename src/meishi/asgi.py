"""Django as an ASGI application."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meishi.settings")  # noqa: TID251 (Django reads only this)

application = get_asgi_application()
