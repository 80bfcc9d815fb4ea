"""Runs, and the claims that hold the re-entry rules (S7)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Run(models.Model):
    """One customer's way through one version; journeys.core.state.Run as a row.

    `state` holds what only the core reads: trigger, keep, vars, visits. `status` is core's Status.
    """

    pk = models.CompositePrimaryKey("lane", "id")
    lane = models.SmallIntegerField()
    id = models.UUIDField()
    workspace_id = models.BigIntegerField()
    journey_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    customer_id = models.UUIDField()
    status = models.SmallIntegerField()
    step = models.TextField(null=True)  # noqa: DJ001 - null: settling
    visit = models.IntegerField()
    due_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    awaits = ArrayField(models.TextField())
    entry = models.JSONField()
    state = models.JSONField()
    claim_key = models.TextField()
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField()

    class Meta:
        db_table = "run"


class Claim(models.Model):
    """A place taken by a run: the unique key is what makes a re-entry rule hold (S7)."""

    pk = models.CompositePrimaryKey("lane", "journey_id", "customer_id", "key", "slot")
    lane = models.SmallIntegerField()
    journey_id = models.BigIntegerField()
    customer_id = models.UUIDField()
    key = models.TextField()
    slot = models.TextField()
    run_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "claim"
