"""The built-in mailbox: where mail goes while no SMTP server is named."""

from typing import ClassVar

from django.db import models


class MailboxMessage(models.Model):
    """One mail as the customer would get it; the intent can arrive once only."""

    id = models.BigAutoField(primary_key=True)
    workspace_id = models.BigIntegerField()
    intent_id = models.TextField(db_collation="C", unique=True)
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    recipient = models.TextField()
    subject = models.TextField()
    html = models.TextField()
    text = models.TextField()
    headers = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "mailbox_message"
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "id"], name="mailbox_newest"),
        ]

    def __str__(self) -> str:
        return self.subject
