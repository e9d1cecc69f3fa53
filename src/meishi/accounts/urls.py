"""Sign-up, sign-in, recovery: allauth's addresses, and a few of our own."""

from django.urls import include, path

from meishi.accounts.views import account as views
from meishi.accounts.views import notifications

urlpatterns = [
    path("first/<slug:token>/", views.first_admin, name="first-admin"),
    path("delete/", views.delete, name="account-delete"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:number>/", views.mail, name="mail"),
    path("outbox/<int:number>/retry/", views.mail_retry, name="mail-retry"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/add/", notifications.add, name="notification-add"),
    path("notifications/try/", notifications.try_out, name="notification-try"),
    path("notifications/worker.js", notifications.worker, name="notification-worker"),
    path(
        "notifications/<slug:device_id>/remove/",
        notifications.remove,
        name="notification-remove",
    ),
    path("", include("allauth.urls")),
]
