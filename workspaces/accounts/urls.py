"""Account pages of our own, before allauth's."""

from django.urls import path

from workspaces.accounts.views import invitation

urlpatterns = [path("invitation/<str:token>/", invitation, name="invitation")]
