"""Customers as the core plays them: loaded for a whole batch with one statement per table."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from journeys.core.ids import lane_of
from journeys.core.items import Control, Enrol, Event
from journeys.core.person import Claim, Journeys, Person
from journeys.core.reports import Heard
from journeys.core.state import Run, Status
from journeys.core.view import Occurrence
from journeys.engine import store
from journeys.engine.programs import Programs
from journeys.engine.resolve import Given

_object = msgspec.json.Decoder(dict[str, Any]).decode
_object_of_ints = msgspec.json.Decoder(dict[str, int]).decode


class Kept(msgspec.Struct, omit_defaults=True, gc=False):
    """The column `state` of a run: what only the core reads."""

    trigger: str
    keep: dict[str, Any] = {}
    vars: dict[str, Any] = {}
    visits: dict[str, int] = {}
    held: tuple[dict[str, Any], ...] = ()
    reports: dict[str, Heard] = {}


_kept = msgspec.json.Decoder(Kept).decode


class Case:
    """One customer's share of a batch, and how they were when it began."""

    __slots__ = ("before", "given", "is_new", "is_stored", "lane", "person", "phone", "stamp",
                 "statuses")  # fmt: skip

    def __init__(self, lane: int, person: Person, given: list[Given]) -> None:
        self.lane = lane
        self.person = person
        self.given = given
        self.is_new = False
        self.is_stored = False
        self.statuses: dict[str, Status] = {}
        self.stamp: datetime | None = None
        self.before: tuple[Any, ...] = ()
        self.phone: Any = None

    def aside(self) -> tuple[Any, ...]:
        """What else of the customer's row an event may change."""
        person = self.person
        return (person.zone, person.language, person.anonymous_id)


def load(
    connection: Connection[Any],
    programs: Programs,
    asked: dict[str, list[Given]],
    due: Iterable[store.Due],
    customers: dict[str, Any],
    remember: datetime,
) -> tuple[list[Case], Journeys]:
    """Everyone whom the batch touches, with every run, claim and past event that counts.

    `customers` are the rows read so far, None for one who is not there. Items that were handled
    since `remember`, or stand twice in the batch, are left out (S2).
    """
    workspaces = {d.customer_id: d.workspace_id for d in due}
    workspaces.update({c: given[0].row.workspace_id for c, given in asked.items()})
    others = [c for c in workspaces if c not in customers]
    if others:  # they were merged, so nobody could know before whom to ask for
        question = store.keyed(store.CUSTOMERS, [lane_of(c) for c in others], others)
        customers.update({row[0]: row for row in store.together(connection, [question])[0]})
    cases = {
        customer: _case(customer, workspace, asked.get(customer, []), customers.get(customer))
        for customer, workspace in workspaces.items()
    }
    known = {c: case for c, case in cases.items() if not case.is_new}
    runs: list[Any] = []
    seen: list[Any] = []
    if known:
        keys = _keys(known)
        ids = [g.id for case in known.values() for g in case.given if g.id]
        lanes = [case.lane for case in known.values() for g in case.given if g.id]
        named = [(c.lane, g.item.run_id) for c in known.values() for g in c.given if _orders(g)]
        questions = [
            store.keyed(store.SEEN, lanes, ids, remember),
            store.keyed(store.RUNS, *keys),
            store.keyed(store.CLAIMS, *keys),
        ]
        if named:
            lanes, orders = [lane for lane, _ in named], [run for _, run in named]
            questions.append(store.keyed(store.NAMED_RUNS, lanes, orders))
        seen, runs, claims, *more = store.together(connection, questions)
        _put_claims(known, claims)
        _put_runs(known, [*runs, *(row for rows in more for row in rows)])
    _drop_repeated(cases, {row[0] for row in seen})
    journeys = programs.include(
        connection, {r.version_id for c in known.values() for r in c.person.runs.values()}
    )
    _load_history(connection, known, journeys, remember)
    return list(cases.values()), journeys


def _orders(given: Given) -> bool:
    return isinstance(given.item, Control)


def _case(customer: str, workspace: int, given: list[Given], row: tuple[Any, ...] | None) -> Case:
    lane = lane_of(customer)
    if row is not None:
        person = Person(
            id=customer,
            workspace_id=workspace,
            user_id=row[1],
            anonymous_id=row[2],
            profile=_object(row[3]),
            times=_object_of_ints(row[4]),
            zone=row[5],
            language=row[6],
        )
        case = Case(lane, person, given)
        case.is_stored, case.stamp, case.phone = True, row[7], person.profile.get("phone")
    else:
        maker = next((g.item for g in given if _makes(g.item)), None)
        person = Person(id=customer, workspace_id=workspace)
        case = Case(lane, person, given)
        if maker is not None:
            person.user_id, person.anonymous_id = maker.user_id, maker.anonymous_id
            case.is_new = case.is_stored = True
        else:  # who is not there cannot enter; runs that are left may still end
            case.given = [g for g in given if not isinstance(g.item, Enrol)]
    case.before = case.aside()
    return case


def _makes(item: Any) -> bool:
    """Whether an item brings a customer into being; a report on one who was erased does not."""
    return isinstance(item, Event) or (isinstance(item, Enrol) and item.customer_id is None)


def _drop_repeated(cases: dict[str, Case], seen: set[str]) -> None:
    for case in cases.values():
        kept = []
        for given in case.given:
            if given.id is None or given.id not in seen:
                kept.append(given)
                if given.id:
                    seen.add(given.id)
        case.given = kept


def _put_runs(known: dict[str, Case], rows: list[Any]) -> None:
    """In the order of entry, which is the order that the core keeps them in."""
    for row in sorted({row[0]: row for row in rows}.values(), key=lambda r: (r[13], r[2], r[0])):
        case = known.get(row[3])
        if case is not None:
            run = _run(row)
            case.person.runs[run.id] = run
            case.statuses[run.id] = run.status


def _put_claims(known: dict[str, Case], rows: list[Any]) -> None:
    for customer, journey, key, slot, run, at in rows:
        known[customer].person.claims[journey, key, slot] = Claim(run, at)


def _run(row: tuple[Any, ...]) -> Run:
    kept = _kept(row[11])
    return Run(
        id=row[0],
        journey_id=row[1],
        version_id=row[2],
        customer_id=row[3],
        trigger=kept.trigger,
        entry_key=row[12],
        entry=_object(row[10]),
        entered_at=row[13],
        status=Status(row[4]),
        reason=row[15],
        ended_at=row[14],
        step=row[5],
        visit=row[6],
        due_at=row[7],
        awaits=tuple(row[9]),
        frozen_at=row[8],
        held=kept.held,
        keep=kept.keep,
        vars=kept.vars,
        visits=kept.visits,
        reports=kept.reports,
    )


def _load_history(
    connection: Connection[Any], known: dict[str, Case], journeys: Journeys, remember: datetime
) -> None:
    needs: dict[str, Any] = {}
    spans: list[Any] = []
    wanted = {}
    for customer, case in known.items():
        names = journeys.history(case.person.workspace_id)
        if names:
            wanted[customer] = case
            needs.update(names)
            spans.extend(names.values())
    if not wanted:
        return
    lanes, ids = _keys(wanted)
    now = remember + store.REMEMBERED
    since = None if None in spans else now - max(spans)
    question = store.history(lanes, ids, needs, since)
    for customer, name, ts, properties in store.together(connection, [question])[0]:
        past = wanted[customer].person.history.setdefault(name, [])
        past.append(Occurrence(ts, _object(properties)))


def _keys(cases: dict[str, Case]) -> tuple[list[int], list[str]]:
    return [case.lane for case in cases.values()], list(cases)
