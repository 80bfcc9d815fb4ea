"""The addresses that providers call."""

from django.urls import path

from channels_app.callbacks.door import door
from channels_app.callbacks.joining import JoinPage

urlpatterns = [
    path("c/<str:hook>/", door, {"rest": ""}),
    path("c/<str:hook>/<path:rest>", door),
    path("c/<str:hook>", door, {"rest": ""}),
    path("join/<str:token>", JoinPage.as_view()),
]
