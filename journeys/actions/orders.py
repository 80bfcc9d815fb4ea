"""Orders for runs, put into the inbox (kind 4) for the drain to carry out, and the announcements.

`insert ... select` writes one row per run in one statement, whatever their number.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from journeys.core.ids import LANES
from journeys.models import Kind

WAKE = "sojourn_wake"
LIVE = "sojourn_live"

# Holds every drain back until the commit: each of them moves its lanes' rows when it commits.
HOLD_LANES = "select lane from lane order by lane for update"
ORDER_RUNS = """
insert into inbox (lane, workspace_id, at, kind, body)
select lane, workspace_id, %(at)s, %(kind)s,
       json_build_object('customer_id', customer_id, 'run_id', id,
                         'order', %(order)s::text, 'reason', %(reason)s::text)::text
  from run where journey_id = %(journey)s and {which}
"""


def order_runs(
    journey_id: int, order: str, which: str, at: datetime, reason: str = "", **values: Any
) -> int:
    """Give the order to the journey's runs for which the SQL condition `which` holds; how many."""
    given = {"at": at, "kind": Kind.CONTROL.value, "order": order, "reason": reason}
    with connection.cursor() as cursor:
        cursor.execute(ORDER_RUNS.format(which=which), values | given | {"journey": journey_id})
        return int(cursor.rowcount)


def hold_lanes() -> None:
    """Until the commit no drain commits: what it decided by the old state is decided by then."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD_LANES)


def wake(lanes: Iterable[int] = range(LANES)) -> None:
    """Tell the workers, with the commit, that these lanes have something new."""
    _notify(WAKE, ",".join(str(lane) for lane in sorted(set(lanes))))


def announce(workspace_id: int, journey_ids: Iterable[int]) -> None:
    """Tell the open pages, with the commit, which journeys changed."""
    _notify(LIVE, json.dumps({"w": workspace_id, "j": list(journey_ids)}))


def _notify(channel: str, payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [channel, payload])
