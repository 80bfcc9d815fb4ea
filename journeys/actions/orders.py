"""Orders for runs, put into the inbox (kind 4) for the drain to carry out, and the announcements.

`insert ... select` writes one row per run in one statement, whatever their number.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, LiteralString, cast

import psycopg
from django.db import connection

from journeys.core.ids import LANES
from journeys.engine import intake, lease, wire
from journeys.engine.announce import LIVE
from journeys.models import Kind

ORDER_RUNS = """
insert into inbox (lane, workspace_id, at, kind, body)
select lane, workspace_id, %(at)s, %(kind)s,
       json_build_object('customer_id', customer_id, 'run_id', id,
                         'order', %(order)s::text, 'reason', %(reason)s::text)::text
  from run where journey_id = %(journey)s and {which}
"""


class _Engines:
    """Django's connection with psycopg's own cursors: Django's bind on the client, as text only."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def cursor(self) -> psycopg.Cursor[Any]:
        return psycopg.Cursor(self.connection)

    def execute(self, query: LiteralString, values: Any = None) -> psycopg.Cursor[Any]:
        return self.cursor().execute(query, values)


def raw() -> psycopg.Connection[Any]:
    """Django's connection of this thread as the engine wants it; the transaction is Django's."""
    connection.ensure_connection()
    wire.register(connection.connection)
    return cast(psycopg.Connection[Any], _Engines(connection.connection))


def order_runs(
    journey_id: int, order: str, which: str, at: datetime, reason: str = "", **values: Any
) -> int:
    """Give the order to the journey's runs for which the SQL condition `which` holds; how many."""
    given = {"at": at, "kind": Kind.CONTROL.value, "order": order, "reason": reason}
    with connection.cursor() as cursor:
        cursor.execute(ORDER_RUNS.format(which=which), values | given | {"journey": journey_id})
        return int(cursor.rowcount)


def hold_lanes() -> None:
    """Until the commit no drain writes: what it decided by the old state was written before."""
    lease.lock(raw(), range(LANES))


def wake(lanes: Iterable[int] = range(LANES)) -> None:
    """Tell the workers, with the commit, that these lanes have something new."""
    intake.wake(raw(), lanes)


def announce(workspace_id: int, journey_ids: Iterable[int], by: int | None = None) -> None:
    """Tell the open pages, with the commit, which journeys changed, and by which person."""
    ids = list(journey_ids)
    drafts = [f"{journey}:{by or ''}" for journey in ids]
    payload = json.dumps({"w": workspace_id, "j": ids, "d": drafts})
    raw().execute("select pg_notify(%s, %s)", [LIVE, payload])
