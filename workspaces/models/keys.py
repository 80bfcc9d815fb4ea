"""API keys: a write key posts events and is public by nature, a secret key manages."""

from django.conf import settings
from django.db import models

from workspaces.clock import now
from workspaces.models.workspaces import Workspace


class KeyKind(models.TextChoices):
    WRITE = "write"
    SECRET = "secret"  # noqa: S105 - a kind of key, not a key


class ApiKey(models.Model):
    """Found by its digest. Only a write key keeps its text, so that it can be shown again."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=10, choices=KeyKind.choices)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=16)
    text = models.CharField(max_length=80, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    created_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "api_key"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="secret_key_has_no_text",
                condition=models.Q(kind=KeyKind.WRITE) | models.Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint})"
