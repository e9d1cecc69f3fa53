"""Addresses of media."""

from django.urls import path

from meishi.media import views

app_name = "media"
urlpatterns = [
    path("workspaces/<slug:workspace_id>/assets/", views.upload, name="asset-add"),
    path("assets/<slug:asset_id>/", views.state, name="asset-state"),
    path("assets/<slug:asset_id>/preview/", views.preview, name="asset-preview"),
    path("assets/<slug:asset_id>/crops/", views.crop, name="asset-crop"),
]
