"""What waits: lanes and their leases, the inbox, parked items, trigger timers; and the workers."""

from django.db import models


class Kind(models.IntegerChoices):
    """What a row of the inbox holds: which struct of core/items.py its body decodes to."""

    EVENT = 1
    ENROL = 2
    REPORT = 3
    CONTROL = 4


class Lane(models.Model):
    """One of the 64 lanes, and the worker that holds it until the lease runs out."""

    lane = models.SmallIntegerField(primary_key=True)
    leased_by = models.TextField(null=True)  # noqa: DJ001 - null: nobody
    leased_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "lane"

    def __str__(self) -> str:
        return str(self.lane)


class Inbox(models.Model):
    """An accepted item, deleted in the transaction that handles it."""

    pk = models.CompositePrimaryKey("lane", "id")
    lane = models.SmallIntegerField()
    id = models.BigIntegerField()
    workspace_id = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.SmallIntegerField(choices=Kind.choices)
    body = models.TextField()

    class Meta:
        db_table = "inbox"


class Parked(models.Model):
    """An item that could not be handled (S15): with its error, until somebody retries or drops it.

    `run_id` is set when it was a run's own timer; the run then has no due time until the retry.
    """

    pk = models.CompositePrimaryKey("lane", "id")
    lane = models.SmallIntegerField()
    id = models.BigIntegerField()
    workspace_id = models.BigIntegerField()
    kind = models.SmallIntegerField()
    body = models.TextField()
    run_id = models.UUIDField(null=True)
    customer_id = models.UUIDField(null=True)
    error = models.TextField()
    item_at = models.DateTimeField()
    at = models.DateTimeField()
    attempts = models.IntegerField(default=1)

    class Meta:
        db_table = "parked"


class TriggerTimer(models.Model):
    """When a schedule or date trigger of a live version falls due next, per zone."""

    pk = models.CompositePrimaryKey("journey_id", "trigger_id", "zone")
    workspace_id = models.BigIntegerField()
    journey_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    trigger_id = models.TextField()
    zone = models.TextField()
    due_at = models.DateTimeField()

    class Meta:
        db_table = "trigger_timer"


class Worker(models.Model):
    """A running worker process, for the operations page; `seen_at` is its heartbeat."""

    name = models.TextField(primary_key=True)
    host = models.TextField()
    pid = models.IntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    lanes = models.IntegerField(default=0)
    handled = models.BigIntegerField(default=0)
    rss_mib = models.IntegerField(default=0)

    class Meta:
        db_table = "worker"

    def __str__(self) -> str:
        return self.name
