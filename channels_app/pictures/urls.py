"""Pictures as messages name them."""

from django.urls import path

from channels_app.pictures.pages import picture, qr_code

urlpatterns = [
    path("i/<str:image_id>", picture, name="picture"),
    path("q/<str:token>", qr_code, name="qr"),
]
