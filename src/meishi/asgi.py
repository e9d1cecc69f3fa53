"""The applications that servers run: Django, and the edge in front of it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

from meishi.config import use_django_settings
from meishi.edge.app import from_data_dir
from meishi.lib.limits import BodyLimit
from meishi.themes.typefaces import font_files

ROOM_FOR_FORM = 1024 * 1024  # bytes beside the file itself

use_django_settings()


def _with_static_files(application: Any) -> Any:
    return ServeStaticASGI(
        application,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )


def _add_headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def web() -> Any:
    """Return Django with its static files, safe from bodies without end."""
    limit = settings.UPLOAD_MAX_BYTES + ROOM_FOR_FORM
    larger = {
        end: settings.RECORDING_LIMITS[kind][0] + ROOM_FOR_FORM
        for end, kind in (("/videos/", "video"), ("/sounds/", "audio"))
    }
    django: Any = get_asgi_application()
    return _with_static_files(BodyLimit(django, limit, larger))


def site() -> Any:
    """Return the edge, with Django behind it."""
    return from_data_dir(
        Path(settings.DATA_DIR),
        fallback=web(),
        max_bytes=settings.EDGE_CACHE_BYTES,
        headers=settings.EDGE_HEADERS,
        storage_url=settings.STORAGE_URL,
        built_in=font_files(),
    )
