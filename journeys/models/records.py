"""What happened: events, moves, refused entries. Append-only, partitioned by month of `at`.

Only `event` has a key in the database; the other two name one because the ORM wants it.
"""

from django.db import models


class Event(models.Model):
    """One accepted event; `at` is when it was accepted, `ts` when it happened (S6).

    `id` is the hash of workspace, identity and messageId (S2); `matched` lists what it did.
    """

    pk = models.CompositePrimaryKey("lane", "id", "at")
    lane = models.SmallIntegerField()
    id = models.UUIDField()
    at = models.DateTimeField()
    ts = models.DateTimeField()
    workspace_id = models.BigIntegerField()
    customer_id = models.UUIDField()
    name = models.TextField()
    kind = models.TextField()
    message_id = models.TextField()
    properties = models.JSONField()
    context = models.JSONField(null=True)
    historical = models.BooleanField(default=False)
    matched = models.JSONField(null=True)

    class Meta:
        db_table = "event"


class StepLog(models.Model):
    """A run left a step by a port (or ended, or began to wait): what, when and why (S27)."""

    pk = models.CompositePrimaryKey("lane", "run_id", "visit", "at")
    lane = models.SmallIntegerField()
    at = models.DateTimeField()
    workspace_id = models.BigIntegerField()
    customer_id = models.UUIDField()
    run_id = models.UUIDField()
    journey_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    visit = models.IntegerField()
    step = models.TextField()
    port = models.TextField()
    cause = models.TextField()
    detail = models.JSONField(null=True)

    class Meta:
        db_table = "step_log"


class Refusal(models.Model):
    """An entry that was refused, with its reason (S8)."""

    pk = models.CompositePrimaryKey("lane", "customer_id", "journey_id", "message_id", "at")
    lane = models.SmallIntegerField()
    at = models.DateTimeField()
    workspace_id = models.BigIntegerField()
    customer_id = models.UUIDField()
    journey_id = models.BigIntegerField()
    trigger_id = models.TextField()
    message_id = models.TextField()
    reason = models.TextField()
    detail = models.JSONField(null=True)

    class Meta:
        db_table = "refusal"
