"""What providers call back with, and the names they give to our messages."""

from typing import ClassVar

from django.db import models
from django.db.models import Index, Q


class Callback(models.Model):
    """One thing that a callback told, kept until it is handled, and after that to know it again."""

    id = models.BigAutoField(primary_key=True)
    workspace_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    event_id = models.TextField(db_collation="C")
    # A `base.Told` or `base.Said`, with its tag.
    item = models.JSONField()
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    # Not before then: the message it speaks of is not known yet.
    again_at = models.DateTimeField(null=True)
    # Why it could not be handled: the message is unknown, the sender is.
    problem = models.TextField(default="", db_default="")

    class Meta:
        db_table = "callback"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account_id", "event_id"], name="callback_event"),
        ]
        indexes: ClassVar = [
            Index(fields=["id"], condition=Q(handled_at=None), name="callback_waiting"),
            Index(fields=["received_at"], name="callback_age"),
        ]

    def __str__(self) -> str:
        return self.event_id


class ProviderRef(models.Model):
    """The provider's own id of a message, by which its reports come back."""

    pk = models.CompositePrimaryKey("account_id", "ref")
    workspace_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    ref = models.TextField(db_collation="C")
    lane = models.SmallIntegerField()
    message_id = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "provider_ref"

    def __str__(self) -> str:
        return self.ref
