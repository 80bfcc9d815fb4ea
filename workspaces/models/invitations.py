"""An invitation by mail. Its link is signed from the row's id, so no token is stored."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from workspaces.clock import now
from workspaces.models.workspaces import Role, Workspace

LASTS = timedelta(days=7)


class Invitation(models.Model):
    """Open until it is accepted, revoked or a week old."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.EDITOR)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "invitation"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.email} to {self.workspace}"

    @property
    def state(self) -> str:
        """open, accepted, revoked or expired."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > now() else "expired"
