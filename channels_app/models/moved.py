"""Customers who became another one."""

from django.db import models


class MovedCustomer(models.Model):
    """Links in old mails name the customer who was merged away; here is who it is now."""

    pk = models.CompositePrimaryKey("lane", "id")
    lane = models.SmallIntegerField()
    id = models.UUIDField()
    workspace_id = models.BigIntegerField()
    to_lane = models.SmallIntegerField()
    to_id = models.UUIDField()

    class Meta:
        db_table = "moved_customer"

    def __str__(self) -> str:
        return f"{self.id} is {self.to_id}"
