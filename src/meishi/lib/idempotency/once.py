"""A view that makes something once, however often its form is sent."""

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from meishi.lib.idempotency.models import Answer

FIELD = "idempotency_key"
KEY = re.compile(r"[0-9A-Za-z-]{16,64}\Z")
NOT_CONTENT = {FIELD, "csrfmiddlewaretoken"}

type View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Let a POST with an idempotency key have its effect once.

    The key is claimed in the transaction of the effect; a twin waits for it and gets
    the same redirect. Another content under the same key is 422. An answer that is
    no redirect (a form with errors) uses up no key, and undoes what it did.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        key = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if not KEY.match(key):  # not one of ours: then there is nothing to compare
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return _answered(request, key, lambda: view(request, *args, **kwargs))

    return wrapped


def _answered(
    request: HttpRequest, key: str, effect: Callable[[], HttpResponse]
) -> HttpResponse:
    answer, is_new = Answer.objects.get_or_create(
        scope=_scope(request), key=key, defaults={"digest": _digest(request)}
    )
    if not is_new:
        return _again(answer, request)
    response = effect()
    if not isinstance(response, HttpResponseRedirect):
        transaction.set_rollback(True)
        return response
    answer.status, answer.location = response.status_code, response.url
    answer.save(update_fields=["status", "location"])
    return response


def _again(answer: Answer, request: HttpRequest) -> HttpResponse:
    if answer.digest != _digest(request):
        message = _("This form was sent before with other content. Load it anew.")
        return HttpResponse(message, status=422, content_type="text/plain")
    return HttpResponseRedirect(answer.location)


def _scope(request: HttpRequest) -> str:
    user = request.user.pk if request.user.is_authenticated else ""
    return f"{user}:{request.path}"[:200]


def _digest(request: HttpRequest) -> str:
    content = [
        (name, values)
        for name, values in sorted(request.POST.lists())
        if name not in NOT_CONTENT
    ]
    files = [
        (name, [(file.name, file.size) for file in files])
        for name, files in sorted(request.FILES.lists())
    ]
    return sha256(repr((content, files)).encode()).hexdigest()
