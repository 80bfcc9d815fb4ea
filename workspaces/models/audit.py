"""Who did what, when, to what."""

from django.conf import settings
from django.db import models

from workspaces.clock import now
from workspaces.models.workspaces import Workspace


class AuditEntry(models.Model):
    """Never changed. `actor` is the name as it was then, so that it outlives the person."""

    # Without a workspace: the deletion of one, which is all that stays of it.
    workspace = models.ForeignKey(Workspace, models.CASCADE, null=True, related_name="audit")
    at = models.DateTimeField(default=now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    actor = models.CharField(max_length=254)
    verb = models.CharField(max_length=50)
    object_kind = models.CharField(max_length=30)
    object_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "audit_entry"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["workspace", "-at", "-id"], name="audit_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.object_kind} {self.object_id}"
