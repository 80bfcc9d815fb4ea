"""The part of /api/v1/ that belongs to this app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
