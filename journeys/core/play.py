"""One customer's items, in their one order (S3): the law that live, simulation and backtest obey.

`play` merges a customer's queue with the due times of the runs by (instant, event before timer,
sequence), hands each item to the programs, and says what happened. Items that a move creates
(an emitted event, a changed profile, a scripted receipt) join the queue at that same instant.

Within one event: the profile, then exits and goals, then waits, then entries; so an event never
satisfies a wait of the run that it starts.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from journeys.core.contract import TriggerLike
from journeys.core.effects import Emit, Send, UpdateProfile
from journeys.core.entry import OPEN, hold_for
from journeys.core.ids import run_id as derive_run_id
from journeys.core.items import (
    MAX_HOPS,
    UNSUBSCRIBED,
    Control,
    Enrol,
    Event,
    Item,
    Report,
    Timer,
)
from journeys.core.person import Claim, ClaimKey, Journeys, Person, identify, micros, settle_zone
from journeys.core.program import Move, Program, Trace, cause_of, end_run
from journeys.core.state import PROFILE, REPORT, Run, Status
from journeys.core.view import MISSING, Occurrence, View, dig
from journeys.core.zones import zone_named

MAX_AGE = timedelta(hours=24)
"""An event older than this wakes no wait (S4); a trigger may say otherwise for its own entries."""
LATE_LANE = timedelta(seconds=60)
"""A lane further behind than this takes the wall clock for its timers, so that the waits of a run
never collapse into one burst after an outage."""
MAX_HELD = 20
ADDRESS = {"email": "email", "sms": "phone", "voice": "phone"}
"""Channel -> the profile attribute that holds the address."""


class Refusal(NamedTuple):
    """An entry that was not (S8)."""

    at: datetime
    journey_id: int
    trigger: str
    message_id: str
    reason: str
    """paused, too_old, filter, settled (the field never came), rule, loop"""
    detail: dict[str, Any]


class Message(NamedTuple):
    """A stamped intent, ready for the outbox; `run` is as the move left it."""

    send: Send
    at: datetime
    run: Run
    recipient: str
    skip: str
    """Not to be sent, and why (S22: too old after a pause)."""


class Handled(NamedTuple):
    """An event and what it matched: [{journey_id, run_id, what: entered|exited|woke|goal|refused,
    ...}]."""

    event: Event
    matched: list[dict[str, Any]]


class Played(msgspec.Struct):
    """What `play` did, for the driver to store. The person itself was changed in place."""

    traces: list[Trace] = []
    messages: list[Message] = []
    cancels: list[str] = []
    """Runs whose messages that were not handed over are cancelled."""
    refusals: list[Refusal] = []
    events: list[Handled] = []
    """In the order handled; emitted events included (hops > 0), which the driver stores too."""
    runs: dict[str, Run] = {}
    """Every run that is new or changed, in its last state; a settling one that ended has ENDED."""
    started: list[Run] = []
    freed: dict[ClaimKey, None] = {}
    taken: dict[ClaimKey, Claim] = {}
    """To be deleted first, and then inserted: a key may be in both."""
    profile_changed: bool = False


class Changed(NamedTuple):
    """Internal item: the profile was changed by a step."""

    at: datetime


OnMessage = Callable[[Message], Report | None]


def play(
    person: Person,
    items: Iterable[Item],
    horizon: datetime,
    journeys: Journeys,
    wall: datetime | None = None,
    on_message: OnMessage | None = None,
) -> Played:
    """Handle `items` and every due time up to `horizon` (inclusive), in order.

    `wall` is the wall clock of a live lane, None under a virtual clock. `on_message` gives scripted
    receipts in a simulation.
    """
    return _Play(person, journeys, wall, on_message).through(items, horizon)


class _Play:
    def __init__(
        self,
        person: Person,
        journeys: Journeys,
        wall: datetime | None,
        on_message: OnMessage | None,
    ) -> None:
        self.person, self.journeys, self.wall = person, journeys, wall
        self.on_message = on_message
        self.out = Played()
        self.queue: list[tuple[datetime, int, int, Any]] = []
        self.count = 0
        self.workspace_zone = journeys.zone(person.workspace_id)
        self.needed = journeys.history(person.workspace_id)
        self.skipping = ""

    def through(self, items: Iterable[Item], horizon: datetime) -> Played:
        self.queue = [(_at(item), item.seq, 0, item) for item in items]  # type: ignore[union-attr]
        heapify(self.queue)
        while True:
            timer = self._next_timer(horizon)
            if self.queue and (timer is None or self.queue[0][0] <= timer.at):
                now, seq, _, item = heappop(self.queue)
                self.seq = seq
                self._handle(item, now)
            elif timer is not None:
                late = self.wall is not None and self.wall - timer.at > LATE_LANE
                self.seq = 0
                self._timer(timer, self.wall if late and self.wall else timer.at)
            else:
                return self.out

    def _next_timer(self, horizon: datetime) -> Timer | None:
        first: Run | None = None
        for run in self.person.runs.values():
            due = run.due_at
            if due is not None and due <= horizon and (first is None or due < first.due_at):  # type: ignore[operator]
                first = run
        return Timer(first.id, first.visit, first.due_at) if first else None  # type: ignore[arg-type]

    def _handle(self, item: Any, now: datetime) -> None:
        match item:
            case Event():
                self._event(item, now)
            case Enrol():
                self._enrol(item, now)
            case Changed():
                self._changed(now, None)
            case Report():
                run = self.person.runs.get(item.run_id)
                mine = f"{item.run_id}:{run.visit}:" if run is not None else ""
                if run and REPORT in run.awaits and item.intent_id.startswith(mine):
                    self._advance(run, item, self._view(now))
            case Control():
                self._control(item, now)
            case Timer():
                self._timer(item, now)

    def _push(self, item: Any, now: datetime) -> None:
        self.count += 1
        heappush(self.queue, (now, self.seq, self.count, item))

    def _view(self, now: datetime, event: Event | None = None, run: Run | None = None) -> View:
        person = self.person
        return View(
            now=now,
            profile=person.profile,
            zone=zone_named(person.zone) or self.workspace_zone,
            workspace_zone=self.workspace_zone,
            history=person.history,
            event=event,
            run=run,
            customer_id=person.id,
        )

    # -- events ------------------------------------------------------------------------------

    def _event(self, event: Event, now: datetime) -> None:
        matched: list[dict[str, Any]] = []
        changed = identify(self.person, event)
        self.out.profile_changed |= changed
        if event.name in self.needed:
            past = self.person.history.setdefault(event.name, [])
            past.append(Occurrence(event.timestamp, event.properties))
        standing = [run for run in self.person.runs.values() if run.active]
        fresh = not event.historical and now - event.timestamp <= MAX_AGE
        if not event.historical:
            self._exits_and_goals(standing, event, now, fresh, changed, matched)
        if fresh:
            self._waits(standing, event, now, changed, matched)
        if changed:
            self._settle(event, now, matched)
        for program, name, trigger in self.journeys.entering(self.person.workspace_id, event.name):
            self._knock(program, name, trigger, event, now, matched)
        self.out.events.append(Handled(event, matched))

    def _exits_and_goals(
        self,
        standing: list[Run],
        event: Event,
        now: datetime,
        fresh: bool,
        changed: bool,
        matched: list[dict[str, Any]],
    ) -> None:
        for run in standing:
            program = self.journeys.of(run.version_id)
            if program is None or not (fresh or event.timestamp >= run.entered_at):
                continue
            view = self._view(now, event, run)
            leaves = event.name == UNSUBSCRIBED and program.graph.exit_on_unsubscribe
            if leaves or any(x.takes(view) for x in program.exits.get(event.name, ())):
                self._exit(run, event.name, now)
                matched.append(_match(run, "exited"))
                continue
            names = (event.name, PROFILE) if changed else (event.name,)
            self._goals(run, program, names, view, matched)

    def _goals(
        self,
        run: Run,
        program: Program,
        names: tuple[str, ...],
        view: View,
        matched: list[dict[str, Any]],
    ) -> None:
        """Jump to the first goal ahead that was reached; in a pause the run goes no further (S22)."""
        hold = run.journey_id in self.journeys.paused
        for goal in dict.fromkeys(g for name in names for g in program.goals.get(name, ())):
            if program.upstream(run.step, goal) and program.steps[goal].takes(view):
                self._settle_move(run, program.jump(run, goal, view, hold=hold), view)
                matched.append(_match(run, "goal", step=goal))
                return

    def _exit(self, run: Run, name: str, now: datetime) -> None:
        self._close(run, Status.EXITED, name, "$exit", f"event:{name}", now)

    def _close(
        self, run: Run, status: Status, reason: str, port: str, cause: str, now: datetime
    ) -> None:
        run = replace(run)
        end_run(run, status, reason, now)
        self.out.traces.append(
            Trace(
                now, run.id, run.journey_id, run.version_id, run.visit, run.step or "", port, cause,
                False,
            )
        )  # fmt: skip
        self.out.cancels.append(run.id)
        self._keep(run)

    def _waits(
        self,
        standing: list[Run],
        event: Event,
        now: datetime,
        changed: bool,
        matched: list[dict[str, Any]],
    ) -> None:
        for before in standing:
            run = self.person.runs.get(before.id)
            if run is None or run is not before:
                continue  # it exited or jumped just now
            awaited = event.name in run.awaits
            if not awaited and not (changed and PROFILE in run.awaits):
                continue
            if run.journey_id in self.journeys.paused:
                self._hold(run, event)
            elif self._advance(run, event, self._view(now, event, run)):
                matched.append(_match(run, "woke", step=run.step))

    def _hold(self, run: Run, event: Event) -> None:
        if len(run.held) < MAX_HELD:
            self._keep(replace(run, held=(*run.held, msgspec.to_builtins(event))))

    # -- entries -----------------------------------------------------------------------------

    def _knock(
        self,
        program: Program,
        name: str,
        trigger: TriggerLike,
        event: Event,
        now: datetime,
        matched: list[dict[str, Any]],
    ) -> None:
        """An event at a trigger's door: enter, settle, or leave a refusal (S8)."""
        view = self._view(now, event)
        reason = ""
        detail: dict[str, Any] = {}
        if event.hops > MAX_HOPS:
            reason, detail = "loop", {"hops": event.hops}
        elif event.historical or now - event.timestamp > (trigger.max_age or MAX_AGE):
            reason, detail = "too_old", {"timestamp": event.timestamp.isoformat()}
        elif program.journey_id in self.journeys.paused:
            reason = "paused"
        elif not trigger.admits(view):
            absent = trigger.absent(view)
            if absent and trigger.settle:
                self._keep(self._candidate(program, name, event, now, now + trigger.settle))
                matched.append({"journey_id": program.journey_id, "what": "settling"})
                return
            reason, detail = "filter", {"absent": list(absent)} if absent else {}
        entry = _entry_of(event)
        self._enter_or_refuse(program, name, entry, view, cause_of(event), reason, detail, matched)

    def _candidate(
        self, program: Program, trigger: str, event: Event, now: datetime, until: datetime
    ) -> Run:
        run = self._new_run(program, trigger, _entry_of(event), now)
        run.status, run.due_at, run.awaits = Status.SETTLING, until, (PROFILE,)
        run.keep = {"event": msgspec.to_builtins(event)}
        return run

    def _settle(self, cause: Event | None, now: datetime, matched: list[dict[str, Any]]) -> None:
        """The profile changed: ask the triggers of settling entries again (S5)."""
        for run in [r for r in self.person.runs.values() if r.status == Status.SETTLING]:
            program = self.journeys.of(run.version_id)
            event = msgspec.convert(run.keep["event"], Event)
            trigger = program.triggers.get(run.trigger) if program else None
            if program is None or trigger is None or program.journey_id in self.journeys.paused:
                continue
            view = self._view(now, event)
            if trigger.admits(view):
                self._drop_candidate(run, now)
                self._enter_or_refuse(
                    program, run.trigger, run.entry, view, cause_of(cause), "", {}, matched
                )

    def _drop_candidate(self, run: Run, now: datetime) -> None:
        gone = replace(run)
        end_run(gone, Status.ENDED, "settled", now)
        gone.keep = {"candidate": True}
        self.person.runs.pop(run.id, None)
        self.out.runs[run.id] = gone

    def _enrol(self, item: Enrol, now: datetime) -> None:
        program = self.journeys.live(item.journey_id)
        trigger = program.triggers.get(item.trigger_id) if program else None
        if program is None or trigger is None:
            return
        event = Event(
            kind="track", name=f"${trigger.kind}", message_id=item.message_id, timestamp=now,
            properties=item.data, at=now,
        )  # fmt: skip
        view = self._view(now, event)
        reason = ""
        if program.journey_id in self.journeys.paused:
            reason = "paused"
        elif not trigger.admits(view):
            reason = "filter"
        self._enter_or_refuse(
            program, item.trigger_id, _entry_of(event), view, trigger.kind, reason, {}, []
        )

    def _new_run(self, program: Program, trigger: str, entry: dict[str, Any], now: datetime) -> Run:
        rule = program.graph.entry
        value = dig(entry["properties"], rule.key) if rule.key else MISSING
        key = "" if value is MISSING else str(value)[:200]
        return Run(
            id=derive_run_id(program.journey_id, self.person.id, key, entry["message_id"]),
            journey_id=program.journey_id,
            version_id=program.version_id,
            customer_id=self.person.id,
            trigger=trigger,
            entry_key=key,
            entry=entry,
            entered_at=now,
        )

    def _enter_or_refuse(
        self,
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
        run = self._new_run(program, trigger, entry, now)
        known = self.out.runs.get(run.id) or self.person.runs.get(run.id)
        if known is not None and not known.keep.get("candidate"):
            return  # a second trigger of the same journey, moved by the same event
        hold = hold_for(
            program.graph.entry, program.journey_id, run.entry_key, self.person.claims, now,
            self.workspace_zone,
        )  # fmt: skip
        if not reason and hold.refused_by is not None:
            rule = program.graph.entry.rule
            reason, detail = "rule", {"rule": rule, "run_id": hold.refused_by.run_id}
        if reason:
            self.out.refusals.append(
                Refusal(now, program.journey_id, trigger, entry["message_id"], reason, detail)
            )
            matched.append({"journey_id": program.journey_id, "what": "refused", "reason": reason})
            return
        if hold.key is not None:
            self._claim(hold.key, Claim(run.id, now))
        self.out.started.append(run)
        matched.append(_match(run, "entered"))
        self.person.runs[run.id] = run
        view.run = run
        self._settle_move(run, program.enter(run, view, cause), view)

    def _claim(self, key: ClaimKey, claim: Claim) -> None:
        if key in self.person.claims:
            self.out.freed[key] = None
        self.person.claims[key] = claim
        self.out.taken[key] = claim

    # -- timers and orders -------------------------------------------------------------------

    def _timer(self, timer: Timer, now: datetime) -> None:
        run = self.person.runs.get(timer.run_id)
        if run is None or run.visit != timer.visit or run.due_at is None:
            return
        program = self.journeys.of(run.version_id)
        if run.status == Status.SETTLING:
            self._drop_candidate(run, now)
            entry = run.entry["message_id"]
            self.out.refusals.append(
                Refusal(now, run.journey_id, run.trigger, entry, "settled", {})
            )
        elif program is None:
            self._close(run, Status.FAILED, "its version is gone", "$failed", "timer", now)
        elif run.journey_id in self.journeys.paused:
            self._keep(replace(run, frozen_at=run.due_at, due_at=None))
        else:
            self._advance(run, timer, self._view(now, None, run))

    def _control(self, order: Control, now: datetime) -> None:
        run = self.person.runs.get(order.run_id)
        program = self.journeys.of(run.version_id) if run else None
        if run is None or program is None:
            return
        if order.order == "end" and run.status in (Status.ACTIVE, Status.SETTLING):
            self._close(run, Status.ENDED, order.reason or "ended by hand", "$exit", "order", now)
        elif order.order == "retry" and run.status == Status.FAILED:
            self._retry(run, program, now)
        elif order.order in ("resume", "skip") and run.active:
            self._resume(run, now, order.reason if order.order == "skip" else "")

    def _retry(self, run: Run, program: Program, now: datetime) -> None:
        hold = hold_for(
            program.graph.entry, run.journey_id, run.entry_key, self.person.claims, now,
            self.workspace_zone,
        )  # fmt: skip
        if hold.key is not None and hold.key[2] == OPEN:
            if hold.refused_by is not None and hold.refused_by.run_id != run.id:
                return  # one run at a time: another is under way, this one stays failed
            self._claim(hold.key, Claim(run.id, now))
        view = self._view(now, None, run)
        self._settle_move(run, program.retry(run, view), view)

    def _resume(self, run: Run, now: datetime, skip: str) -> None:
        """Deliver what a pause held back, in order: awaited events, then the due time (S22)."""
        held, frozen = run.held, run.frozen_at
        run = replace(run, held=(), frozen_at=None, due_at=frozen or run.due_at)
        self._keep(run)
        visit = run.visit
        self.skipping = skip
        for stored in held:
            event = msgspec.convert(stored, Event)
            current = self.person.runs.get(run.id)
            if current is not None and current.visit == visit:
                self._advance(current, event, self._view(now, event, current))
        current = self.person.runs.get(run.id)
        if frozen is not None and current is not None and current.visit == visit:
            self._advance(current, Timer(run.id, visit, frozen), self._view(now, None, current))
        self.skipping = ""

    # -- moves -------------------------------------------------------------------------------

    def _advance(self, run: Run, item: Item, view: View) -> bool:
        """Move one run; whether it left its step."""
        program = self.journeys.of(run.version_id)
        if program is None:
            return False
        view.run = run
        move = program.advance(run, item, view)
        self._settle_move(run, move, view)
        return move.run.visit != run.visit or not move.run.active

    def _settle_move(self, before: Run, move: Move, view: View) -> None:
        """Take over what a move returned: the run, its log, its effects."""
        if move.run is before:
            return
        now = view.now
        self.out.traces.extend(move.traces)
        if move.profile is not None:
            self._profile(move.profile, now)
        for effect in move.effects:
            if isinstance(effect, Send):
                self._message(effect, move.run, now)
            elif isinstance(effect, Emit):
                hops = view.event.hops + 1 if view.event else 1
                self._push(self._emitted(effect, now, hops), now)
        if any(isinstance(effect, UpdateProfile) for effect in move.effects):
            self._push(Changed(now), now)
        self._keep(move.run)

    def _keep(self, run: Run) -> None:
        self.out.runs[run.id] = run
        if run.status in (Status.ACTIVE, Status.SETTLING):
            self.person.runs[run.id] = run
            return
        self.person.runs.pop(run.id, None)
        key = (run.journey_id, run.entry_key, OPEN)
        claim = self.person.claims.get(key)
        if claim is not None and claim.run_id == run.id:
            del self.person.claims[key]
            self.out.taken.pop(key, None)
            self.out.freed[key] = None

    def _profile(self, profile: dict[str, Any], now: datetime) -> None:
        person, moment = self.person, micros(now)
        names = {n for n in profile.keys() | person.profile.keys()
                 if profile.get(n) != person.profile.get(n)}  # fmt: skip
        person.times = {**person.times, **dict.fromkeys(names, moment)}
        person.profile = profile
        settle_zone(person, {})
        self.out.profile_changed = True

    def _changed(self, now: datetime, event: Event | None) -> None:
        """A step changed the profile: goals, waits on conditions and settling entries look again."""
        for before in list(self.person.runs.values()):
            program = self.journeys.of(before.version_id) if before.active else None
            if program is None:
                continue
            self._goals(before, program, (PROFILE,), self._view(now, None, before), [])
            run = self.person.runs.get(before.id)
            paused = before.journey_id in self.journeys.paused
            if run is before and PROFILE in run.awaits and not paused:
                changed = Event(kind="identify", name=PROFILE, message_id="", timestamp=now, at=now)
                self._advance(run, changed, self._view(now, None, run))
        self._settle(event, now, [])

    def _emitted(self, effect: Emit, now: datetime, hops: int) -> Event:
        return Event(
            kind="track",
            name=effect.name,
            message_id=effect.id,
            timestamp=now,
            user_id=self.person.user_id,
            anonymous_id=self.person.anonymous_id,
            properties=effect.properties,
            hops=hops,
            at=now,
        )

    def _message(self, send: Send, run: Run, now: datetime) -> None:
        address = send.profile.get(ADDRESS.get(send.channel, ""))
        recipient = address if isinstance(address, str) else ""
        message = Message(send, now, run, recipient, self.skipping)
        self.out.messages.append(message)
        report = self.on_message(message) if self.on_message else None
        if report is not None and send.awaited:
            self._push(report, now)


def _at(item: Item) -> datetime:
    assert item.at is not None
    return item.at


def _entry_of(event: Event) -> dict[str, Any]:
    return {
        "name": event.name,
        "message_id": event.message_id,
        "timestamp": event.timestamp.isoformat(),
        "properties": event.properties,
    }


def _match(run: Run, what: str, **more: Any) -> dict[str, Any]:
    return {"journey_id": run.journey_id, "run_id": run.id, "what": what, **more}
