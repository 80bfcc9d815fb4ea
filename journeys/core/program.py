"""A published version, bound and ready to run: `advance` is the one function that moves a run.

It is pure: the same run, item and view give the same move, on every machine and in every replay.
It never raises on bad data; what cannot go on becomes a failed run with a reason (S15).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from journeys.core.conditions import compile_condition, history_needs, messages_in
from journeys.core.contract import (
    Fail,
    Go,
    Outcome,
    Render,
    StepLike,
    Stop,
    TriggerLike,
    Visit,
    Wait,
)
from journeys.core.effects import Change, Effect, Send, UpdateProfile
from journeys.core.graph import Exit, Graph, Match
from journeys.core.items import Control, Event, Item, Report, Timer
from journeys.core.matching import ties
from journeys.core.reports import Heard
from journeys.core.state import Run, Status
from journeys.core.view import View

MAX_STEPS_PER_MOVE = 500
MAX_VISITS_PER_STEP = 1_000


class Trace(NamedTuple):
    """One line of the step log: a run arrived at a step and waits (`port` None), or left it by a
    port.

    Pseudo ports begin with `$`: $end (the run ended there), $exit, $failed, $goal (jumped away).
    """

    at: datetime
    run_id: str
    journey_id: int
    version_id: int
    visit: int
    step: str
    port: str | None
    cause: str
    """What moved it: `event:NAME`, `timer`, `report:STATUS`, `step` (came from the step before),
    ..."""
    arrived: bool
    """Whether this line also counts the arrival at the step."""
    detail: Mapping[str, Any] = {}


class Move(NamedTuple):
    run: Run
    traces: list[Trace]
    effects: list[Effect]
    profile: dict[str, Any] | None
    """The profile after the move, if the move changed it."""


class CompiledExit(NamedTuple):
    name: str
    holds: Any
    match: tuple[Match, ...]

    def takes(self, view: View) -> bool:
        return ties(self.match, view) and bool(self.holds(view))


class Program:
    """A graph bound to its step types. Made once per version by `bind`, and cached."""

    def __init__(
        self,
        graph: Graph,
        steps: Mapping[str, StepLike],
        triggers: Mapping[str, TriggerLike],
        *,
        workspace_id: int,
        journey_id: int,
        version_id: int,
        slug: str = "",
        uses: Mapping[str, tuple[str, ...]] | None = None,
        render: Render | None = None,
        listens: bool = False,
    ) -> None:
        self.graph, self.steps, self.triggers = graph, steps, triggers
        self.workspace_id, self.journey_id, self.version_id = workspace_id, journey_id, version_id
        self.slug = slug
        self.uses = uses or {}
        self.listens = listens
        """Whether it could notice what becomes of messages (`core.messages`)."""
        self.render = render
        self.exits: dict[str, list[CompiledExit]] = {}
        for way_out in graph.exits:
            self.exits.setdefault(way_out.event, []).append(_compile_exit(way_out))
        self.goals: dict[str, list[str]] = {}
        for step_id, step in steps.items():
            for name in step.calls():
                self.goals.setdefault(name, []).append(step_id)
        self.reach = _reachable(graph)
        self.cyclic = frozenset(s for s in steps if s in self.reach[s])
        self.history = _merge_needs(self._conditions())
        self.told = self._told()
        """Steps of whose messages a run keeps the reports: something ahead asks about them."""

    def _told(self) -> frozenset[str]:
        exits = {name for x in self.graph.exits for name in messages_in(x.filter)}
        found = exits & self.steps.keys()
        for step_id, step in self.steps.items():
            asked = {*step.asks(), *(n for tree in step.conditions() for n in messages_in(tree))}
            found |= {name for name in asked if step_id in self.reach.get(name, ())}
        return frozenset(found)

    def _conditions(self) -> Iterator[Mapping[str, Any]]:
        for step in self.steps.values():
            yield from step.conditions()
        for trigger in self.triggers.values():
            yield from trigger.conditions()
        yield from (x.filter for x in self.graph.exits if x.filter)

    def enter(self, run: Run, view: View, cause: str) -> Move:
        """Start a run at its trigger and go as far as needs no waiting."""
        trace = Trace(
            view.now, run.id, self.journey_id, self.version_id, 0, run.trigger, "out", cause, True
        )
        first = self.graph.triggers[run.trigger].next
        return _Walk(self, run, view, [trace]).arrive(first, "step")

    def advance(self, run: Run, item: Item | None, view: View) -> Move:
        """Hand an item to the step where the run stands. A stale timer changes nothing."""
        if run.step is None or not run.active or (isinstance(item, Timer) and _stale(run, item)):
            return Move(run, [], [], None)
        return _Walk(self, run, view, []).wake(item)

    def retry(self, run: Run, view: View) -> Move:
        """Arrive again at the step that failed (S15)."""
        run = replace(run, status=Status.ACTIVE, reason="", ended_at=None)
        return _Walk(self, run, view, []).arrive(run.step, "retry")

    def jump(self, run: Run, goal: str, view: View, *, hold: bool = False) -> Move:
        """Leave the present step for a goal that was reached (S9); with `hold` (a paused journey)
        stand there until the pause ends."""
        walk = _Walk(self, run, view, [])
        if run.step is not None:
            walk.trace(run.step, "$goal", cause_of(view.event), arrived=False)
        return walk.stand(goal) if hold else walk.arrive(goal, "goal")

    def upstream(self, step: str | None, goal: str) -> bool:
        """Whether a run at `step` may still come to `goal`."""
        return step is not None and step != goal and goal in self.reach.get(step, ())


class _Walk:
    """One move in the making: the run's copy, and what it leaves behind."""

    def __init__(self, program: Program, run: Run, view: View, traces: list[Trace]) -> None:
        self.program = program
        self.run = replace(run)
        self.traces = traces
        self.effects: list[Effect] = []
        self.view = replace(view, run=self.run)
        self.profile: dict[str, Any] | None = None
        self.sent = 0

    def wake(self, item: Item | None) -> Move:
        assert self.run.step is not None
        outcome = self._ask(self.run.step, item)
        return self._follow(outcome, cause_of(item), arrived=False)

    def arrive(self, step_id: str | None, cause: str) -> Move:
        if step_id is None:
            self._end(Status.COMPLETED, "")
            return self._done()
        if not self._enter(step_id):
            return self._done()
        return self._follow(self._ask(step_id, None), cause, arrived=True)

    def stand(self, step_id: str) -> Move:
        """Arrive at a step and be frozen there, as if its time had come during a pause."""
        if self._enter(step_id):
            self.run.frozen_at = self.view.now
            self.trace(step_id, None, "goal", arrived=True)
        return self._done()

    def _follow(self, outcome: Outcome, cause: str, *, arrived: bool) -> Move:
        for _ in range(MAX_STEPS_PER_MOVE):
            step_id = self.run.step
            assert step_id is not None
            if isinstance(outcome, Fail) and "failed" in self.program.graph.steps[step_id].next:
                outcome = Go("failed", note=outcome.reason)
            if isinstance(outcome, Wait):
                self._wait(outcome, cause, arrived)
                return self._done()
            if isinstance(outcome, Stop):
                self.trace(step_id, "$end", outcome.note or cause, arrived=arrived)
                self._end(Status.COMPLETED, outcome.reason)
                return self._done()
            if isinstance(outcome, Fail):
                self._fail(outcome.reason, cause, arrived=arrived)
                return self._done()
            self._leave(outcome, cause, arrived=arrived)
            target = self.program.graph.steps[step_id].next.get(outcome.port)
            if target is None:
                self._end(Status.COMPLETED, "")
                return self._done()
            if not self._enter(target):
                return self._done()
            outcome, cause, arrived = self._ask(target, None), "step", True
        self._fail(f"more than {MAX_STEPS_PER_MOVE} steps without a wait", "step", arrived=arrived)
        return self._done()

    def _enter(self, step_id: str) -> bool:
        run = self.run
        if step_id not in self.program.steps:
            self._end(Status.FAILED, f"the step {step_id} does not exist")
            return False
        run.step, run.due_at, run.awaits, run.keep = step_id, None, (), {}
        run.visit += 1
        self.sent = 0
        if step_id in self.program.cyclic:
            count = run.visits.get(step_id, 0) + 1
            run.visits = {**run.visits, step_id: count}
            if count > MAX_VISITS_PER_STEP:
                self._fail(f"came here more than {MAX_VISITS_PER_STEP} times", "step", arrived=True)
                return False
        return True

    def _ask(self, step_id: str, item: Item | None) -> Outcome:
        step = self.program.steps[step_id]
        visit = Visit(
            step_id=step_id,
            view=self.view,
            drawn=self.program.graph.steps[step_id].next,
            keep=self.run.keep,
            render=self.program.render,
        )
        try:
            return step.advance(visit, item, self.view.now)
        except Exception as error:  # noqa: BLE001 - a step type's bug fails one run, not the lane
            return Fail(f"{type(error).__name__}: {error}")

    def _leave(self, go: Go, cause: str, *, arrived: bool) -> None:
        assert self.run.step is not None
        self._perform(go.effects)
        if go.vars:
            self.run.vars = {**self.run.vars, **go.vars}
        detail = {**go.detail, "note": go.note} if go.note else go.detail
        self.trace(self.run.step, go.port, cause, arrived=arrived, detail=detail)

    def _wait(self, wait: Wait, cause: str, arrived: bool) -> None:
        run = self.run
        self._perform(wait.effects)
        if wait.until is None and not wait.awaits:
            self._fail("would wait for ever", cause, arrived=arrived)
            return
        run.due_at, run.awaits, run.keep = wait.until, wait.awaits, dict(wait.keep)
        if arrived:
            until = {"until": wait.until.isoformat()} if wait.until else {}
            self.trace(run.step or "", None, cause, arrived=True, detail=until)

    def _fail(self, reason: str, cause: str, *, arrived: bool) -> None:
        detail = {"reason": reason}
        self.trace(self.run.step or "", "$failed", cause, arrived=arrived, detail=detail)
        self._end(Status.FAILED, reason)

    def _end(self, status: Status, reason: str) -> None:
        end_run(self.run, status, reason, self.view.now)

    def _perform(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            before = effect.number if isinstance(effect, Send) else 0
            key = f"{self.run.id}:{self.run.visit}:{before + self.sent}"
            self.sent += 1
            stamped = replace(effect, id=key, step=self.run.step or "")
            if isinstance(stamped, Send):
                stamped = replace(stamped, profile=self.view.profile)
                if stamped.step in self.program.told:
                    stamped = replace(stamped, awaited=True)
                    known = self.run.reports
                    self.run.reports = {**known, stamped.step: Heard(self.run.visit)}
            self.effects.append(stamped)
            if isinstance(effect, UpdateProfile):
                self.profile = apply_changes(self.view.profile, effect.changes)
                self.view.profile = self.profile

    def trace(
        self,
        step: str,
        port: str | None,
        cause: str,
        *,
        arrived: bool,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        run = self.run
        self.traces.append(
            Trace(
                self.view.now,
                run.id,
                run.journey_id,
                run.version_id,
                run.visit,
                step,
                port,
                cause,
                arrived,
                detail or {},
            )
        )

    def _done(self) -> Move:
        return Move(self.run, self.traces, self.effects, self.profile)


def end_run(run: Run, status: Status, reason: str, now: datetime) -> None:
    """End a run in place. It keeps its step, so that one sees where, and a failed one can be
    retried."""
    run.status, run.reason, run.ended_at = status, reason, now
    run.due_at, run.awaits, run.frozen_at, run.held = None, (), None, ()


def apply_changes(profile: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """The profile after the changes. A change that does not fit the value there replaces it."""
    after = dict(profile)
    for change in changes:
        name, old = change.attribute, after.get(change.attribute)
        if change.operation == "unset" or (change.operation == "set" and change.value is None):
            after.pop(name, None)
        elif change.operation == "set":
            after[name] = change.value
        elif change.operation == "increment":
            after[name] = _number(old) + _number(change.value)
        elif change.operation == "append":
            held = list(old) if isinstance(old, list) else []
            after[name] = held if change.value in held else [*held, change.value]
        elif isinstance(old, list):
            after[name] = [value for value in old if value != change.value]
    return after


def _number(value: Any) -> float | int:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0


def cause_of(item: Item | None) -> str:
    """How the step log names what moved a run."""
    match item:
        case Event():
            return f"event:{item.name}"
        case Timer():
            return "timer"
        case Report():
            return f"report:{item.status}"
        case Control():
            return item.order
        case None:
            return "step"
    return "enrolled"


def _stale(run: Run, timer: Timer) -> bool:
    return run.due_at is None or timer.visit != run.visit or timer.at < run.due_at


def _compile_exit(way_out: Exit) -> CompiledExit:
    return CompiledExit(way_out.event, compile_condition(way_out.filter), way_out.match)


def _reachable(graph: Graph) -> dict[str, frozenset[str]]:
    """For each step, the steps that a run may still come to from there."""
    reach: dict[str, frozenset[str]] = {}
    for start in graph.steps:
        seen: set[str] = set()
        ahead = list(graph.steps[start].next.values())
        while ahead:
            step = ahead.pop()
            if step not in seen and step in graph.steps:
                seen.add(step)
                ahead.extend(graph.steps[step].next.values())
        reach[start] = frozenset(seen)
    return reach


def _merge_needs(trees: Iterable[Mapping[str, Any]]) -> dict[str, timedelta | None]:
    """Event name -> how far back its occurrences are needed (None: for ever), over all
    conditions."""
    needs: dict[str, timedelta | None] = {}
    for tree in trees:
        for name, window in history_needs(tree).items():
            known = needs.get(name, timedelta(0))
            needs[name] = None if window is None or known is None else max(window, known)
    return needs
