"""A journey and its published versions: the small tables."""

from django.conf import settings
from django.db import models

from workspaces.clock import now


class State(models.TextChoices):
    """What a journey does with events: a draft nothing, a paused one only exits and goals (S22)."""

    DRAFT = "draft"
    LIVE = "live"
    PAUSED = "paused"
    ARCHIVED = "archived"


class Journey(models.Model):
    """One journey. `draft` is the document being edited; `draft_revision` counts its saves."""

    workspace = models.ForeignKey("workspaces.Workspace", models.CASCADE, related_name="journeys")
    slug = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    draft = models.JSONField(default=dict)
    draft_revision = models.IntegerField(default=0)
    draft_saved_at = models.DateTimeField(default=now)
    # Where people find it: short words, and a path such as "Shop/Carts".
    tags = models.JSONField(
        default=list, blank=True, db_default=models.Value([], output_field=models.JSONField())
    )
    folder = models.CharField(max_length=200, default="", blank=True, db_default="")
    live_version = models.ForeignKey(
        "journeys.Version", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    paused_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "journey"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "slug"], name="journey_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A published document. Never changed (S21): runs go on by the version they entered."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="versions")
    number = models.IntegerField()
    document = models.JSONField()
    published_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)

    class Meta:
        db_table = "version"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "number"], name="version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.journey} version {self.number}"
