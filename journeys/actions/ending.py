"""Ending one run by a person's order; its drain obeys, and cancels what was not sent yet."""

from django.db import transaction

from journeys.actions.orders import announce, order_runs, wake
from journeys.core.state import Status
from journeys.models import Run
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict

ONE_RUN = "id = %(run)s and lane = %(lane)s and status in (1, 6)"
REASON = "by_hand"


def end_run(actor: Actor, run: Run) -> None:
    """Order a run that is under way to end where it stands."""
    require(actor, Act.RUN)
    if run.status not in (Status.ACTIVE, Status.SETTLING):
        raise Conflict("This run is over already; only one that is under way can be ended.")
    with transaction.atomic():
        order_runs(run.journey_id, "end", ONE_RUN, now(), REASON, run=run.id, lane=run.lane)
        record(actor, "ended", "run", run.id)
        announce(run.workspace_id, [run.journey_id])
        wake([run.lane])
