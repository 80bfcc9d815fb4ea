"""What customers did with messages, and the short addresses that lead there."""

from typing import ClassVar

from django.db import models


class Engagement(models.Model):
    """One thing that was done with one message: it was opened, or one of its links was.

    A link that is opened again is the same row, with a later `last_at`.
    """

    pk = models.CompositePrimaryKey("lane", "message_id", "what", "link")
    lane = models.SmallIntegerField()
    message_id = models.TextField(db_collation="C")
    # opened, clicked
    what = models.TextField()
    # A short hash of the address; empty for opens.
    link = models.TextField(default="", db_collation="C")
    workspace_id = models.BigIntegerField()
    customer_id = models.UUIDField()
    url = models.TextField(default="")
    product = models.TextField(default="")
    # Only machines did it so far: a proxy that fetches everything, a scanner of links.
    machine = models.BooleanField(default=False)
    # Which one: apple, gmail, yahoo, scanner.
    by = models.TextField(default="")
    times = models.IntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "engagement"
        indexes: ClassVar = [
            models.Index(fields=["lane", "customer_id", "first_at"], name="engagement_customer"),
            models.Index(fields=["workspace_id", "first_at"], name="engagement_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.what} {self.url}"


class ShortLink(models.Model):
    """Where /s/CODE leads: one link of one message that has no room for a long address."""

    code = models.TextField(primary_key=True, db_collation="C")
    workspace_id = models.BigIntegerField()
    lane = models.SmallIntegerField()
    message_id = models.TextField()
    customer_id = models.UUIDField()
    url = models.TextField()
    product = models.TextField(default="")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "short_link"
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "created_at"], name="short_link_age"),
        ]

    def __str__(self) -> str:
        return self.code
