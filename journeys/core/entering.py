"""At a journey's door: enter, settle, or leave a refusal with its reason (S5, S7, S8)."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from journeys.core.contract import TriggerLike
from journeys.core.entry import hold_for
from journeys.core.ids import run_id as derive_run_id
from journeys.core.items import MAX_HOPS, Enrol, Event
from journeys.core.person import Claim
from journeys.core.played import Refusal
from journeys.core.program import Program, cause_of, end_run
from journeys.core.stage import Stage, match
from journeys.core.state import PROFILE, Run, Status
from journeys.core.view import MISSING, View, dig

MAX_AGE = timedelta(hours=24)
"""An event older than this wakes no wait (S4); a trigger may say otherwise for its own entries."""


def knock(
    stage: Stage,
    program: Program,
    name: str,
    trigger: TriggerLike,
    event: Event,
    now: datetime,
    matched: list[dict[str, Any]],
) -> None:
    """An event at a trigger's door: enter, settle, or leave a refusal (S8)."""
    view = stage.view(now, event)
    if not trigger.concerns(view):
        return
    reason = ""
    detail: dict[str, Any] = {}
    if event.hops > MAX_HOPS:
        reason, detail = "loop", {"hops": event.hops}
    elif event.historical or now - event.timestamp > (trigger.max_age or MAX_AGE):
        reason, detail = "too_old", {"timestamp": event.timestamp.isoformat()}
    elif program.journey_id in stage.journeys.paused:
        reason = "paused"
    elif not trigger.admits(view):
        absent = trigger.absent(view)
        if absent and trigger.settle:
            stage.keep(_candidate(stage, program, name, event, now, now + trigger.settle))
            matched.append({"journey_id": program.journey_id, "what": "settling"})
            return
        reason, detail = "filter", {"absent": list(absent)} if absent else {}
    entry = _entry_of(event)
    _enter(stage, program, name, entry, view, cause_of(event), reason, detail, matched)


def _candidate(
    stage: Stage, program: Program, trigger: str, event: Event, now: datetime, until: datetime
) -> Run:
    run = _new_run(stage, program, trigger, _entry_of(event), now)
    run.status, run.due_at, run.awaits = Status.SETTLING, until, (PROFILE,)
    run.keep = {"event": msgspec.to_builtins(event)}
    return run


def settle(stage: Stage, cause: Event | None, now: datetime, matched: list[dict[str, Any]]) -> None:
    """The profile changed: ask the triggers of settling entries again (S5)."""
    for run in [r for r in stage.person.runs.values() if r.status == Status.SETTLING]:
        program = stage.journeys.of(run.version_id)
        event = msgspec.convert(run.keep["event"], Event)
        trigger = program.triggers.get(run.trigger) if program else None
        if program is None or trigger is None or program.journey_id in stage.journeys.paused:
            continue
        view = stage.view(now, event)
        if trigger.admits(view):
            _drop(stage, run, now)
            _enter(stage, program, run.trigger, run.entry, view, cause_of(cause), "", {}, matched)


def _drop(stage: Stage, run: Run, now: datetime) -> None:
    gone = replace(run)
    end_run(gone, Status.ENDED, "settled", now)
    gone.keep = {"candidate": True}
    stage.person.runs.pop(run.id, None)
    stage.out.runs[run.id] = gone


def enrol(stage: Stage, item: Enrol, now: datetime) -> None:
    program = stage.journeys.live(item.journey_id)
    trigger = program.triggers.get(item.trigger_id) if program else None
    if program is None or trigger is None:
        return
    event = Event(
        kind="track", name=f"${trigger.kind}", message_id=item.message_id, timestamp=now,
        properties=item.data, at=now,
    )  # fmt: skip
    view = stage.view(now, event)
    reason = ""
    if program.journey_id in stage.journeys.paused:
        reason = "paused"
    elif not trigger.admits(view):
        reason = "filter"
    _enter(stage, program, item.trigger_id, _entry_of(event), view, trigger.kind, reason, {}, [])


def _new_run(
    stage: Stage, program: Program, trigger: str, entry: dict[str, Any], now: datetime
) -> Run:
    rule = program.graph.entry
    value = dig(entry["properties"], rule.key) if rule.key else MISSING
    key = "" if value is MISSING else str(value)[:200]
    return Run(
        id=derive_run_id(program.journey_id, stage.person.id, key, entry["message_id"]),
        journey_id=program.journey_id,
        version_id=program.version_id,
        customer_id=stage.person.id,
        trigger=trigger,
        entry_key=key,
        entry=entry,
        entered_at=now,
    )


def _enter(
    stage: Stage,
    program: Program,
    trigger: str,
    entry: dict[str, Any],
    view: View,
    cause: str,
    reason: str,
    detail: dict[str, Any],
    matched: list[dict[str, Any]],
) -> None:
    now = view.now
    run = _new_run(stage, program, trigger, entry, now)
    known = stage.out.runs.get(run.id) or stage.person.runs.get(run.id)
    if known is not None and not known.keep.get("candidate"):
        return  # a second trigger of the same journey, moved by the same event
    hold = hold_for(
        program.graph.entry, program.journey_id, run.entry_key, stage.person.claims, now,
        stage.workspace_zone,
    )  # fmt: skip
    if not reason and hold.refused_by is not None:
        rule = program.graph.entry.rule
        reason, detail = "rule", {"rule": rule, "run_id": hold.refused_by.run_id}
    if reason:
        stage.out.refusals.append(
            Refusal(now, program.journey_id, trigger, entry["message_id"], reason, detail)
        )
        matched.append({"journey_id": program.journey_id, "what": "refused", "reason": reason})
        return
    if hold.key is not None:
        stage.claim(hold.key, Claim(run.id, now))
    stage.out.started.append(run)
    matched.append(match(run, "entered"))
    stage.person.runs[run.id] = run
    view.run = run
    stage.take(run, program.enter(run, view, cause), view)


def _entry_of(event: Event) -> dict[str, Any]:
    return {
        "name": event.name,
        "message_id": event.message_id,
        "timestamp": event.timestamp.isoformat(),
        "properties": event.properties,
    }


def expire(stage: Stage, run: Run, now: datetime) -> None:
    """The profile field that an entry waited for never came."""
    give_up(stage, run, "settled", now)


def give_up(stage: Stage, run: Run, reason: str, now: datetime) -> None:
    """An entry that was still settling is refused after all."""
    _drop(stage, run, now)
    message_id = run.entry["message_id"]
    stage.out.refusals.append(Refusal(now, run.journey_id, run.trigger, message_id, reason, {}))
