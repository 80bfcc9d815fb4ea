"""The accounts by which a workspace's messages leave: by whom, for what, and how they fare."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ChannelAccount(models.Model):
    """One account of one provider. Several may serve a kind of channel; the lowest `place` first.

    `settings` is the open part of what the provider's `Settings` declare, `secrets` the rest,
    sealed (see `sealing`). `hook` is the secret part of the address of its callbacks.
    """

    workspace_id = models.BigIntegerField()
    channel = models.TextField()
    provider = models.TextField()
    name = models.TextField()
    settings = models.JSONField(default=dict)
    secrets = models.TextField(default="")
    hook = models.TextField(unique=True)
    # The topics it carries; none means all of them.
    topics = ArrayField(models.TextField(), default=list)
    place = models.SmallIntegerField(default=0)
    enabled = models.BooleanField(default=True)
    # Messages per second over all workers; null means no limit.
    per_second = models.FloatField(null=True)
    # {"start": "2026-11-22", "first": 50, "factor": 1.5}: at most first * factor^days a day.
    warm_up = models.JSONField(null=True)
    # Until when messages beyond its limits have been given their times already.
    booked_until = models.DateTimeField(null=True)
    # Health: how often it failed since it last worked, until when nothing is tried, what was said.
    failures = models.IntegerField(default=0, db_default=0)
    rests_until = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    # The newest ten: [{"at": ..., "what": ..., "permanent": ...}]
    errors = models.JSONField(default=list)
    # Callbacks that did not prove themselves.
    callbacks_refused = models.IntegerField(default=0, db_default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "channel_account"
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "channel", "place"], name="account_order"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.provider})"


class AccountUse(models.Model):
    """How many messages an account took in one second, or on one day of its warm-up."""

    pk = models.CompositePrimaryKey("account_id", "period")
    workspace_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    # "2026-11-22T10:00:07" or "2026-11-22".
    period = models.TextField(db_collation="C")
    used = models.IntegerField()

    class Meta:
        db_table = "account_use"

    def __str__(self) -> str:
        return f"{self.account_id} {self.period}: {self.used}"
