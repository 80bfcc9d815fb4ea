"""The only clock: everything that asks the time asks here, so that one can drive it.

With SOJOURN_CLOCK=driven the time is a row of the table `clock`, which only `advance`
moves; so a live run over recorded events is exact. Code that holds a connection of its
own (the drain, the event API) reads the row with `DRIVEN_SQL`.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.db import ProgrammingError, connection

DRIVEN_SQL = "select at from clock where id = 1"
ADVANCE_SQL = """
insert into clock as c (id, at) values (1, %s)
on conflict (id) do update set at = greatest(c.at, excluded.at)
returning at
"""


def driven() -> bool:
    return bool(settings.SOJOURN_CLOCK == "driven")


def now() -> datetime:
    """The present instant, in UTC; a driven clock that was never set reads as the wall clock."""
    if not driven():
        return datetime.now(UTC)
    try:
        with connection.cursor() as cursor:
            cursor.execute(DRIVEN_SQL)
            row = cursor.fetchone()
    except ProgrammingError:  # before the migrations, which ask for defaults, there is no table
        row = None
    at: datetime = row[0] if row else datetime.now(UTC)
    return at.astimezone(UTC)


def advance(to: datetime) -> datetime:
    """Move the driven clock forward, never back; returns where it stands."""
    if not driven():
        raise RuntimeError("The clock runs by itself. Start with SOJOURN_CLOCK=driven to move it.")
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE_SQL, [to])
        row = cursor.fetchone()
    at: datetime = row[0] if row else to
    return at.astimezone(UTC)
