"""Numbers for the canvas, and what names have been seen."""

from django.db import models


class CounterDelta(models.Model):
    """Appended once per batch, folded into Counter by a worker; both together are the truth."""

    id = models.BigAutoField(primary_key=True)
    journey_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    step = models.TextField()
    port = models.TextField()
    metric = models.TextField()
    hour = models.DateTimeField()
    n = models.BigIntegerField()

    class Meta:
        db_table = "counter_delta"

    def __str__(self) -> str:
        return f"{self.metric} {self.n}"


class Counter(models.Model):
    """A number of one step (or of the whole journey, step ''), version and hour."""

    pk = models.CompositePrimaryKey("journey_id", "version_id", "step", "port", "metric", "hour")
    journey_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    step = models.TextField()
    port = models.TextField()
    metric = models.TextField()
    hour = models.DateTimeField()
    n = models.BigIntegerField()

    class Meta:
        db_table = "counter"


class Attribute(models.Model):
    """A profile attribute that was seen: its type (mixed when several) and a few examples."""

    pk = models.CompositePrimaryKey("workspace_id", "name")
    workspace_id = models.BigIntegerField()
    name = models.TextField()
    type = models.TextField()
    examples = models.JSONField(default=list)

    class Meta:
        db_table = "attribute"


class EventName(models.Model):
    """An event name that was seen: when last, and its properties {name: {"type", "examples"}}."""

    pk = models.CompositePrimaryKey("workspace_id", "name")
    workspace_id = models.BigIntegerField()
    name = models.TextField()
    last_at = models.DateTimeField()
    properties = models.JSONField(default=dict)

    class Meta:
        db_table = "event_name"
