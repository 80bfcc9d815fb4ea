"""An item that breaks its batch stands aside with its error, so that the lane goes on (S15)."""

from datetime import datetime
from typing import Any

from psycopg import Connection

from journeys.engine import lease
from journeys.engine.store import Due, Row

TIMER = 5
"""The kind of a parked due time; the others are those of the inbox."""

PARK_ROW = """
with gone as (
    delete from inbox where lane = %(lane)s and id = %(id)s
    returning lane, workspace_id, kind, body, at)
insert into parked (lane, workspace_id, kind, body, error, item_at, at)
select lane, workspace_id, kind, body, %(error)s, at, %(now)s from gone
"""
PARK_TIMER = """
with still as (
    update run set due_at = null where lane = %(lane)s and id = %(run)s and due_at = %(due)s
    returning lane, id, workspace_id, customer_id)
insert into parked (lane, workspace_id, kind, body, run_id, customer_id, error, item_at, at)
select lane, workspace_id, 5, '', id, customer_id, %(error)s, %(due)s, %(now)s from still
"""

RETRY_ROW = """
insert into inbox (lane, workspace_id, at, kind, body)
select lane, workspace_id, %(now)s, kind, body from parked
 where lane = %(lane)s and id = %(id)s and kind <> 5
"""
RETRY_TIMER = """
update run r set due_at = p.item_at from parked p
 where p.lane = %(lane)s and p.id = %(id)s and p.kind = 5
   and r.lane = p.lane and r.id = p.run_id and r.due_at is null and r.status in (1, 6)
"""
DROP = "delete from parked where lane = %(lane)s and id = %(id)s and workspace_id = %(workspace)s"


def park(connection: Connection[Any], item: Row | Due, error: str, now: datetime) -> None:
    """Set one item aside, in a transaction of its own."""
    values: dict[str, Any] = {"lane": item.lane, "error": error[:4000], "now": now}
    with connection.transaction():
        lease.lock(connection, [item.lane])
        if isinstance(item, Row):
            connection.execute(PARK_ROW, {**values, "id": item.id})
        else:
            connection.execute(PARK_TIMER, {**values, "run": item.run_id, "due": item.due_at})


def retry(
    connection: Connection[Any], workspace_id: int, lane: int, parked_id: int, now: datetime
) -> bool:
    """Hand it to the lane again, in the caller's transaction; whether it was there."""
    lease.lock(connection, [lane])
    values = {"lane": lane, "id": parked_id, "workspace": workspace_id, "now": now}
    there = connection.execute(
        "select 1 from parked where lane = %(lane)s and id = %(id)s"
        " and workspace_id = %(workspace)s",
        values,
    ).fetchone()
    if there is None:
        return False
    connection.execute(RETRY_ROW, values)
    connection.execute(RETRY_TIMER, values)
    connection.execute(DROP, values)
    return True
