"""Addresses of a site that writes what it is sent."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from meishi.lib.outbox import queue
from meishi.lib.outbox.models import Job

handler500 = "meishi.lib.faults.views.server_error"


@csrf_exempt
def book(request):
    if request.method == "POST":
        queue.add("guestbook", {"entry": request.POST["entry"]})
    return HttpResponse(str(Job.objects.filter(task="guestbook").count()))


urlpatterns = [path("book", book)]
