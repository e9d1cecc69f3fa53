"""Addresses of the front page and of what machines ask first."""

from django.urls import path

from meishi.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.front, name="front"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("source/", views.source, name="source"),
    path("source/meishi.tar.gz", views.source_archive, name="source-archive"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
