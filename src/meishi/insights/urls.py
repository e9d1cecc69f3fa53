"""Addresses of the counts."""

from django.urls import path

from meishi.insights import views

app_name = "insights"
urlpatterns = [path("cards/<slug:public_id>/insights/", views.card, name="card")]
