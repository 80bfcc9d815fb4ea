"""Publishing, pausing, resuming and archiving a journey."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from channels_app.delivery import outbox
from journeys.actions.checking import problems_of
from journeys.actions.documents import check_base
from journeys.actions.orders import announce, hold_lanes, order_runs, raw, wake
from journeys.core.ids import LANES
from journeys.engine import timers
from journeys.models import Journey, State, Version
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, Unpublishable

ARCHIVED = "archived"
OVERDUE = "overdue"
# What a pause held back of a run: its due time, or awaited events that came.
HELD_BACK = "status = 1 and (frozen_at is not null or coalesce(state->'held', '[]') <> '[]')"
# Runs of which only the due time was held back can be spread without waking them all at once.
SPREAD = """
update run set due_at = %(now)s::timestamptz + interval '1 second' * %(seconds)s
         * (('x' || substr(md5(id::text), 1, 7))::bit(28)::int / 268435456.0),
       frozen_at = null
 where journey_id = %(journey)s and status = 1 and frozen_at is not null
   and coalesce(state->'held', '[]') = '[]'
"""


def publish(actor: Actor, journey: Journey, note: str, base_revision: int | None = None) -> Version:
    """Make the draft the version that new runs enter; runs under way stay on theirs (S21)."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = _locked(journey)
        if base_revision is not None:
            check_base(current, base_revision)
        if current.state == State.ARCHIVED:
            raise Conflict("This journey is archived. Make a copy to publish it again.")
        problems = problems_of(actor.workspace, current.draft)
        errors = [problem for problem in problems if problem["severity"] == "error"]
        if errors:
            what = f"{len(errors)} things are" if len(errors) > 1 else "One thing is"
            raise Unpublishable(
                f"{what} still wrong in the draft. Mend it, then publish.", problems
            )
        version = _new_version(actor, current, note)
        if current.state == State.DRAFT:
            current.state = State.LIVE
        _changed(current, live_version=version)
        timers.rebuild(raw(), current.id, now())
        record(actor, "published", "journey", journey.id, {"number": version.number, "note": note})
    return version


def pause(actor: Actor, journey: Journey) -> Journey:
    """Freeze it: no entry, no step, no message; exits and goals still act (S22)."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = _locked(journey)
        if current.state != State.LIVE:
            raise Conflict(f"This journey is {current.state}; only a live one can be paused.")
        hold_lanes()
        current.state = State.PAUSED
        _changed(current, paused_at=now())
        outbox.freeze(raw(), range(LANES), current.id)
        record(actor, "paused", "journey", current.id)
    return current


def resume(
    actor: Actor,
    journey: Journey,
    due: str = "now",
    spread: timedelta = timedelta(hours=1),
    older_than: timedelta = timedelta(hours=24),
) -> Journey:
    """Go on; what fell due meanwhile: now, spread over a time, or without old mail (S22)."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = _locked(journey)
        if current.state != State.PAUSED:
            raise Conflict(f"This journey is {current.state}; only a paused one can be resumed.")
        hold_lanes()
        at = now()
        current.state = State.LIVE
        _changed(current, paused_at=None)
        oldest = at - older_than if due == "skip" else None
        _thaw_runs(current.id, at, spread if due == "spread" else None, oldest)
        outbox.thaw(
            raw(),
            range(LANES),
            current.id,
            at,
            spread if due == "spread" else timedelta(0),
            older_than if due == "skip" else None,
        )
        outbox.announce(raw())
        timers.rebuild(raw(), current.id, now())
        record(actor, "resumed", "journey", current.id, {"due": due})
    return current


def archive(actor: Actor, journey: Journey) -> Journey:
    """End its runs with a reason and take no more; history stays (S23)."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = _locked(journey)
        if current.state == State.ARCHIVED:
            raise Conflict("This journey is archived already.")
        hold_lanes()
        at = now()
        current.state = State.ARCHIVED
        _changed(current, archived_at=at)
        ended = order_runs(current.id, "end", "status in (1, 6)", at, reason=ARCHIVED)
        timers.rebuild(raw(), current.id, now())
        record(actor, "archived", "journey", current.id, {"runs": ended})
    return current


def _thaw_runs(
    journey_id: int, at: datetime, spread: timedelta | None, oldest: datetime | None
) -> None:
    if spread is not None:
        with connection.cursor() as cursor:
            seconds = spread.total_seconds()
            cursor.execute(SPREAD, {"journey": journey_id, "now": at, "seconds": seconds})
    if oldest is not None:
        old = f"{HELD_BACK} and frozen_at < %(oldest)s"
        order_runs(journey_id, "skip", old, at, reason=OVERDUE, oldest=oldest)
        rest = f"{HELD_BACK} and (frozen_at is null or frozen_at >= %(oldest)s)"
        order_runs(journey_id, "resume", rest, at, oldest=oldest)
    else:
        order_runs(journey_id, "resume", HELD_BACK, at)


def _new_version(actor: Actor, journey: Journey, note: str) -> Version:
    latest = journey.versions.order_by("-number").first()
    return Version.objects.create(
        journey=journey,
        number=latest.number + 1 if latest else 1,
        document=journey.draft,
        published_at=now(),
        published_by=actor.user,
        note=note,
    )


def _locked(journey: Journey) -> Journey:
    return Journey.objects.select_for_update().get(id=journey.id)


def _changed(journey: Journey, **fields: object) -> None:
    """Save the state with these fields, and tell workers and pages."""
    journey.updated_at = now()
    for name, value in fields.items():
        setattr(journey, name, value)
    journey.save(update_fields=["state", "updated_at", *fields])
    announce(journey.workspace_id, [journey.id])
    wake()
