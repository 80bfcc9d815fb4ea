"""The built-in mailbox: where messages go while no provider is named."""

from typing import ClassVar

from django.db import models


class MailboxMessage(models.Model):
    """One message as the customer would get it; the intent can arrive once only.

    A mail has its own columns; what another channel shows stands in `body`.
    """

    id = models.BigAutoField(primary_key=True)
    workspace_id = models.BigIntegerField()
    intent_id = models.TextField(db_collation="C", unique=True)
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    channel = models.TextField(default="email", db_default="email")
    recipient = models.TextField()
    subject = models.TextField()
    html = models.TextField()
    text = models.TextField()
    headers = models.JSONField()
    body = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "mailbox_message"
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "id"], name="mailbox_newest"),
        ]

    def __str__(self) -> str:
        return self.subject
