"""The public addresses of pages and apps below /v1/."""

from django.urls import path

from channels_app.devices import views

urlpatterns = [
    path("v1/endpoints", views.Endpoints.as_view()),
    path("v1/endpoints/drop", views.Dropping.as_view()),
    path("v1/push/key", views.PushKey.as_view()),
    path("v1/push/heard", views.PushHeard.as_view()),
    path("v1/inbox/token", views.VisitorToken.as_view()),
]
