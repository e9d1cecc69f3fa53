"""Sign-up, sign-in, recovery: allauth's addresses, and a few of our own."""

from django.urls import include, path

from meishi.accounts import views

urlpatterns = [
    path("first/<slug:token>/", views.first_admin, name="first-admin"),
    path("delete/", views.delete, name="account-delete"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:number>/", views.mail, name="mail"),
    path("outbox/<int:number>/retry/", views.mail_retry, name="mail-retry"),
    path("", include("allauth.urls")),
]
