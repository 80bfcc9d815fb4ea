"""One customer's items, in their one order (S3): the law that live, simulation and backtest obey.

`play` merges a customer's queue with the due times of the runs by (instant, event before timer,
sequence), hands each item to its handler, and says what happened. Items that a move creates (an
emitted event, a changed profile, a scripted receipt) join the queue at that same instant.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Any

from msgspec.structs import replace

from journeys.core.entering import enrol, expire
from journeys.core.happening import happen, hold, profile_changed
from journeys.core.items import Control, Enrol, Event, Item, Report, Timer
from journeys.core.orders import obey
from journeys.core.person import Journeys, Person
from journeys.core.played import Handled, Message, OnMessage, Played, Refusal
from journeys.core.reports import remember, visit_of
from journeys.core.stage import Changed, Stage
from journeys.core.state import MESSAGES, REPORT, Run, Status

__all__ = ["Handled", "Message", "OnMessage", "Played", "Refusal", "play"]

LATE_LANE = timedelta(seconds=60)
"""A lane further behind than this takes the wall clock for its timers, so that the waits of a run
never collapse into one burst after an outage."""


def play(
    person: Person,
    items: Iterable[Item],
    horizon: datetime,
    journeys: Journeys,
    wall: datetime | None = None,
    on_message: OnMessage | None = None,
) -> Played:
    """Handle `items` and every due time up to `horizon` (inclusive), in order.

    Changes `person` in place. `wall` is the wall clock of a live lane, None under a virtual clock.
    `on_message` gives scripted receipts in a simulation.
    """
    queue = _Queue(items)
    out = Played()

    def push(item: Any, at: datetime) -> None:
        if isinstance(item, Report | Event) and at > horizon and on_message is not None:
            out.ahead.append(item)
        else:
            queue.push(item, at)

    stage = Stage(person, journeys, push, on_message, out)
    while True:
        run = _first_due(person, horizon)
        if queue.comes_before(run):
            _handle(stage, *queue.pop())
        elif run is not None and run.due_at is not None:
            queue.sequence = 0
            late = wall is not None and wall - run.due_at > LATE_LANE
            now = wall if late and wall else run.due_at
            _fall_due(stage, run, Timer(run.id, run.visit, run.due_at), now)
        else:
            return stage.out


class _Queue:
    """Items by (instant, sequence, order of creation)."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.heap: list[tuple[datetime, int, int, Any]] = []
        self.created = 0
        self.sequence = 0
        for item in items:
            assert item.at is not None
            self.created += 1
            seq = 0 if isinstance(item, Timer) else item.seq
            self.heap.append((item.at, seq, self.created, item))
        heapify(self.heap)

    def comes_before(self, run: Run | None) -> bool:
        """Whether an item is next, and not the due time of that run."""
        if not self.heap:
            return False
        return run is None or run.due_at is None or self.heap[0][0] <= run.due_at

    def pop(self) -> tuple[Any, datetime]:
        now, self.sequence, _, item = heappop(self.heap)
        return item, now

    def push(self, item: Any, now: datetime) -> None:
        """An item that the one at hand created: right behind it."""
        self.created += 1
        heappush(self.heap, (now, self.sequence, self.created, item))


def _first_due(person: Person, horizon: datetime) -> Run | None:
    first, at = None, horizon
    for run in person.runs.values():
        if run.due_at is not None and run.due_at <= at and (first is None or run.due_at < at):
            first, at = run, run.due_at
    return first


def _handle(stage: Stage, item: Any, now: datetime) -> None:
    match item:
        case Event():
            happen(stage, item, now)
        case Enrol():
            enrol(stage, item, now)
        case Changed():
            profile_changed(stage, now)
        case Report():
            _report(stage, item, now)
        case Control():
            obey(stage, item, now)
        case Timer():
            run = stage.person.runs.get(item.run_id)
            if run is not None and run.visit == item.visit and run.due_at is not None:
                _fall_due(stage, run, item, now)


def _report(stage: Stage, report: Report, now: datetime) -> None:
    """What became of a message: for the visit that sent it and waits to know, and for what lies
    ahead and asks."""
    run = stage.person.runs.get(report.run_id)
    if run is None or not run.active:
        return
    run, news = _remembered(stage, run, report)
    own = REPORT in run.awaits and report.intent_id.startswith(f"{run.id}:{run.visit}:")
    if not own and not (news and MESSAGES in run.awaits):
        return
    if run.journey_id in stage.journeys.paused:
        hold(stage, run, report)
    else:
        stage.advance(run, report, stage.view(now))


def _remembered(stage: Stage, run: Run, report: Report) -> tuple[Run, bool]:
    """The run with the report kept, and whether it says something new."""
    program, visit = stage.journeys.of(run.version_id), visit_of(report.intent_id)
    if program is None or visit is None or report.step not in program.told:
        return run, False
    reports = remember(run.reports, report.step, visit, report.status)
    if reports is None:
        return run, False
    run = replace(run, reports=reports)
    stage.keep(run)
    return run, True


def _fall_due(stage: Stage, run: Run, timer: Timer, now: datetime) -> None:
    if run.status == Status.SETTLING:
        expire(stage, run, now)
    elif stage.journeys.of(run.version_id) is None:
        stage.close(run, Status.FAILED, "its version is gone", "$failed", "timer", now)
    elif run.journey_id in stage.journeys.paused:
        stage.keep(replace(run, frozen_at=run.due_at, due_at=None))
    else:
        stage.advance(run, timer, stage.view(now, None, run))
