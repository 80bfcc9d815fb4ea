"""Django's admin over journeys and versions, for looking only."""

from django.contrib import admin

from journeys.models import Journey, Version
from workspaces.admin import LookOnly


@admin.register(Journey)
class JourneyAdmin(LookOnly):
    list_display = ["name", "slug", "workspace", "state", "draft_revision", "updated_at"]
    list_filter = ["state"]
    list_select_related = ["workspace"]
    search_fields = ["name", "slug"]


@admin.register(Version)
class VersionAdmin(LookOnly):
    list_display = ["journey", "number", "published_at", "published_by", "note"]
    list_select_related = ["journey", "published_by"]
