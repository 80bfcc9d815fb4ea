"""One event, in its order (S3): the profile, then exits and goals, then waits, then entries; so an
event never satisfies a wait of the run that it starts."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from journeys.core.entering import MAX_AGE, knock, settle
from journeys.core.items import UNSUBSCRIBED, Event, Report
from journeys.core.person import identify
from journeys.core.played import Handled
from journeys.core.program import Program
from journeys.core.stage import Stage, match
from journeys.core.state import PROFILE, Run, Status
from journeys.core.view import Occurrence, View

MAX_HELD = 20
"""How many awaited events of a pause are kept for a run."""


def happen(stage: Stage, event: Event, now: datetime) -> None:
    matched: list[dict[str, Any]] = []
    changed = identify(stage.person, event)
    stage.out.profile_changed |= changed
    if event.name in stage.journeys.history(stage.person.workspace_id):
        past = stage.person.history.setdefault(event.name, [])
        past.append(Occurrence(event.timestamp, event.properties))
    standing = [run for run in stage.person.runs.values() if run.active]
    fresh = not event.historical and now - event.timestamp <= MAX_AGE
    if not event.historical:
        _exits_and_goals(stage, standing, event, now, fresh, changed, matched)
    if fresh:
        _waits(stage, standing, event, now, changed, matched)
    if changed:
        settle(stage, event, now, matched)
    for program, name, trigger in stage.journeys.entering(stage.person.workspace_id, event.name):
        knock(stage, program, name, trigger, event, now, matched)
    stage.out.events.append(Handled(event, matched))


def _exits_and_goals(
    stage: Stage,
    standing: list[Run],
    event: Event,
    now: datetime,
    fresh: bool,
    changed: bool,
    matched: list[dict[str, Any]],
) -> None:
    for run in standing:
        program = stage.journeys.of(run.version_id)
        if program is None or not (fresh or event.timestamp >= run.entered_at):
            continue
        view = stage.view(now, event, run)
        leaves = event.name == UNSUBSCRIBED and program.graph.exit_on_unsubscribe
        if leaves or any(x.takes(view) for x in program.exits.get(event.name, ())):
            _exit(stage, run, event.name, now)
            matched.append(match(run, "exited"))
            continue
        names = (event.name, PROFILE) if changed else (event.name,)
        _goals(stage, run, program, names, view, matched)


def _goals(
    stage: Stage,
    run: Run,
    program: Program,
    names: tuple[str, ...],
    view: View,
    matched: list[dict[str, Any]],
) -> None:
    """Jump to the first goal ahead that was reached; in a pause the run goes no further (S22)."""
    hold = run.journey_id in stage.journeys.paused
    for goal in dict.fromkeys(g for name in names for g in program.goals.get(name, ())):
        if program.upstream(run.step, goal) and program.steps[goal].takes(view):
            stage.take(run, program.jump(run, goal, view, hold=hold), view)
            matched.append(match(run, "goal", step=goal))
            return


def _exit(stage: Stage, run: Run, name: str, now: datetime) -> None:
    stage.close(run, Status.EXITED, name, "$exit", f"event:{name}", now)


def _waits(
    stage: Stage,
    standing: list[Run],
    event: Event,
    now: datetime,
    changed: bool,
    matched: list[dict[str, Any]],
) -> None:
    for before in standing:
        run = stage.person.runs.get(before.id)
        if run is None or run is not before:
            continue  # it exited or jumped just now
        awaited = event.name in run.awaits
        if not awaited and not (changed and PROFILE in run.awaits):
            continue
        if run.journey_id in stage.journeys.paused:
            hold(stage, run, event)
        elif stage.advance(run, event, stage.view(now, event, run)):
            matched.append(match(run, "woke", step=run.step))


def hold(stage: Stage, run: Run, item: Event | Report) -> None:
    """Keep for after the pause what a run waited for (S22)."""
    if len(run.held) < MAX_HELD:
        stage.keep(replace(run, held=(*run.held, msgspec.to_builtins(item))))


def profile_changed(stage: Stage, now: datetime) -> None:
    """A step changed the profile: goals, waits on conditions and settling entries look again."""
    for before in list(stage.person.runs.values()):
        program = stage.journeys.of(before.version_id) if before.active else None
        if program is None:
            continue
        _goals(stage, before, program, (PROFILE,), stage.view(now, None, before), [])
        run = stage.person.runs.get(before.id)
        paused = before.journey_id in stage.journeys.paused
        if run is before and PROFILE in run.awaits and not paused:
            changed = Event(kind="identify", name=PROFILE, message_id="", timestamp=now, at=now)
            stage.advance(run, changed, stage.view(now, None, run))
    settle(stage, None, now, [])
