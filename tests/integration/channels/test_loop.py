"""The delivery loop: woken at once, shared by several workers, back when the database is."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event, Thread

import pytest

from channels_app.contracts import Status
from channels_app.delivery import loop, outbox
from channels_app.delivery.connect import connect
from channels_app.delivery.loop import Loop
from channels_app.models import Claim, MailboxMessage
from tests.integration.channels.outbox_rows import NOW, message, raw, rows
from workspaces.clock import now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]

CONTENT = {"subject": "Hello", "text": "Hello {{ customer.first_name }}"}


@pytest.fixture
def stop() -> Iterator[Event]:
    """Set at the end, and every loop that was started with it has ended then."""
    made = Event()
    yield made
    made.set()
    outbox.announce(raw())
    for thread in started:
        thread.join(10)
    started.clear()


started: list[Thread] = []


def start(stop: Event, name: str) -> None:
    thread = Thread(target=Loop(name).run, args=(stop,), daemon=True)
    started.append(thread)
    thread.start()


def until(what: Callable[[], bool], seconds: float = 20) -> float:
    began = time.monotonic()
    while not what():
        assert time.monotonic() < began + seconds, "it did not happen in time"
        time.sleep(0.005)
    return time.monotonic() - began


def sent() -> int:
    return sum(status == Status.SENT for (status,) in rows("status"))


def test_s16_several_workers_share_the_lanes_and_double_nothing(stop: Event) -> None:
    many = 2500
    outbox.append(raw(), [message(n, content=CONTENT) for n in range(1, many + 1)], NOW)
    for name in ("a", "b", "c"):
        start(stop, name)
    until(lambda: sent() == many)
    assert MailboxMessage.objects.count() == many
    assert Claim.objects.count() == 0


def test_a_notification_wakes_the_loop(stop: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "LONGEST_PAUSE_SECONDS", 15.0)
    outbox.append(raw(), [message(1, content=CONTENT)], NOW)
    start(stop, "a")
    until(lambda: sent() == 1)
    time.sleep(0.1)
    outbox.append(raw(), [message(2, content=CONTENT)], NOW)
    outbox.announce(raw())
    assert until(lambda: sent() == 2) < 5


def test_a_later_due_time_wakes_the_loop(stop: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "LONGEST_PAUSE_SECONDS", 15.0)
    start(stop, "a")
    due = now() + timedelta(milliseconds=300)
    outbox.append(raw(), [message(1, content=CONTENT, due_at=due)], NOW)
    outbox.announce(raw())
    until(lambda: sent() == 1)
    assert now() >= due


def test_the_loop_comes_back_after_its_connections_were_cut(stop: Event) -> None:
    outbox.append(raw(), [message(1, content=CONTENT)], NOW)
    start(stop, "a")
    until(lambda: sent() == 1)
    with connect() as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where query like 'listen sojourn_outbox%' or query like '%delivery_claim%'"
            " and pid <> pg_backend_pid() and datname = current_database()"
        )
    outbox.append(raw(), [message(2, content=CONTENT)], NOW)
    until(lambda: sent() == 2)
