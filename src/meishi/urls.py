"""Which address leads to which app. Card pages are the edge's, not Django's."""

from django.urls import include, path

from meishi.lib.installation.views import healthz, readyz

handler400 = "meishi.ui.views.bad_request"
handler500 = "meishi.lib.faults.views.server_error"
urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("meishi.ui.urls")),
    path("account/", include("meishi.accounts.urls")),
    path("", include("meishi.workspaces.urls")),
    path("media/", include("meishi.media.urls")),
    path("", include("meishi.cards.urls")),
    path("", include("meishi.insights.urls")),
    path("", include("meishi.appointments.urls")),
    path("", include("meishi.shop.urls")),
]
