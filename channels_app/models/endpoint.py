"""Where a customer is reached by channels whose addresses are no part of the profile."""

from typing import ClassVar

from django.db import models
from django.db.models import Index, Q


class Endpoint(models.Model):
    """A device, a browser or a chat. One address belongs to one customer: the last who showed it.

    `data` is what the provider needs besides the address: a browser's keys, an app's platform.
    """

    id = models.BigAutoField(primary_key=True)
    workspace_id = models.BigIntegerField()
    channel = models.TextField()
    address = models.TextField(db_collation="C")
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    # The account it can be reached by (a bot knows only its own chats); null for any.
    account_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # When it stopped working, and why: "unregistered", "blocked", "signed_out".
    dropped_at = models.DateTimeField(null=True)
    reason = models.TextField(default="", db_default="")

    class Meta:
        db_table = "endpoint"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace_id", "channel", "address"], name="endpoint_address"
            ),
        ]
        indexes: ClassVar = [
            Index(
                fields=["lane", "customer_id", "channel"],
                condition=Q(dropped_at=None),
                name="endpoint_customer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.address}"
