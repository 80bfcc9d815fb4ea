"""The customers' own inboxes, which the shop's pages and apps show."""

from typing import ClassVar

from django.db import models


class InboxMessage(models.Model):
    """One message in one customer's inbox; the intent can arrive once only.

    `mark` is the id of the transaction that changed the row last: who read everything that was
    committed before some transaction asks for the rows from its id on (see inapp/reading.py).
    """

    id = models.BigAutoField(primary_key=True)
    workspace_id = models.BigIntegerField()
    intent_id = models.TextField(db_collation="C", unique=True)
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    # A `content.notice.Notice`.
    body = models.JSONField()
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    clicked_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    mark = models.BigIntegerField()

    class Meta:
        db_table = "inbox_message"
        indexes: ClassVar = [
            models.Index(fields=["lane", "customer_id", "mark"], name="inbox_news"),
            models.Index(fields=["workspace_id", "id"], name="inbox_newest"),
        ]

    def __str__(self) -> str:
        return self.intent_id
