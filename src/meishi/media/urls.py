"""Addresses of media."""

from django.urls import path

from meishi.media import views

app_name = "media"
urlpatterns = [
    path("workspaces/<str:workspace_id>/assets/", views.upload, name="asset-add"),
    path("assets/<str:asset_id>/", views.state, name="asset-state"),
    path("assets/<str:asset_id>/preview/", views.preview, name="asset-preview"),
    path("assets/<str:asset_id>/crops/", views.crop, name="asset-crop"),
]
