"""The driven clock's one row (see workspaces/clock.py)."""

from django.db import models


class Clock(models.Model):
    """Read only with SOJOURN_CLOCK=driven; no row means that nobody has set it yet."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        db_table = "clock"
        constraints = [models.CheckConstraint(name="clock_one_row", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return self.at.isoformat()
