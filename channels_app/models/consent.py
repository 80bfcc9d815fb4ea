"""What customers want to hear, and the addresses that must not be written to."""

from typing import ClassVar

from django.db import models


class Topic(models.Model):
    """A subject that customers may choose. `name` is per language: {"en": "News", "ru": ...}."""

    workspace_id = models.BigIntegerField()
    slug = models.SlugField(max_length=64)
    name = models.JSONField(default=dict)
    # opt_out: wanted until withdrawn; opt_in: not wanted until granted.
    default = models.TextField(default="opt_out")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "topic"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace_id", "slug"], name="topic_slug"),
        ]

    def __str__(self) -> str:
        return self.slug


class Consent(models.Model):
    """The latest word of a customer on a channel (empty topic) or on one topic of it.

    granted: marketing is welcome; withdrawn: no marketing; blocked: nothing at all.
    """

    pk = models.CompositePrimaryKey("lane", "customer_id", "channel", "topic")
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    channel = models.TextField()
    topic = models.TextField(default="")
    workspace_id = models.BigIntegerField()
    state = models.TextField()
    source = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "consent"

    def __str__(self) -> str:
        return f"{self.channel}/{self.topic or '*'}: {self.state}"


class ConsentChange(models.Model):
    """Every change of consent, kept as the proof of it."""

    id = models.BigAutoField(primary_key=True)
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    workspace_id = models.BigIntegerField()
    channel = models.TextField()
    topic = models.TextField()
    state = models.TextField()
    source = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "consent_change"
        indexes: ClassVar = [
            models.Index(fields=["lane", "customer_id", "at"], name="consent_change_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}/{self.topic or '*'}: {self.state}"


class Suppression(models.Model):
    """An address that refused for good, complained, or was barred by hand."""

    pk = models.CompositePrimaryKey("workspace_id", "channel", "address")
    workspace_id = models.BigIntegerField()
    channel = models.TextField()
    address = models.TextField(db_collation="C")
    reason = models.TextField()
    detail = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "suppression"

    def __str__(self) -> str:
        return self.address
