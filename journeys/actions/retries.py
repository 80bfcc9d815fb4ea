"""Trying again what failed: runs at their step, and items that were parked (S15)."""

from django.db import connection, transaction

from journeys.actions.orders import announce, order_runs, wake
from journeys.core.state import Status
from journeys.models import Journey, Parked, Run
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict

ONE_RUN = "id = %(run)s and lane = %(lane)s and status = 4"
FAILED_AT = "status = 4 and (%(step)s = '' or step = %(step)s)"
# A parked timer goes back to its run; every other item goes back to the inbox.
DUE_AGAIN = """
update run set due_at = %(at)s
 where lane = %(lane)s and id = %(run)s and status in (1, 6) and due_at is null
"""
TAKE_BACK = """
with taken as (
    delete from parked where lane = %(lane)s and id = %(id)s
    returning lane, workspace_id, item_at, kind, body, run_id)
insert into inbox (lane, workspace_id, at, kind, body)
select lane, workspace_id, item_at, kind, body from taken where run_id is null
"""
LOCK_LANE = "select lane from lane where lane = %s for update"


def retry_run(actor: Actor, run: Run) -> None:
    """Order one failed run to try its step again."""
    require(actor, Act.RUN)
    if run.status != Status.FAILED:
        raise Conflict("Only a failed run can be tried again.")
    with transaction.atomic():
        order_runs(run.journey_id, "retry", ONE_RUN, now(), run=run.id, lane=run.lane)
        record(actor, "retried", "run", run.id)
        wake([run.lane])


def retry_runs(actor: Actor, journey: Journey, step: str = "") -> int:
    """Order all failed runs of the journey, or those at one step, to try again; how many."""
    require(actor, Act.RUN)
    with transaction.atomic():
        count = order_runs(journey.id, "retry", FAILED_AT, now(), step=step)
        record(actor, "retried runs of", "journey", journey.id, {"step": step, "runs": count})
        announce(journey.workspace_id, [journey.id])
        wake()
    return count


def retry_parked(actor: Actor, parked: Parked) -> None:
    """Hand a parked item to its lane again."""
    require(actor, Act.RUN)
    values = {"lane": parked.lane, "id": parked.id, "run": parked.run_id, "at": parked.item_at}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK_LANE, [parked.lane])
        if parked.run_id is not None:
            cursor.execute(DUE_AGAIN, values)
        cursor.execute(TAKE_BACK, values)
        record(actor, "retried", "parked item", parked.id)
        wake([parked.lane])
