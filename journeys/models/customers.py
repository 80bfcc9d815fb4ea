"""Customers and how events find them. The key leads with the lane; there are no foreign keys."""

from typing import ClassVar

from django.db import models
from django.db.models import Index


class Customer(models.Model):
    """One person of one workspace. `times` has the event time that set each attribute (S3)."""

    pk = models.CompositePrimaryKey("lane", "id")
    lane = models.SmallIntegerField()
    id = models.UUIDField()
    workspace_id = models.BigIntegerField()
    user_id = models.TextField(null=True)  # noqa: DJ001 - null: not known
    anonymous_id = models.TextField(null=True)  # noqa: DJ001 - null: not known
    profile = models.JSONField(default=dict)
    times = models.JSONField(default=dict)
    zone = models.TextField(null=True)  # noqa: DJ001 - null: the workspace's
    language = models.TextField(null=True)  # noqa: DJ001 - null: the workspace's
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "customer"


class Identity(models.Model):
    """An id whose customer is not the one derived from it: it was merged into another (S25).

    `lane` is the lane of the derived customer, where events that carry this id arrive.
    """

    pk = models.CompositePrimaryKey("lane", "workspace_id", "key")
    lane = models.SmallIntegerField()
    workspace_id = models.BigIntegerField()
    key = models.TextField()
    customer_lane = models.SmallIntegerField()
    customer_id = models.UUIDField()

    class Meta:
        db_table = "identity"


class CustomerDate(models.Model):
    """A date in a profile that a date trigger uses: found by its day, month * 100 + day."""

    pk = models.CompositePrimaryKey("lane", "customer_id", "attribute")
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    workspace_id = models.BigIntegerField()
    attribute = models.TextField()
    day = models.SmallIntegerField()
    year = models.SmallIntegerField()

    class Meta:
        db_table = "customer_date"


class CustomerPhone(models.Model):
    """The digits of a profile's phone, by which those who write or call are known.

    Apart, for an index on the profile would end the in-place updates of customers.
    """

    pk = models.CompositePrimaryKey("lane", "customer_id")
    lane = models.SmallIntegerField()
    customer_id = models.UUIDField()
    workspace_id = models.BigIntegerField()
    digits = models.TextField(db_collation="C")

    class Meta:
        db_table = "customer_phone"
        indexes: ClassVar = [Index(fields=["workspace_id", "digits"], name="customer_phone_digits")]
