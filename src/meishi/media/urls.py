"""Addresses of media."""

from django.urls import path

from meishi.media import views

app_name = "media"
workspace = "workspaces/<slug:workspace_id>/"
urlpatterns = [
    path(f"{workspace}assets/", views.upload, name="asset-add"),
    path(f"{workspace}videos/", views.upload, {"kind": "video"}, name="video-add"),
    path(f"{workspace}sounds/", views.upload, {"kind": "audio"}, name="audio-add"),
    path(
        f"{workspace}captions/",
        views.upload,
        {"kind": "captions"},
        name="captions-add",
    ),
    path("assets/<slug:asset_id>/", views.state, name="asset-state"),
    path("assets/<slug:asset_id>/preview/", views.preview, name="asset-preview"),
    path("assets/<slug:asset_id>/crops/", views.crop, name="asset-crop"),
]
