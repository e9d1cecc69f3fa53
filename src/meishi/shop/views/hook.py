"""The webhook of the WhatsApp Business Platform: checked and noted, worked on later."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meishi.formats import whatsapp_cloud
from meishi.shop.access import connected
from meishi.shop.services.cloud.connecting import secret_of
from meishi.shop.services.cloud.receiving import receive

MOST_BYTES = 1_000_000


@csrf_exempt
@require_http_methods(["GET", "POST"])
def hook(request: HttpRequest, connection_id: str) -> HttpResponse:
    """Answer Meta's check, or take a notification whose bytes are signed."""
    connection = connected(connection_id)
    if request.method == "GET":
        told = whatsapp_cloud.challenge(request.GET.dict(), connection.verify_token)
        return _plain(told, 200) if told is not None else _plain("", 403)
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _plain("", 413)
    body = request.body
    header = request.headers.get("X-Hub-Signature-256", "")
    if not whatsapp_cloud.is_signed(body, header, secret_of(connection)):
        return _plain("", 403)
    try:
        whatsapp_cloud.events(body)
        text = body.decode()
    except ValueError:
        return _plain("", 400)
    receive.enqueue(connection.pk, text.replace("\\u0000", ""))
    return _plain("", 200)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain")
