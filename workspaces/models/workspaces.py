"""A workspace, and who belongs to it in which role."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from workspaces.clock import now
from workspaces.languages import LANGUAGES
from workspaces.zones import check_zone

SLUG = r"^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$"


class Role(models.TextChoices):
    """What each may do is in permissions.py."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


class Workspace(models.Model):
    """One shop: its customers, journeys, keys and people. Nothing is shared between two."""

    name = models.CharField(max_length=100)
    slug = models.CharField(max_length=50, unique=True, validators=[RegexValidator(SLUG)])
    zone = models.CharField(max_length=64, default="UTC", validators=[check_zone])
    language = models.CharField(max_length=10, choices=LANGUAGES, default="en")
    sender_name = models.CharField(max_length=100, blank=True)
    sender_email = models.EmailField(blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    deleting_at = models.DateTimeField(null=True, blank=True)
    # What deletion has removed so far: {"part": str, "rows": int}; shown while it goes on.
    deleting = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "workspace"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in a workspace."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "membership"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.workspace}: {self.role}"
