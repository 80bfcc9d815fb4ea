"""What an operator orders for one run: retry a failed step, end it, or go on after a pause."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from journeys.core.entering import give_up
from journeys.core.entry import OPEN, hold_for
from journeys.core.items import Control, Event, Report, Timer
from journeys.core.person import Claim
from journeys.core.program import Program
from journeys.core.stage import Stage
from journeys.core.state import Run, Status


def obey(stage: Stage, order: Control, now: datetime) -> None:
    run = stage.person.runs.get(order.run_id)
    if run is None:
        return
    if order.order == "end":
        _end(stage, run, order.reason or "ended by hand", now)
        return
    program = stage.journeys.of(run.version_id)
    if program is None:
        return
    if order.order == "retry" and run.status == Status.FAILED:
        _retry(stage, run, program, now)
    elif order.order in ("resume", "skip") and run.active:
        _resume(stage, run, now, order.reason if order.order == "skip" else "")


def _end(stage: Stage, run: Run, reason: str, now: datetime) -> None:
    """A run that was not entered yet leaves no run behind, only the reason."""
    if run.status == Status.SETTLING:
        give_up(stage, run, reason, now)
    elif run.active:
        stage.close(run, Status.ENDED, reason, "$exit", "order", now)


def _retry(stage: Stage, run: Run, program: Program, now: datetime) -> None:
    hold = hold_for(
        program.graph.entry, run.journey_id, run.entry_key, stage.person.claims, now,
        stage.workspace_zone,
    )  # fmt: skip
    if hold.key is not None and hold.key[2] == OPEN:
        if hold.refused_by is not None and hold.refused_by.run_id != run.id:
            return  # one run at a time: another is under way, this one stays failed
        stage.claim(hold.key, Claim(run.id, now))
    view = stage.view(now, None, run)
    stage.take(run, program.retry(run, view), view)


def _resume(stage: Stage, run: Run, now: datetime, skip: str) -> None:
    """Deliver what a pause held back, in order: awaited events, then the due time (S22)."""
    held, frozen = run.held, run.frozen_at
    run = replace(run, held=(), frozen_at=None, due_at=frozen or run.due_at)
    stage.keep(run)
    visit = run.visit
    stage.skipping = skip
    for stored in held:
        current = stage.person.runs.get(run.id)
        if current is None or current.visit != visit:
            continue
        if "intent_id" in stored:
            report = msgspec.convert(stored, Report)
            stage.advance(current, report, stage.view(now, None, current))
        else:
            event = msgspec.convert(stored, Event)
            stage.advance(current, event, stage.view(now, event, current))
    current = stage.person.runs.get(run.id)
    if frozen is not None and current is not None and current.visit == visit:
        stage.advance(current, Timer(run.id, visit, frozen), stage.view(now, None, current))
    stage.skipping = ""
