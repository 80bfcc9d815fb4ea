"""S26: the same random journeys and histories through the live driver and through the simulation
give the same moves and the same intents. The clock is driven; the database is real."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from channels_app.contracts import Status
from channels_app.delivery import reports
from channels_app.delivery.claim import Claimer
from channels_app.delivery.connect import connect as connect_delivery
from channels_app.delivery.run import Deliverer
from journeys.core.items import MESSAGE, Event, Report
from journeys.core.person import Journeys
from journeys.core.play import Message, Played
from journeys.core.program import Program
from journeys.engine import driven
from journeys.simulation.virtual import live_through, newcomer, sent_at_once
from tests.builders import NOON, bind_as, document, mail, step
from tests.conformance.strategies import Document, histories, journeys
from tests.integration.engine.shop import Shop
from workspaces import clock

LATER = timedelta(days=30)
CUSTOMERS = 3
TABLES = (
    "inbox, parked, customer, identity, run, claim, event, step_log, refusal, counter_delta,"
    " counter, message, mailbox_message"
)
Line = tuple[datetime, str, int, str, str, str]


class Live:
    """The shop with a drain and a delivery in this process, emptied between examples."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.delivery = connect_delivery()
        self.deliverer = Deliverer(Claimer("test", range(64)), lambda _: clock.now())

    def close(self) -> None:
        self.delivery.close()
        self.shop.close()

    def run(self, graphs: list[Document], events: list[Event], cuts: list[int]) -> list[Program]:
        self.shop.rows_gone(TABLES)
        programs = []
        for graph in graphs:
            journey = self.shop.publish(graph)
            assert journey.live_version_id is not None
            ids = (self.shop.workspace.pk, journey.pk, journey.live_version_id)
            programs.append(bind_as(graph, *ids))
        start = 0
        for cut in [*sorted(cuts), len(events)]:
            batch = events[start:cut]
            start = max(start, cut)
            for event in batch:
                self.shop.accept_at(event)
            if batch and batch[-1].at:
                self._advance(batch[-1].at)
        last = events[-1].at
        assert last is not None
        self._advance(last + LATER)
        return programs

    def _advance(self, to: datetime) -> None:
        driven.advance(self.shop.connection, to, every_due=True, wait=self._rest)

    def _rest(self, connection: Connection[Any]) -> None:
        while self.shop.settle() or self.deliverer.run_once(self.delivery, 500).claimed:
            pass
        assert driven.idle(connection)

    def log(self) -> list[Line]:
        return sorted(
            self.shop.rows(
                "select at, run_id::text, visit, step, coalesce(port, ''), cause from step_log"
            )
        )

    def intents(self) -> list[tuple[str, datetime]]:
        return sorted(self.shop.rows("select id, created_at from message"))

    def refusals(self) -> list[tuple[str, str]]:
        return sorted(self.shop.rows("select message_id, reason from refusal"))


@pytest.fixture
def live(transactional_db: None, settings: Any) -> Iterator[Live]:
    settings.SOJOURN_CLOCK = "driven"
    made = Live()
    yield made
    made.close()


def simulated(workspace: int, programs: list[Program], events: list[Event]) -> list[Played]:
    """Each customer alone, from the first event on."""
    all_journeys = Journeys(programs)
    last = events[-1].at
    assert last is not None
    parts: list[Played] = []
    for who in dict.fromkeys(event.user_id for event in events):
        theirs = [event for event in events if event.user_id == who]
        parts += live_through(
            newcomer(workspace, who, None), theirs, last + LATER, all_journeys, programs,
            enrol_until=last + LATER, on_message=sent_at_once,
        )  # fmt: skip
    return parts


def introduced(events: list[Event]) -> list[Event]:
    """Everybody has an address from the start, so that no mail is refused for the lack of one."""
    first = [
        Event(
            kind="identify", name="$identify", message_id=f"hello-{n}", user_id=f"customer-{n}",
            timestamp=NOON, at=NOON, properties={"email": f"customer-{n}@example.org"},
        )
        for n in range(1, CUSTOMERS + 1)
    ]  # fmt: skip
    return first + events


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    graphs=st.lists(journeys(), min_size=1, max_size=3),
    events=histories(customers=CUSTOMERS),
    cuts=st.lists(st.integers(0, 12), max_size=3),
)
def test_s26_live_and_simulation_make_the_same_moves_and_intents(
    live: Live, graphs: list[Document], events: list[Event], cuts: list[int]
) -> None:
    events = introduced(events)
    live.shop.connection.execute("update clock set at = %s", (NOON,))
    programs = live.run(graphs, events, cuts)
    parts = simulated(live.shop.workspace.pk, programs, events)
    expected = sorted(
        (t.at, t.run_id, t.visit, t.step, t.port or "", t.cause) for p in parts for t in p.traces
    )
    assert live.log() == expected
    assert live.intents() == sorted((m.send.id, m.at) for p in parts for m in p.messages)
    assert live.refusals() == sorted((r.message_id, r.reason) for p in parts for r in p.refusals)


TOLD = (("delivered", timedelta(minutes=1)), ("opened", timedelta(hours=2)))
"""What becomes of every message, and how long after it was made."""


def reporting(welcomed: str) -> list[Document]:
    """A journey that asks about its messages in every way, and one that starts by them."""
    asked = {"message": "hello.opened", "type": "boolean", "op": "is_true"}
    opened = {"did": MESSAGE, "times": {"op": "at_least", "n": 1}, "within": "P1D",
              "where": {"event": "what", "op": "is", "value": "opened"}}  # fmt: skip
    cases = [{"id": "clicked", "message": "again", "report": "clicked"},
             {"id": "opened", "message": "again", "report": "opened"}]  # fmt: skip
    steps = {
        "hello": mail("hold"),
        "hold": step("wait", "fork", duration="PT3H"),
        "fork": step("branch", {"yes": "again", "else": "end"}, cases=[
            {"id": "yes", "condition": {"all": [asked, opened]}},
        ]),
        "again": mail("look"),
        "look": step("wait_for", {"clicked": "end", "opened": "last", "timeout": "end"},
                     cases=cases, timeout="P1D"),
        "last": mail({"out": "seen", "timeout": "end"}, await_report="opened", await_for="PT1H"),
        "seen": mail("end"),
        "end": step("exit", reason="end"),
    }  # fmt: skip
    config = {"what": "opened", "journey": welcomed, "step": "again", "channel": "email"}
    triggers = {"start": {"kind": "message", "config": config, "next": "thanks"}}
    return [document(steps), document({"thanks": mail()}, rule="every_time", triggers=triggers)]


def test_s26_reports_move_live_runs_as_they_move_simulated_ones(live: Live) -> None:
    shop = live.shop
    graphs = reporting("welcome")
    journeys_ = [shop.publish(graphs[0], "welcome"), shop.publish(graphs[1])]
    programs = [
        bind_as(graph, shop.workspace.pk, j.pk, j.live_version_id or 0, j.slug)
        for graph, j in zip(graphs, journeys_, strict=True)
    ]
    start = clock.now()
    events = [
        shop.event("$identify", kind="identify", properties={"email": "c@example.org"}),
        shop.event("add_to_cart"),
    ]
    shop.accept(*events)
    live._rest(shop.connection)
    told: set[tuple[str, str]] = set()
    for _ in range(50):
        coming = [
            (made + after, lane, intent, word)
            for lane, intent, made in shop.rows("select lane, id, created_at from message")
            for word, after in TOLD
            if (intent, word) not in told
        ]
        due = [at for (at,) in shop.rows("select due_at from run where due_at is not null")]
        if not coming and not due:
            break
        live._advance(min([*due, *(at for at, *_ in coming)]))
        now = clock.now()
        for at, lane, intent, word in coming:
            if at == now:
                told.add((intent, word))
                heard = reports.Heard(lane, intent, Status[word.upper()], now)
                with shop.connection.transaction():
                    reports.hear(shop.connection, [heard])
        live._rest(shop.connection)
    live._advance(start + LATER)

    def on_message(message: Message) -> list[Report]:
        return [message.report("sent"), *(message.report(w, at=message.at + d) for w, d in TOLD)]

    given = [msgspec.structs.replace(e, at=start, seq=n) for n, e in enumerate(events)]
    parts = list(
        live_through(
            newcomer(shop.workspace.pk, "charlie", None), given, start + LATER,
            Journeys(programs), programs, enrol_until=start + LATER, on_message=on_message,
        )
    )  # fmt: skip
    expected = sorted(
        (t.at, t.run_id, t.visit, t.step, t.port or "", t.cause) for p in parts for t in p.traces
    )
    assert ("hello", "out") in {(line[3], line[4]) for line in expected}
    assert "thanks" in {line[3] for line in expected}, "the other journey heard of it"
    assert "seen" in {line[3] for line in expected} or "end" in {line[3] for line in expected}
    assert live.log() == expected
    assert live.intents() == sorted((m.send.id, m.at) for p in parts for m in p.messages)
    stored = shop.rows("select name, properties->>'what', at from event where name = '$message'")
    simulated_ = [h.event for p in parts for h in p.events if h.event.name == MESSAGE]
    assert sorted(stored) == sorted((e.name, e.properties["what"], e.at) for e in simulated_)
