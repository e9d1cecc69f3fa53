"""The page for a failure inside: what it was in plain words, and the form kept."""

import errno
import json
import sys
from dataclasses import dataclass

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meishi.lib.requests import number_of

FULL = ("disk is full", "could not extend file", "No space left on device")
RETRY_AFTER = "10"  # seconds


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of failure: its HTTP status and what to say about it."""

    status: int
    title: str | Promise
    text: str | Promise


DISK_FULL = Fault(
    507,
    _("There is no room left"),
    _(
        "This server's disk is full, so nothing could be stored. What you entered is "
        "kept below. Please tell whoever runs this site, and try again later."
    ),
)
DATABASE_AWAY = Fault(
    503,
    _("One moment, please"),
    _(
        "The database does not answer just now, so nothing was stored. What you "
        "entered is kept below; try again in a few seconds."
    ),
)
UNKNOWN = Fault(
    500,
    _("Something went wrong"),
    _(
        "This is our fault, and it has been noted. Try again; if it stays, tell "
        "whoever runs this site the number below."
    ),
)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed (Django's handler500)."""
    fault = fault_of(sys.exc_info()[1])
    context = {
        "fault": fault,
        "number": number_of(request),
        "kept": _kept(request) if fault is not UNKNOWN else [],
        "action": request.get_full_path(),
    }
    page = render_to_string("lib/faults/fault.html", context)
    response = HttpResponse(page, status=fault.status)
    response["Cache-Control"] = "no-store"
    if fault is not UNKNOWN:
        response["Retry-After"] = RETRY_AFTER
    if "HX-Request" in request.headers:  # the page with the form stays as it is
        response["HX-Reswap"] = "none"
        response["HX-Trigger"] = json.dumps({"ms-fault": {"text": str(fault.text)}})
    return response


def fault_of(error: BaseException | None) -> Fault:
    """Say which kind of failure the error, or one that caused it, is."""
    while error is not None:
        if _is_full(error):
            return DISK_FULL
        if isinstance(error, OperationalError | InterfaceError):
            return DATABASE_AWAY
        error = error.__cause__ or error.__context__
    return UNKNOWN


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, OperationalError) and any(
        words in str(error) for words in FULL
    )


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of the form that was sent, to be sent again."""
    if request.method != "POST":
        return []
    try:
        return [(k, v) for k, values in request.POST.lists() for v in map(str, values)]
    except (OSError, ValueError):
        return []
