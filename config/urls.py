"""Every address of the product, by part."""

from django.contrib import admin
from django.urls import include, path

from journeys.api.sending import SendView

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("workspaces.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("v1/messages", SendView.as_view()),  # beside Segment's calls, which Django never sees
    path("api/v1/", include("workspaces.api.urls")),
    path("api/v1/", include("channels_app.api.urls")),  # before customers/<ref>: customers/token
    path("api/v1/", include("journeys.api.urls")),
    path("api/", include("workspaces.api.nothing")),
    path("", include("channels_app.consent.urls")),
    path("", include("channels_app.callbacks.urls")),
    path("", include("channels_app.pictures.urls")),
    path("", include("channels_app.devices.urls")),
    path("", include("channels_app.tracking.urls")),
    path("", include("config.frontend")),
]
