"""The one way to a journey, run, customer or parked item that somebody asked for.

Each checks the role and the workspace; what belongs to another workspace is not found.
"""

from uuid import UUID

from journeys.core.ids import LANES, customer_id, identity_key, lane_of
from journeys.models import Customer, Event, Identity, Journey, Parked, Run
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import NotFound

ALL_LANES = range(LANES)


def journey_of(actor: Actor, ref: str, act: Act) -> Journey:
    """By id or by slug."""
    require(actor, act)
    mine = Journey.objects.filter(workspace=actor.workspace).select_related("live_version")
    found = mine.filter(slug=ref).first()
    if found is None and ref.isascii() and ref.isdigit() and len(ref) < 19:
        found = mine.filter(id=int(ref)).first()
    if found is None:
        raise NotFound(f"There is no journey '{ref[:64]}' in this workspace.")
    return found


def run_of(actor: Actor, ref: str, act: Act) -> Run:
    require(actor, act)
    found = None
    if (run_id := _uuid(ref)) is not None:
        mine = Run.objects.filter(lane__in=ALL_LANES, workspace_id=actor.workspace.id)
        found = mine.filter(id=run_id).first()
    if found is None:
        raise NotFound(f"There is no run '{ref[:64]}' in this workspace.")
    return found


def customer_of(actor: Actor, ref: str, act: Act) -> Customer:
    """By the customer's id, else by a userId, else by an anonymousId."""
    require(actor, act)
    workspace_id = actor.workspace.id
    if (given := _uuid(ref)) is not None:
        found = _customer(workspace_id, lane_of(str(given)), given)
        if found is not None:
            return found
    for key in (identity_key(ref, None), identity_key(None, ref)):
        if (found := _by_key(workspace_id, key)) is not None:
            return found
    raise NotFound(f"There is no customer '{ref[:64]}' in this workspace.")


def event_of(actor: Actor, event_id: UUID, act: Act) -> Event:
    require(actor, act)
    mine = Event.objects.filter(lane__in=ALL_LANES, workspace_id=actor.workspace.id)
    found = mine.filter(id=event_id).first()
    if found is None:
        raise NotFound(f"There is no event '{event_id}' in this workspace, or no longer.")
    return found


def parked_of(actor: Actor, lane: int, parked_id: int, act: Act) -> Parked:
    require(actor, act)
    mine = Parked.objects.filter(workspace_id=actor.workspace.id)
    found = mine.filter(lane=lane, id=parked_id).first()
    if found is None:
        raise NotFound(f"There is no parked item {lane}-{parked_id} in this workspace.")
    return found


def _by_key(workspace_id: int, key: str) -> Customer | None:
    """Where the identity leads: to its own customer, or to the one it was merged into."""
    derived = customer_id(workspace_id, key)
    lane = lane_of(derived)
    moved = Identity.objects.filter(lane=lane, workspace_id=workspace_id, key=key).first()
    if moved is not None:
        return _customer(workspace_id, moved.customer_lane, moved.customer_id)
    return _customer(workspace_id, lane, UUID(derived))


def _customer(workspace_id: int, lane: int, wanted: UUID) -> Customer | None:
    mine = Customer.objects.filter(workspace_id=workspace_id, lane=lane)
    return mine.filter(id=wanted).first()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
