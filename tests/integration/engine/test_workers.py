"""Several workers, and workers that die: S7 and S16 across processes."""

import random  # noqa: TID251 - moments of death
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import document, mail, step, wait_for
from tests.integration.engine.shop import Shop
from tests.integration.engine.workers import WorkerProcess, until

CART = document(
    {
        "hold": wait_for("purchase", "PT1S", {"timeout": "first"}),
        "first": mail("pause"),
        "pause": step("wait", "second", duration="PT1S"),
        "second": mail(),
    },
    exits=[{"id": "bought", "event": "purchase"}],
)


def lone_drain() -> WorkerProcess:
    return WorkerProcess("--drains", "1", "--deliveries", "0")


@pytest.fixture
def market(transactional_db: None, settings: Any) -> Iterator[Shop]:
    """The shop by the wall clock."""
    settings.SOJOURN_CLOCK = "system"
    made = Shop()
    made.drain.leases.leave(made.connection)
    yield made
    made.close()


@pytest.fixture
def workers() -> Iterator[list[WorkerProcess]]:
    started: list[WorkerProcess] = []
    yield started
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()


def test_a_worker_handles_what_comes_and_stops_when_told(
    market: Shop, workers: list[WorkerProcess]
) -> None:
    market.publish(CART)
    workers.append(WorkerProcess())
    until(lambda: market.one("select count(*) from worker") >= 1)
    market.identify("charlie", email="charlie@example.org")
    market.post("add_to_cart")
    until(lambda: market.sent() == ["first", "second"])
    until(lambda: market.one("select coalesce(sum(n), 0) from counter where metric = 'sent'") == 2)
    assert workers[0].stop() < 2
    assert market.one("select count(*) from lane where leased_by is not null") == 0


def test_s7_two_workers_share_the_lanes_and_keep_the_rule(
    market: Shop, workers: list[WorkerProcess]
) -> None:
    market.publish(
        document({"hold": wait_for("purchase", "PT1H", {"timeout": "first"}), "first": mail()})
    )
    workers += [lone_drain(), lone_drain()]
    until(lambda: market.one("select count(*) from worker") == 2)
    held = "select count(*) from lane where leased_by is not null group by leased_by"
    until(lambda: market.rows(held) == [(32,), (32,)])
    for n in range(400):
        market.accept(*[market.event("add_to_cart", f"user{n % 100}") for _ in range(3)])
    until(lambda: market.one("select count(*) from event") == 1200)
    assert market.one("select count(*) from run") == 100
    assert market.one("select count(*) from refusal") == 1100


def test_a_dead_workers_lanes_are_taken_over_within_five_seconds(
    market: Shop, workers: list[WorkerProcess]
) -> None:
    market.publish(CART)
    workers += [lone_drain(), lone_drain()]
    held = "select count(*) from lane where leased_by is not null group by leased_by"
    until(lambda: market.rows(held) == [(32,), (32,)])
    workers[0].kill()
    for n in range(100):
        market.post("add_to_cart", f"user{n}")
    begun = time.monotonic()
    until(lambda: market.one("select count(*) from run") == 100, within=8)
    assert time.monotonic() - begun < 5


@pytest.mark.chaos
def test_s16_killed_workers_lose_and_double_nothing(
    market: Shop, workers: list[WorkerProcess]
) -> None:
    market.publish(CART)
    chance = random.Random(16)
    workers += [lone_drain(), lone_drain()]
    accepted = 0
    for _ in range(5):
        # Somewhere in the middle of the round's events; how many they are is not the machine's say.
        stop_at = time.monotonic() + chance.uniform(0.8, 2.5)
        for _ in range(60):
            events = [market.event("add_to_cart", f"user{accepted + n}") for n in range(50)]
            market.accept(*events)
            accepted += 50
        time.sleep(max(0.0, stop_at - time.monotonic()))
        victim = workers[chance.randrange(2)]
        if chance.random() < 0.5:
            victim.kill_child()
        else:
            victim.kill()
            victim.start()
    done = "select count(*) from run where status = 2"
    until(lambda: market.one(done) == accepted, within=60)
    assert market.one("select count(*) from event") == accepted
    assert market.one("select count(*) from inbox") == 0
    assert market.one("select count(*) from parked") == 0
    sent = Counter(market.rows("select run_id, step from message"))
    assert len(sent) == 2 * accepted
    assert set(sent.values()) == {1}
