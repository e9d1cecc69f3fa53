"""What load balancers and watchers ask."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from meishi.lib.installation.checks import READY, Level, examine


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether everything works that serving needs: 200, or 503 with what not."""
    findings = {check.__name__: examine(check) for check in READY}
    is_ready = all(found.level is not Level.BAD for found in findings.values())
    # Names only: what exactly is wrong is for the operator, who asks the doctor.
    checks = {name: found.level for name, found in findings.items()}
    body = {"ready": is_ready, "checks": checks}
    return JsonResponse(body, status=200 if is_ready else 503)
