"""What a drain writes: every statement of its storing half. Lines for COPY gather in lists while
customers are played, and leave in one go; rows that change go by UPDATE FROM unnest."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.contracts import OutboxMessage
from channels_app.delivery import outbox
from journeys.core.ids import event_id, identity_key
from journeys.core.items import Event
from journeys.core.person import ClaimKey, Journeys
from journeys.core.play import Message, Played
from journeys.core.state import Run, Status
from journeys.engine import dates
from journeys.engine.cases import Case, Kept
from journeys.engine.counts import COPY as COPY_COUNTS
from journeys.engine.counts import Tally
from journeys.engine.resolve import Given
from journeys.engine.store import Row
from journeys.engine.wire import (
    Bigs,
    Instants,
    Ints,
    Jsons,
    Smalls,
    Texts,
    Uuids,
    copy,
    insert,
    instant,
    json,
    maybe,
    text,
    words,
)

COPY_CUSTOMERS = """copy customer (lane, id, workspace_id, user_id, anonymous_id, profile, times,
    zone, language, created_at, seen_at) from stdin"""
COPY_RUNS = """copy run (lane, id, workspace_id, journey_id, version_id, customer_id, status, step,
    visit, due_at, frozen_at, awaits, entry, state, claim_key, entered_at, ended_at, reason)
    from stdin"""
COPY_CLAIMS = "copy claim (lane, customer_id, journey_id, key, slot, run_id, at) from stdin"
COPY_EVENTS = """copy event (lane, id, at, ts, workspace_id, customer_id, name, kind, message_id,
    properties, context, historical, matched) from stdin"""
COPY_LOG = """copy step_log (lane, at, workspace_id, customer_id, run_id, journey_id, version_id,
    visit, step, port, cause, detail) from stdin"""
COPY_REFUSALS = """copy refusal (lane, at, workspace_id, customer_id, journey_id, trigger_id,
    message_id, reason, detail) from stdin"""
COPY_INBOX = "copy inbox (lane, workspace_id, at, kind, body) from stdin"

# Nothing else deletes from a lane that is held, so the rows are still there.
DELETE_INBOX = """
delete from inbox i using unnest(%s, %s) k(lane, id) where i.lane = k.lane and i.id = k.id
"""

UPDATE_CUSTOMERS = """
update customer c set profile = v.profile, times = v.times, zone = v.zone, language = v.language,
       anonymous_id = v.anonymous_id, seen_at = v.seen_at
  from unnest(%s, %s, %s, %s, %s, %s, %s, %s)
       v(lane, id, profile, times, zone, language, anonymous_id, seen_at)
 where c.lane = v.lane and c.id = v.id
"""

UPDATE_RUNS = """
update run r set status = v.status, step = v.step, visit = v.visit, due_at = v.due_at,
       frozen_at = v.frozen_at, awaits = v.awaits::text[], state = v.state, ended_at = v.ended_at,
       reason = v.reason
  from unnest(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
       v(lane, id, status, step, visit, due_at, frozen_at, awaits, state, ended_at, reason)
 where r.lane = v.lane and r.id = v.id
"""

DELETE_RUNS = """
delete from run r using unnest(%s, %s) k(lane, id) where r.lane = k.lane and r.id = k.id
"""

DELETE_CLAIMS = """
delete from claim c using unnest(%s, %s, %s, %s, %s) k(lane, customer_id, journey_id, key, slot)
 where c.lane = k.lane and c.customer_id = k.customer_id and c.journey_id = k.journey_id
   and c.key = k.key and c.slot = k.slot
"""

FEW = 60
"""Up to so many new rows, statements in a pipeline are quicker than COPY."""
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
            detail = json(_encode(r.detail)) if r.detail else "\\N"
            self.refusals.append(
                f"{head}{self._iso(r.at)}{who}{r.journey_id}\t{text(r.trigger)}\t"
                f"{text(r.message_id)}\t{r.reason}\t{detail}\n"
            )
        for message in played.messages:
            program = journeys.of(message.run.version_id)
            uses = program.uses.get(message.send.step) if program else None
            self.messages.append(_message(case, message, uses))
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
            f"{json(_encode(run.entry))}\t{json(_state(run))}\t{text(run.entry_key)}\t"
            f"{entered}\t{ended}\t{text(run.reason)}\n"
        )

    def flush(self, connection: Connection[Any]) -> None:
        """Store it all and commit. A small batch goes in one way there and back, a large one by
        COPY; what is empty costs nothing."""
        copies = self._copies()
        if sum(len(lines) for _, lines in copies) + len(self.messages) <= FEW:
            with connection.pipeline():
                self._change(connection)
                for statement, lines in copies:
                    insert(connection, statement, lines)
                outbox.append(connection, self.messages, self.now, by_copy=False)
                self._cancel(connection)
                connection.execute("commit")
            return
        self._change(connection)
        for statement, lines in copies:
            copy(connection, statement, lines)
        outbox.append(connection, self.messages, self.now)
        self._cancel(connection)
        connection.execute("commit")

    def _copies(self) -> list[tuple[str, list[str]]]:
        """The lines for each table."""
        return [
            (COPY_INBOX, self.moved),
            (COPY_CUSTOMERS, self.customers),
            (COPY_RUNS, self.runs),
            (COPY_CLAIMS, self.claims),
            (COPY_EVENTS, self.events),
            (COPY_LOG, self.log),
            (COPY_REFUSALS, self.refusals),
            (COPY_COUNTS, self.tally.lines()),
        ]

    def _change(self, connection: Connection[Any]) -> None:
        """Rows that go or change; they make room for those that come."""
        if self.handled:
            rows = self.handled
            values = (Smalls([r.lane for r in rows]), Bigs([r.id for r in rows]))
            connection.execute(DELETE_INBOX, values)
        self._update_customers(connection)
        if self.dropped:
            lanes, ids = zip(*self.dropped, strict=True)
            connection.execute(DELETE_RUNS, (Smalls(lanes), Uuids(ids)))
        self._update_runs(connection)
        self._free_claims(connection)
        dates.store(connection, self.dates)

    def _cancel(self, connection: Connection[Any]) -> None:
        """After the append: the run may have exited in the batch in which it asked to send."""
        if self.cancels:
            outbox.cancel(connection, self.cancels, self.now)

    def _update_customers(self, connection: Connection[Any]) -> None:
        if not self.changed:
            return
        people = [case.person for case, _ in self.changed]
        values = (
            Smalls([case.lane for case, _ in self.changed]),
            Uuids([p.id for p in people]),
            Jsons([_encode(p.profile) for p in people]),
            Jsons([_encode(p.times) for p in people]),
            Texts([p.zone for p in people]),
            Texts([p.language for p in people]),
            Texts([p.anonymous_id for p in people]),
            Instants([seen for _, seen in self.changed]),
        )
        connection.execute(UPDATE_CUSTOMERS, values)

    def _update_runs(self, connection: Connection[Any]) -> None:
        if not self.updated:
            return
        runs = [run for _, run in self.updated]
        values = (
            Smalls([lane for lane, _ in self.updated]),
            Uuids([r.id for r in runs]),
            Smalls([r.status for r in runs]),
            Texts([r.step for r in runs]),
            Ints([r.visit for r in runs]),
            Instants([r.due_at for r in runs]),
            Instants([r.frozen_at for r in runs]),
            Texts([words(r.awaits) for r in runs]),
            Jsons([_state(r) for r in runs]),
            Instants([r.ended_at for r in runs]),
            Texts([r.reason for r in runs]),
        )
        connection.execute(UPDATE_RUNS, values)

    def _free_claims(self, connection: Connection[Any]) -> None:
        if self.freed:
            values = (
                Smalls([lane for lane, _, _ in self.freed]),
                Uuids([customer for _, customer, _ in self.freed]),
                Bigs([key[0] for _, _, key in self.freed]),
                Texts([key[1] for _, _, key in self.freed]),
                Texts([key[2] for _, _, key in self.freed]),
            )
            connection.execute(DELETE_CLAIMS, values)


def _state(run: Run) -> bytes:
    return _encode(Kept(run.trigger, run.keep, run.vars, run.visits, run.held))


def _own_key(event: Event, case: Case) -> str:
    """Of an event that a journey emitted: it names the customer by what is known of them."""
    if event.user_id or event.anonymous_id:
        return identity_key(event.user_id, event.anonymous_id)
    return f"id:{case.person.id}"


def _message(case: Case, message: Message, uses: tuple[str, ...] | None) -> OutboxMessage:
    person, send, run = case.person, message.send, message.run
    return OutboxMessage(
        lane=case.lane,
        id=send.id,
        workspace_id=person.workspace_id,
        customer_id=person.id,
        channel=send.channel,
        recipient=message.recipient,
        due_at=message.at,
        run_id=run.id,
        journey_id=run.journey_id,
        version_id=run.version_id,
        step=send.step,
        topic=send.topic,
        kind=send.purpose,
        zone=person.zone or "",
        language=person.language or "",
        context=_context(message, uses),
        awaited=send.awaited,
        skip=message.skip,
    )


def _context(message: Message, uses: tuple[str, ...] | None) -> dict[str, Any]:
    """The values that the template reads, as they are at this move."""
    run = message.run
    whole: dict[str, Mapping[str, Any]] = {
        "customer": message.send.profile,
        "entry": run.entry.get("properties", {}),
        "run": run.vars,
    }
    if uses is None:
        return whole
    context: dict[str, Any] = {}
    for path in uses:
        root, _, name = path.partition(".")
        values = whole.get(root)
        if values is None:
            continue
        if not name:
            context[root] = values
        elif name in values and context.get(root) is not values:
            context.setdefault(root, {})[name] = values[name]
    return context
