"""Moving the driven clock, so that a live run over recorded events is exact.

The clock stands still while anything is left to do at its instant; and it stops at every due time
of a schedule or date trigger on its way, for those enrol at that very instant.
"""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from psycopg import Connection

from channels_app.delivery import outbox
from journeys.engine import lease, timers
from workspaces import clock

IDLE = """
select not exists (select from inbox where at <= %(now)s)
   and not exists (select from run where due_at <= %(now)s)
   and not exists (select from trigger_timer where due_at <= %(now)s)
"""
# The next thing that happens by time alone, for a replay in which receipts move runs.
NEXT_DUE = """
select least((select min(at) from inbox),
             (select min(due_at) from run where due_at is not null),
             (select min(due_at) from message where status = 1),
             (select min(due_at) from trigger_timer))
"""


def instant(connection: Connection[Any]) -> datetime:
    """Where the clock stands."""
    row = connection.execute(clock.DRIVEN_SQL).fetchone()
    return row[0] if row else clock.now()


def idle(connection: Connection[Any]) -> bool:
    """Whether nothing is left to do at the clock's instant, deliveries included."""
    now = instant(connection)
    row = connection.execute(IDLE, {"now": now}).fetchone()
    return bool(row and row[0]) and outbox.pending(connection, lease.ALL, now) == 0


def wait_until_idle(
    connection: Connection[Any], patience: float = 60.0, pause: float = 0.002
) -> None:
    """TimeoutError when the workers do not come to rest; are any running?"""
    give_up = time.monotonic() + patience
    while not idle(connection):
        if time.monotonic() > give_up:
            raise TimeoutError("The lanes do not come to rest. Is a worker running?")
        time.sleep(pause)


def advance(
    connection: Connection[Any],
    to: datetime,
    *,
    every_due: bool = False,
    wait: Callable[[Connection[Any]], None] = wait_until_idle,
) -> None:
    """Move the clock to an instant, resting at each trigger's due time on the way; with
    `every_due` at each run's and message's, too, which is exact also where receipts move runs."""
    wait(connection)
    while True:
        if every_due:
            row = connection.execute(NEXT_DUE).fetchone()
            stop = row[0] if row else None
        else:
            stop = timers.next_due(connection)
        if stop is None or stop > to:
            break
        connection.execute(clock.ADVANCE_SQL, (stop,))
        wait(connection)
    connection.execute(clock.ADVANCE_SQL, (to,))
    wait(connection)
