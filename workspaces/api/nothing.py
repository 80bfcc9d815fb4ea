"""Included last below /api/: whatever no part of the API knows is a 404 in the one shape."""

from django.urls import re_path

from workspaces.api.views import NothingView

urlpatterns = [re_path(r"^.*$", NothingView.as_view())]
