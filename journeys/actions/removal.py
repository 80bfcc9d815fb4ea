"""What a workspace's deletion removes of journeys and customers (see workspaces/deletion.py).

Large tables go lane by lane, each lane in a transaction of its own. What a drain could work on
goes first and under the lane's lock, so that no drain writes for the workspace afterwards, save
for events that come within the seconds in which a revoked key is still believed.
"""

from collections.abc import Callable
from functools import partial

from django.db import connection, transaction

from journeys.actions.orders import raw
from journeys.core.ids import LANES
from journeys.engine import lease
from journeys.models import Journey, State, TriggerTimer
from workspaces import deletion

WORKED_ON = ("inbox", "run", "parked")
KEPT = ("event", "step_log", "refusal", "customer_date", "customer_phone", "identity", "customer")
OF_JOURNEYS = ("counter_delta", "counter")
SEEN = ("attribute", "event_name")

OF_LANE = "delete from {table} where lane = %(lane)s and workspace_id = %(workspace)s"
CLAIMS = "delete from claim where lane = %(lane)s and journey_id = any(%(journeys)s)"
NUMBERS = "delete from {table} where journey_id = any(%(journeys)s)"
NAMES = "delete from {table} where workspace_id = %(workspace)s"


def register() -> None:
    """Called when the app starts; the order is the order of removal."""
    deletion.register("journeys", _stop)
    deletion.register("runs", _work)
    for table in KEPT:
        deletion.register(table, partial(_lanes, OF_LANE.format(table=table)))
    deletion.register("claims", partial(_lanes, CLAIMS))
    for table in OF_JOURNEYS:
        deletion.register(table, partial(_once, NUMBERS.format(table=table)))
    for table in SEEN:
        deletion.register(table, partial(_once, NAMES.format(table=table)))


def _stop(workspace_id: int) -> int:
    """No journey of it takes anybody any more."""
    with transaction.atomic():
        TriggerTimer.objects.filter(workspace_id=workspace_id).delete()
        open_ones = Journey.objects.filter(workspace_id=workspace_id)
        return open_ones.exclude(state=State.ARCHIVED).update(state=State.ARCHIVED)


def _work(workspace_id: int) -> int:
    statements = [OF_LANE.format(table=table) for table in WORKED_ON]
    return _by_lane(workspace_id, statements, lambda lane: lease.lock(raw(), [lane]))


def _lanes(statement: str, workspace_id: int) -> int:
    return _by_lane(workspace_id, [statement])


def _by_lane(
    workspace_id: int, statements: list[str], before: Callable[[int], None] | None = None
) -> int:
    values = _values(workspace_id)
    removed = 0
    for lane in range(LANES):
        with transaction.atomic(), connection.cursor() as cursor:
            if before is not None:
                before(lane)
            for statement in statements:
                cursor.execute(statement, values | {"lane": lane})
                removed += cursor.rowcount
    return removed


def _once(statement: str, workspace_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(workspace_id))
        return int(cursor.rowcount)


def _values(workspace_id: int) -> dict[str, int | list[int]]:
    journeys = Journey.objects.filter(workspace_id=workspace_id).values_list("id", flat=True)
    return {"workspace": workspace_id, "journeys": list(journeys)}
