"""The pages that belong to no app: the front page, and what machines ask first."""

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from meishi.lib.source import archive
from meishi.ui.forms import SampleForm

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, and begin a card with nothing but a name."""
    return render(request, "ui/front.html")


@cache_control(max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where not to go; each card says for itself whether to list it."""
    ours = [f"Disallow: /{name}/" for name in ("account", "appointments", "cards")]
    lines = ["User-agent: *", *ours, "Allow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@cache_control(max_age=86_400)
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the app to phones that put it on their home screen (W3C manifest)."""
    about = {
        "name": "Meishi",
        "description": _("A digital business card that is yours"),
        "start_url": "/cards/",
        "display": "standalone",
        "background_color": "#f7f3ea",
        "theme_color": "#f7f3ea",
        "icons": [
            {"src": static("ui/favicon.svg"), "type": "image/svg+xml", "sizes": "any"},
            _png("ui/icon-192.png", 192),
            _png("ui/icon-512.png", 512),
            {**_png("ui/icon-maskable-512.png", 512), "purpose": "maskable"},
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json")


@cache_control(max_age=86_400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for the old place to the icon."""
    return redirect(static("ui/favicon.ico"))


def source(request: HttpRequest) -> HttpResponse:
    """Offer the code that runs here, as the licence asks."""
    return render(request, "ui/source.html")


@cache_control(max_age=3600)
def source_archive(request: HttpRequest) -> HttpResponse:
    """Hand over the code that runs here."""
    return HttpResponse(archive(), content_type="application/gzip")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood, or is too much (Django's handler400)."""
    status = 413 if isinstance(exception, TOO_MUCH) else 400
    # Without the request: asking who it is from may fail for the same reason.
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component at once, to those who build with them."""
    if not settings.DEBUG:
        raise Http404
    form = SampleForm({"name": "", "role": "Master carpenter", "is_listed": "on"})
    return render(request, "ui/styleguide.html", {"form": form})


def _png(path: str, size: int) -> dict[str, str]:
    return {"src": static(path), "type": "image/png", "sizes": f"{size}x{size}"}
