"""The addresses that stand in messages."""

from django.urls import path

from channels_app.tracking.pages import pixel, redirect, redirect_short

urlpatterns = [
    path("r/<str:token>", redirect, name="click"),
    path("s/<str:code>", redirect_short, name="short"),
    path("o/<str:token>", pixel, name="open"),
]
