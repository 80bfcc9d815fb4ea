"""Messages on their way and behind us. Large: lane leads the key, and nothing refers to it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Index, Q


class Message(models.Model):
    """One intent to send; `id` is the intent_id, and the key is what keeps it single (S16)."""

    pk = models.CompositePrimaryKey("lane", "id")
    lane = models.SmallIntegerField()
    id = models.TextField(db_collation="C")
    workspace_id = models.BigIntegerField()
    customer_id = models.UUIDField()
    run_id = models.UUIDField(null=True)
    journey_id = models.BigIntegerField(null=True)
    version_id = models.BigIntegerField(null=True)
    step = models.TextField(default="")
    channel = models.TextField()
    recipient = models.TextField()
    topic = models.TextField(default="")
    kind = models.TextField(default="marketing")
    priority = models.SmallIntegerField(default=0)
    zone = models.TextField(default="")
    language = models.TextField(default="")
    content = models.JSONField(null=True)
    context = models.JSONField(default=dict)
    awaited = models.BooleanField(default=False)
    status = models.SmallIntegerField(default=1)
    due_at = models.DateTimeField()
    claimed_by = models.BigIntegerField(null=True)
    attempts = models.SmallIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    reason = models.TextField(default="", db_default="")
    detail = models.JSONField(null=True)

    class Meta:
        db_table = "message"
        indexes: ClassVar = [
            Index(fields=["lane", "due_at"], condition=Q(status=1), name="message_due"),
            Index(fields=["lane", "claimed_by"], condition=Q(status=2), name="message_claimed"),
            Index(fields=["lane", "journey_id"], condition=Q(status=13), name="message_frozen"),
            Index(fields=["workspace_id", "lane"], condition=Q(status=12), name="message_held"),
            Index(fields=["lane", "customer_id", "created_at"], name="message_customer"),
            Index(fields=["workspace_id", "created_at"], name="message_newest"),
            # What came to nothing at a step; a message that is sent never touches it.
            Index(
                fields=["journey_id", "step", "changed_at"],
                condition=Q(status__in=(7, 8, 9)),
                name="message_undelivered",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Claim(models.Model):
    """A batch that a delivery process holds until `until`, which it moves while it lives.

    `begun` names the messages whose hand-over is under way to a provider that would take them
    twice: after a crash their outcome is unknown (S17). All others of the claim never left.
    """

    worker = models.TextField()
    lanes = ArrayField(models.SmallIntegerField())
    until = models.DateTimeField()
    begun = ArrayField(models.TextField(), default=list)

    class Meta:
        db_table = "delivery_claim"

    def __str__(self) -> str:
        return f"{self.worker} #{self.pk}"
