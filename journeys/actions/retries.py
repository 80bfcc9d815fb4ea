"""Trying again what failed: runs at their step, and items that were parked (S15)."""

from django.db import transaction

from journeys.actions.orders import announce, order_runs, raw, wake
from journeys.core.state import Status
from journeys.engine import parking
from journeys.models import Journey, Parked, Run
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, NotFound

ONE_RUN = "id = %(run)s and lane = %(lane)s and status = 4"
FAILED_AT = "status = 4 and (%(step)s = '' or step = %(step)s)"


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
    with transaction.atomic():
        if not parking.retry(raw(), parked.workspace_id, parked.lane, parked.id, now()):
            raise NotFound("This item was retried or dropped meanwhile.")
        record(actor, "retried", "parked item", parked.id)
        wake([parked.lane])
