"""What a batch writes, gathered while its customers are played: lines for COPY, and rows to change.

`flush` stores it all in one go.
"""

from collections import defaultdict
from datetime import datetime, timedelta

import msgspec

from channels_app.contracts import OutboxMessage
from journeys.core.ids import event_id, identity_key
from journeys.core.items import Event
from journeys.core.person import ClaimKey, Journeys
from journeys.core.phones import digits_of
from journeys.core.play import Played
from journeys.core.state import Run, Status
from journeys.engine import dates
from journeys.engine.cases import Case, Kept
from journeys.engine.counts import Tally
from journeys.engine.outgoing import outgoing
from journeys.engine.phones import Phone
from journeys.engine.resolve import Given
from journeys.engine.store import Row
from journeys.engine.wire import (
    instant,
    json,
    maybe,
    text,
    words,
)

SEEN_AGAIN = timedelta(hours=1)
"""How far behind a customer's `seen_at` may be: not every event is worth a new row."""

_encode = msgspec.json.Encoder().encode


class Writes:
    """The writes of one batch."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._texts: dict[int, str] = {}
        self.handled: list[Row] = []
        self.moved: list[str] = []
        self.moved_lanes: set[int] = set()
        self.customers: list[str] = []
        self.changed: list[tuple[Case, datetime]] = []
        self.runs: list[str] = []
        self.updated: list[tuple[int, Run]] = []
        self.dropped: list[tuple[int, str]] = []
        self.claims: list[str] = []
        self.freed: list[tuple[int, str, ClaimKey]] = []
        self.events: list[str] = []
        self.log: list[str] = []
        self.refusals: list[str] = []
        self.messages: list[OutboxMessage] = []
        self.cancels: list[tuple[int, str]] = []
        self.dates: list[dates.Change] = []
        self.phones: list[Phone] = []
        self.tally = Tally()
        self.live: dict[int, set[int]] = defaultdict(set)
        """Workspace -> journeys whose numbers change."""
        self.shown: dict[int, list[str]] = defaultdict(list)
        """Workspace -> events as "lane:id", for the live page."""

    def move(self, lane: int, row: Row) -> None:
        """The row belongs to a customer of another lane."""
        body = row.body.replace("\\", "\\\\")
        self.moved.append(f"{lane}\t{row.workspace_id}\t{row.at.isoformat()}\t{row.kind}\t{body}\n")
        self.moved_lanes.add(lane)

    def _iso(self, at: datetime) -> str:
        """An instant as text. The lines of one customer carry the very same few instants, and
        they live as long as the customer is being taken; so each is written once."""
        written = self._texts.get(id(at))
        if written is None:
            written = self._texts[id(at)] = at.isoformat()
        return written

    def take(self, case: Case, played: Played, journeys: Journeys) -> None:
        """Everything that one customer's play asks to be stored."""
        self._texts.clear()
        self._customer(case, played)
        self._events(case, played)
        head = f"{case.lane}\t"
        who = f"\t{case.person.workspace_id}\t{case.person.id}\t"
        for t in played.traces:
            at = self._iso(t.at)
            detail = json(_encode(t.detail)) if t.detail else "\\N"
            self.log.append(
                f"{head}{at}{who}{t.run_id}\t{t.journey_id}\t{t.version_id}\t{t.visit}\t"
                f"{text(t.step)}\t{t.port or ''}\t{text(t.cause)}\t{detail}\n"
            )
            self.tally.trace(t, at)
        for r in played.refusals:
            at = self._iso(r.at)
            detail = json(_encode(r.detail)) if r.detail else "\\N"
            self.refusals.append(
                f"{head}{at}{who}{r.journey_id}\t{text(r.trigger)}\t"
                f"{text(r.message_id)}\t{r.reason}\t{detail}\n"
            )
            if (program := journeys.live(r.journey_id)) is not None:
                self.tally.refusal(r.journey_id, program.version_id, r.trigger, at)
                self.live[case.person.workspace_id].add(r.journey_id)
        for message in played.messages:
            program = journeys.of(message.run.version_id)
            uses = program.uses.get(message.send.step) if program else None
            self.messages.append(outgoing(case.lane, case.person, message, uses))
        self.cancels += [(case.lane, run_id) for run_id in played.cancels]
        self._runs(case, played)
        self.freed += [(case.lane, case.person.id, key) for key in played.freed]
        for (journey, key, slot), claim in played.taken.items():
            self.claims.append(
                f"{head}{case.person.id}\t{journey}\t{text(key)}\t{slot}\t{claim.run_id}\t"
                f"{self._iso(claim.at)}\n"
            )

    def _customer(self, case: Case, played: Played) -> None:
        if not case.is_stored:
            return
        person = case.person
        heard = [g.item for g in case.given if isinstance(g.item, Event)]
        if person.anonymous_id is None:
            person.anonymous_id = next((e.anonymous_id for e in heard if e.anonymous_id), None)
        seen = heard[-1].at if heard else None
        phone = person.profile.get("phone")
        if phone != case.phone:
            self.phones.append(Phone(case.lane, person.id, person.workspace_id, digits_of(phone)))
        if case.is_new:
            first = self._iso(case.given[0].row.at)
            last = self._iso(seen) if seen else first
            self.customers.append(
                f"{case.lane}\t{person.id}\t{person.workspace_id}\t{maybe(person.user_id)}\t"
                f"{maybe(person.anonymous_id)}\t{json(_encode(person.profile))}\t"
                f"{json(_encode(person.times))}\t{maybe(person.zone)}\t{maybe(person.language)}\t"
                f"{first}\t{last}\n"
            )
        else:
            assert case.stamp is not None
            stale = seen is not None and seen - case.stamp > SEEN_AGAIN
            if stale or played.profile_changed or case.before != case.aside():
                self.changed.append((case, max(seen or case.stamp, case.stamp)))

    def _events(self, case: Case, played: Played) -> None:
        if not (played.events or case.given):
            return
        given = {id(g.item): g for g in case.given}
        workspace = case.person.workspace_id
        shown = self.shown[workspace]
        for handled in played.events:
            event = handled.event
            known = given.get(id(event))
            name = known.id if known else None
            name = name or event_id(workspace, _own_key(event, case), event.message_id)
            matched = json(_encode(handled.matched)) if handled.matched else "\\N"
            context = json(_encode(event.context)) if event.context else "\\N"
            assert event.at is not None
            self.events.append(
                f"{case.lane}\t{name}\t{self._iso(event.at)}\t{event.timestamp.isoformat()}\t"
                f"{workspace}\t{case.person.id}\t{text(event.name)}\t{event.kind}\t"
                f"{text(event.message_id)}\t{json(_encode(event.properties))}\t{context}\t"
                f"{'t' if event.historical else 'f'}\t{matched}\n"
            )
            shown.append(f"{case.lane}:{name}")
        for g in case.given:
            if g.row.kind == 2:
                self._enrolment(case, g)

    def _enrolment(self, case: Case, given: Given) -> None:
        """Kept like an event, so that the same call or occurrence counts once (S2)."""
        item, at = given.item, given.row.at.isoformat()
        matched = _encode([{"journey_id": item.journey_id, "trigger": item.trigger_id}])
        self.events.append(
            f"{case.lane}\t{given.id}\t{at}\t{at}\t{case.person.workspace_id}\t{case.person.id}\t"
            f"$enrol\tenrol\t{text(item.message_id)}\t{json(_encode(item.data))}\t\\N\tf\t"
            f"{json(matched)}\n"
        )

    def _runs(self, case: Case, played: Played) -> None:
        live = self.live[case.person.workspace_id]
        for run in played.started:
            entered = self._iso(run.entered_at)
            self.tally.run(run.journey_id, run.version_id, "run_entered", entered)
        for run in played.runs.values():
            live.add(run.journey_id)
            before = case.statuses.get(run.id)
            if run.keep.get("candidate") and run.status == Status.ENDED:
                if before is not None:
                    self.dropped.append((case.lane, run.id))
                continue
            if run.ended_at is not None or before == Status.FAILED:
                self.tally.ending(run, before, self._iso(run.ended_at or run.entered_at))
            if before == Status.SETTLING and run.status != Status.SETTLING:
                self.dropped.append((case.lane, run.id))  # it entered: a row of a new entry time
                before = None
            if before is None:
                self.runs.append(self._run_line(case, run))
            else:
                self.updated.append((case.lane, run))

    def _run_line(self, case: Case, run: Run) -> str:
        entered = self._iso(run.entered_at)
        ended = self._iso(run.ended_at) if run.ended_at else "\\N"
        return (
            f"{case.lane}\t{run.id}\t{case.person.workspace_id}\t{run.journey_id}\t{run.version_id}\t"
            f"{run.customer_id}\t{run.status.value}\t{maybe(run.step)}\t{run.visit}\t"
            f"{instant(run.due_at)}\t{instant(run.frozen_at)}\t{text(words(run.awaits))}\t"
            f"{json(_encode(run.entry))}\t{json(state_of(run))}\t{text(run.entry_key)}\t"
            f"{entered}\t{ended}\t{text(run.reason)}\n"
        )


def state_of(run: Run) -> bytes:
    return _encode(Kept(run.trigger, run.keep, run.vars, run.visits, run.held, run.reports))


def _own_key(event: Event, case: Case) -> str:
    """Of an event that a journey emitted: it names the customer by what is known of them."""
    if event.user_id or event.anonymous_id:
        return identity_key(event.user_id, event.anonymous_id)
    return f"id:{case.person.id}"
