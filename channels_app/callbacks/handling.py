"""A batch of waiting callbacks, each handled once, in any order; what is odd in one harms no other.

Rows are locked while they are handled, so that several processes share them; what is handled stays
for thirty days, to be known again when it comes again.
"""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import psycopg
import structlog
from psycopg import Connection

from channels_app.callbacks import said, told
from channels_app.callbacks.waiting import Again, Row
from channels_app.provider import Told

BATCH = 200
KEPT = timedelta(days=30)
FORGET_AT_ONCE = 5000
SOONEST, LATEST = timedelta(seconds=1), timedelta(minutes=1)

_TAKE = """
select c.id, c.workspace_id, c.account_id, coalesce(a.channel, ''), c.event_id, c.item,
       c.received_at
  from callback c left join channel_account a on a.id = c.account_id
 where c.handled_at is null and (c.again_at is null or c.again_at <= %s)
 order by c.id limit %s for update of c skip locked
"""
_HANDLED = """
update callback c set handled_at = %s, problem = r.p
  from json_to_recordset(%s::json) r(i bigint, p text) where c.id = r.i
"""
_AGAIN = """
update callback c set again_at = r.a
  from json_to_recordset(%s::json) r(i bigint, a timestamptz) where c.id = r.i
"""
_FORGET = """
delete from callback where id in (
    select id from callback where received_at < %s and handled_at is not null limit %s)
"""
_NEXT = "select min(again_at) from callback where handled_at is null"

log = structlog.get_logger(__name__)
_encode = msgspec.json.Encoder().encode


def handle(connection: Connection[Any], now: datetime, size: int = BATCH) -> int:
    """One batch in one transaction; how many were looked at."""
    with connection.transaction():
        rows = connection.execute(_TAKE, (now, size)).fetchall()
        done: list[dict[str, Any]] = []
        again: list[dict[str, Any]] = []
        for values in rows:
            row = Row(*values)
            try:
                done.append({"i": row.id, "p": _one(connection, row, now)})
            except Again:
                # Twice as old each time: a report comes before its reference by moments.
                wait = min(max(now - row.received_at, SOONEST), LATEST)
                again.append({"i": row.id, "a": now + wait})
        if done:
            connection.execute(_HANDLED, (now, _encode(done).decode()))
        if again:
            connection.execute(_AGAIN, (_encode(again).decode(),))
    return len(rows)


def _one(connection: Connection[Any], row: Row, now: datetime) -> str:
    """What hindered it, or "". It is done in any case."""
    if not row.channel:
        return "The account is gone."
    try:
        with connection.transaction():
            item = row.heard()
            heard = told.hear if isinstance(item, Told) else said.hear
            return heard(connection, row, item, now)  # type: ignore[arg-type]
    except (Again, psycopg.OperationalError, psycopg.InterfaceError):
        raise
    except Exception as error:
        log.exception("a callback could not be handled", callback=row.id)
        return f"{type(error).__name__}: {error}"[:500]


def forget(connection: Connection[Any], now: datetime) -> int:
    """Handled ones older than thirty days, some thousands at a time."""
    return connection.execute(_FORGET, (now - KEPT, FORGET_AT_ONCE)).rowcount


def next_again(connection: Connection[Any]) -> datetime | None:
    """When the first one that came too early is looked at again."""
    found = connection.execute(_NEXT).fetchone()
    return found[0] if found else None
