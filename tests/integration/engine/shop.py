"""A shop with journeys on a real database, and a drain in this process to move its customers."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from journeys.core.ids import customer_id, lane_of
from journeys.core.items import Control, Enrol, Event
from journeys.engine import intake
from journeys.engine.announce import Announcer
from journeys.engine.connect import DRAIN_SETTINGS, connect
from journeys.engine.drain import Drain
from journeys.engine.lease import Leases
from journeys.models import Journey, State, Version
from workspaces import clock
from workspaces.models import Workspace

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A Monday."""


class Shop:
    """Time stands still unless a test moves it (the driven clock)."""

    def __init__(self, zone: str = "UTC") -> None:
        self.workspace = Workspace.objects.create(name="Shop", slug="shop", zone=zone)
        self.connection = connect("test")
        self.drain = new_drain("test", self.connection)
        self.count = 0
        if clock.driven():
            clock.advance(NOON)

    def close(self) -> None:
        self.connection.close()
        self.drain.connection.close()

    @property
    def now(self) -> datetime:
        return clock.now()

    def publish(self, document: Mapping[str, Any], slug: str = "") -> Journey:
        journey = Journey.objects.create(
            workspace=self.workspace, slug=slug or f"journey-{self._next()}", name="Test"
        )
        self.republish(journey, document)
        return journey

    def republish(self, journey: Journey, document: Mapping[str, Any]) -> Version:
        number = journey.versions.count() + 1
        version = Version.objects.create(journey=journey, number=number, document=document)
        journey.live_version, journey.state = version, State.LIVE
        journey.save()
        return version

    def post(self, name: str, user: str | None = "charlie", **properties: Any) -> Event:
        return self._accepted(self.event(name, user, properties=properties))

    def identify(self, user: str | None = "charlie", **traits: Any) -> Event:
        return self._accepted(self.event("$identify", user, kind="identify", properties=traits))

    def event(self, name: str, user: str | None = "charlie", **more: Any) -> Event:
        given: dict[str, Any] = {
            "kind": "track",
            "timestamp": self.now,
            "message_id": f"m{self._next()}",
        } | more
        return Event(name=name, user_id=user, **given)

    def accept(self, *items: Event | Enrol | Control) -> None:
        intake.append(self.connection, self.workspace.pk, self.now, list(items))

    def _accepted(self, event: Event) -> Event:
        self.accept(event)
        return event

    def accept_at(self, event: Event) -> None:
        """Accept an event at its own instant, which may lie ahead of the clock."""
        assert event.at is not None
        intake.append(self.connection, self.workspace.pk, event.at, [event])

    def rows_gone(self, tables: str) -> None:
        """Empty these tables, and archive what was published."""
        self.connection.execute(f"truncate {tables}")
        self.workspace.journeys.update(state=State.ARCHIVED)

    def settle(self, most: int = 1000) -> int:
        """Drain until nothing is left to do; how many items and due times there were."""
        total = 0
        self.drain.leases.balance(self.drain.connection)  # a slow machine lets leases run out
        for _ in range(most):
            done = self.drain.run(range(64))
            if not done:
                return total
            total += done
        raise AssertionError("The lanes never come to rest.")

    def wait(self, **span: float) -> None:
        """Let time pass, and settle what falls due."""
        clock.advance(self.now + timedelta(**span))
        self.settle()

    def customer(self, user: str = "charlie") -> str:
        return customer_id(self.workspace.pk, f"user:{user}")

    def lane(self, user: str = "charlie") -> int:
        return lane_of(self.customer(user))

    def rows(self, query: str, *values: Any) -> list[Any]:
        return self.connection.execute(query, values).fetchall()

    def one(self, query: str, *values: Any) -> Any:
        row = self.connection.execute(query, values).fetchone()
        assert row is not None
        return row[0]

    def sent(self) -> list[str]:
        """Steps of the messages in the outbox, in order."""
        return [step for (step,) in self.rows("select step from message order by created_at, id")]

    def runs(self) -> list[tuple[Any, ...]]:
        """(status, step, reason) of every run, in the order of entry."""
        return self.rows("select status, step, reason from run order by entered_at, id")

    def _next(self) -> int:
        self.count += 1
        return self.count


def new_drain(name: str, side: psycopg.Connection[Any]) -> Drain:
    connection = connect(f"drain {name}", options=DRAIN_SETTINGS)
    leases = Leases(name, "localhost", 1)
    leases.join(connection)
    leases.balance(connection)
    leases.balance(connection)
    return Drain(connection, leases, Announcer(side))
