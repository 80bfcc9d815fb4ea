"""The addresses that stand in mails."""

from django.urls import path

from channels_app.consent.pages import Preferences, Unsubscribe

urlpatterns = [
    path("u/<str:token>", Unsubscribe.as_view(), name="unsubscribe"),
    path("preferences/<str:token>", Preferences.as_view(), name="preferences"),
]
