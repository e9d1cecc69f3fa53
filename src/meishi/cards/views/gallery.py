"""The themes, each on the card of somebody for whom it was made. Open to everybody."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meishi.cards.compile.example import example_document, example_pictures
from meishi.cards.views.preview import drawn, page_of, source_of
from meishi.formats import qr
from meishi.themes.registry import Theme, all_themes


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every theme."""
    context = {"themes": list(all_themes().values())}
    return render(request, "cards/gallery.html", context)


@require_safe
def example(request: HttpRequest, name: str) -> HttpResponse:
    """Show the example of a theme as visitors would see that card."""
    theme = _theme(name)
    pictures = example_pictures(theme, reverse("cards:theme-example", args=[name]))
    return page_of(source_of(example_document(theme), "example", pictures))


@require_safe
def example_code(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Draw a QR code for the back of the example: it leads to the example."""
    address = reverse("cards:theme-example", args=[_theme(name).name])
    return drawn(qr.svg(qr.matrix(request.build_absolute_uri(address))))


@require_safe
def example_picture(request: HttpRequest, name: str, asset: str) -> FileResponse:
    """Give a picture of the example."""
    path = _theme(name).pictures.get(asset)
    if path is None:
        raise Http404
    return FileResponse(
        path.open("rb"),
        content_type="image/webp",
        headers={"Cache-Control": "public, max-age=86400"},
    )


def _theme(name: str) -> Theme:
    theme = all_themes().get(name)
    if theme is None:
        raise Http404
    return theme
