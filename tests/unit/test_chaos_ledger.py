"""The ledger of `make chaos` sees what is lost, doubled or changed; without a house."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any, cast

import pytest

from chaos import ledger, stored
from chaos.documents import INSTANT, PING
from chaos.ledger import Ledger
from chaos.load import Posted
from journeys.core.items import Event
from journeys.core.person import Journeys
from journeys.core.play import play
from journeys.engine.programs import bound
from journeys.simulation.virtual import newcomer
from tests.builders import NOON

PROGRAM = (1, 1, json.dumps(INSTANT), 1, "instant")
EMAIL = {"email": "c1@example.org"}
POSTED = [
    Posted("c1-00001", "c1", 1, "identify", "$identify", EMAIL, {"userId": "c1"}, accepted=True),
    Posted("c1-00002", "c1", 2, "track", PING, {"total": 7}, {"userId": "c1"}, accepted=True),
]
Tables = dict[str, list[tuple[Any, ...]]]


class Told:
    """Answers each statement with the rows that it was told."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.tables.get(sql, [])

    def one(self, sql: str, *values: Any) -> Any:
        return self.tables.get(sql, [(0,)])[0][0]


def tables() -> Tables:
    """What a house without a fault would have stored of one customer who pings once."""
    person = newcomer(1, "c1", None)
    program = bound(*PROGRAM)
    assert program is not None
    events = [
        Event(kind=cast(Any, p.kind), name=p.name, message_id=p.message_id, timestamp=NOON,
              user_id="c1", properties=p.properties, at=NOON, seq=p.number)
        for p in POSTED
    ]  # fmt: skip
    played = play(person, events, NOON, Journeys([program]))
    who, handled = person.id, [h.event for h in played.events]
    (run,), (message,) = played.runs.values(), played.messages
    return {
        stored.PROGRAMS: [PROGRAM],
        stored.CUSTOMERS: [(who, "c1", person.profile)],
        stored.EVENTS: [
            (who, 1, e.name, e.kind, e.message_id, NOON, NOON, e.properties, None, False)
            for e in handled
        ],
        stored.MOVES: [(who, 1, t.run_id, t.visit, t.step, t.port or "", t.cause, t.at)
                       for t in played.traces],
        stored.RUNS: [(who, run.id, 1, int(run.status), run.step, run.visit)],
        stored.MESSAGES: [(who, message.send.id)],
        ledger.EVENTS: [(e.message_id, e.properties, e.name) for e in handled],
        ledger.ENTRIES: [("c1-00002", run.id, "instant"), (f"{run.id}:3:0", "echo", "echo")],
        ledger.HELLOS: [(run.id,)],
        ledger.INTENTS: [(1,)],
        ledger.SENT: [(message.send.id,)],
        ledger.MAILS: [(message.send.id,)],
        ledger.NOW: [(NOON + timedelta(hours=1),)],
    }  # fmt: skip


def wrong(given: Tables) -> set[str]:
    accounts = Ledger(Told(given), 1, deepcopy(POSTED))  # type: ignore[arg-type]
    return {line.promise for line in accounts.lines() if line.wrong}


def test_a_house_without_a_fault_balances() -> None:
    assert wrong(tables()) == set()


@pytest.mark.parametrize(
    ("table", "harm", "promise"),
    [
        (ledger.EVENTS, lambda rows: rows[1:], "accepted events are stored"),
        (ledger.EVENTS, lambda rows: [rows[0], *rows], "no event is stored twice"),
        (ledger.MAILS, lambda rows: [], "sent messages arrived"),
        (ledger.MAILS, lambda rows: rows * 2, "every mail was sent, once"),
        (ledger.ENTRIES, lambda rows: rows[:1], "each ping: one run, one message, one echo"),
        (stored.MESSAGES, lambda rows: [], "intents as simulated"),
        (stored.MESSAGES, lambda rows: rows * 2, "intents as simulated"),
        (stored.MOVES, lambda rows: rows[:-1], "moves as simulated"),
        (stored.MOVES, lambda rows: [*rows, rows[0]], "moves as simulated"),
        (stored.RUNS, lambda rows: [], "runs as simulated"),
        (stored.CUSTOMERS, lambda rows: [(*rows[0][:2], {**EMAIL, "pings": 2})],
         "profiles as simulated"),
    ],
)  # fmt: skip
def test_what_is_lost_doubled_or_changed_is_seen(
    table: str, harm: Callable[[list[Any]], list[Any]], promise: str
) -> None:
    given = tables()
    given[table] = harm(given[table])
    assert promise in wrong(given)
