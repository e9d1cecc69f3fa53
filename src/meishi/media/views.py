"""Uploading pictures, films and sounds, and asking how far they are.

Answers are JSON, or a fragment of HTML to those who prefer that.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from meishi.lib import storage
from meishi.media.access import editable_asset, editable_workspace, readable_asset
from meishi.media.errors import UnreadablePicture
from meishi.media.forms import CropForm, UploadForm, most_bytes, too_large
from meishi.media.models import Asset, Kind
from meishi.media.queries import preview_of
from meishi.media.services import request_renditions, store_upload

SMALL, LARGE = 320, 960  # pixels across
ROOM_FOR_FORM = 64 * 1024
"""Bytes that a form takes beside its file."""


@csrf_exempt  # whose check would read the body; `_upload` makes it up
@require_POST
def upload(
    request: HttpRequest, workspace_id: str, kind: str = Kind.PICTURE
) -> HttpResponse:
    """Take one `file`; refuse a body that is too long without reading it."""
    wanted = Kind(kind)
    if _content_length(request) > most_bytes(wanted) + ROOM_FOR_FORM:
        return _refused(request, too_large(wanted), status=413)
    try:
        return _upload(request, workspace_id, wanted)
    except OSError:  # the disk is full or away; nothing was kept
        return _refused(request, _no_disk(), status=507)


@csrf_protect
def _upload(request: HttpRequest, workspace_id: str, kind: Kind) -> HttpResponse:
    workspace = editable_workspace(request, workspace_id)
    form = UploadForm(request.POST, request.FILES, kind=kind)
    if not form.is_valid():
        return _refused(request, str(form.errors["file"][0]))
    try:
        asset = store_upload(workspace, form.cleaned_data["file"], kind)
    except UnreadablePicture as problem:
        return _refused(request, str(problem))
    return _shown(request, asset, status=201)


@require_GET
def state(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Say how far an asset is, for those who wait for it."""
    return _shown(request, readable_asset(request, asset_id))


@require_GET
def preview(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Show the whole picture to its owners (`?small`); the original never leaves."""
    widest = SMALL if "small" in request.GET else LARGE
    rendition = preview_of(readable_asset(request, asset_id), widest)
    if rendition is None:
        raise Http404
    try:
        content = storage.get(*rendition.place)
    except OSError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=rendition.media_type)
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def crop(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Have a part of the picture made ready for the card."""
    asset = editable_asset(request, asset_id)
    form = CropForm(request.POST)
    if not form.is_valid():
        message = next(iter(form.errors.values()))[0]
        return _refused(request, str(message))
    cut = request_renditions(asset, form.box)
    return JsonResponse({"id": asset.public_id, "state": cut.state}, status=202)


def _no_disk() -> str:
    return gettext("The file could not be kept, since the disk is full. Try later.")


def _content_length(request: HttpRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def _shown(request: HttpRequest, asset: Asset, status: int = 200) -> HttpResponse:
    if _prefers_html(request):
        return render(request, "media/asset.html", {"asset": asset}, status=status)
    return JsonResponse(_described(asset), status=status)


def _refused(request: HttpRequest, message: str, status: int = 422) -> HttpResponse:
    if _prefers_html(request):
        context = {"message": message}
        return render(request, "media/refused.html", context, status=status)
    return JsonResponse({"message": message}, status=status)


def _prefers_html(request: HttpRequest) -> bool:
    return request.get_preferred_type(["application/json", "text/html"]) == "text/html"


def _described(asset: Asset) -> dict[str, Any]:
    is_ready = asset.state == Asset.State.READY
    preview_url = reverse("media:asset-preview", args=[asset.public_id])
    return {
        "id": asset.public_id,
        "kind": asset.kind,
        "name": asset.original_name,
        "state": asset.state,
        "message": asset.message,
        "width": asset.width,
        "height": asset.height,
        "seconds": asset.duration / 1000,
        "state_url": reverse("media:asset-state", args=[asset.public_id]),
        "preview_url": preview_url if is_ready and asset.is_seen else "",
    }
