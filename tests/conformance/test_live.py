"""S26: the same random journeys and histories through the live driver and through the simulation
give the same moves and the same intents. The clock is driven; the database is real."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from channels_app.delivery.claim import Claimer
from channels_app.delivery.connect import connect as connect_delivery
from channels_app.delivery.run import Deliverer
from journeys.core.items import Event
from journeys.core.person import Journeys
from journeys.core.play import Played
from journeys.core.program import Program
from journeys.engine import driven
from journeys.simulation.virtual import live_through, newcomer, sent_at_once
from tests.builders import NOON, bind_as
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
