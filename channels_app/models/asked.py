"""Messages that a shop's own code asked for, by the keys it gave them."""

from django.db import models


class AskedMessage(models.Model):
    """The caller's key of a message sent by API or SMTP: the same key sends once, to whomever."""

    pk = models.CompositePrimaryKey("workspace_id", "key")
    workspace_id = models.BigIntegerField()
    key = models.TextField(db_collation="C")
    message_id = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "asked_message"

    def __str__(self) -> str:
        return self.key
