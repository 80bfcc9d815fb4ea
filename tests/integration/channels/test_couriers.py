"""A slow provider, and one that is dead, beside a quick one: nobody waits for another (S9, S17)."""

import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread

import pytest

from channels_app.base import Outgoing
from channels_app.contracts import Receipt, Status
from channels_app.delivery import outbox
from channels_app.delivery.connect import connect
from channels_app.delivery.loop import Loop
from channels_app.models import ChannelAccount, Claim, MailboxMessage
from tests.integration.channels.outbox_rows import NOW, message, raw, rows, run_id
from tests.integration.channels.pigeons import Flown, account, failing, loft, sent
from tests.integration.channels.test_loop import until
from workspaces.clock import now
from workspaces.models import Workspace

__all__ = ["loft"]

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"text": "Hello {{ customer.first_name }}"}


class Hanging:
    """A provider that answers when it is told to."""

    def __init__(self) -> None:
        self.reached, self.answer = Event(), Event()

    def __call__(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        self.reached.set()
        assert self.answer.wait(30)
        return sent(batch)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    made = Hanging()
    yield made
    made.answer.set()


@pytest.fixture
def run() -> Iterator[Callable[[str], Thread]]:
    """run("a"): a worker's delivery, ended with the test."""
    stop = Event()
    threads: list[Thread] = []

    def start(name: str) -> Thread:
        thread = Thread(target=Loop(name).run, args=(stop,), daemon=True)
        threads.append(thread)
        thread.start()
        return thread

    yield start
    stop.set()
    outbox.announce(raw())
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def by(topic: str, *numbers: int) -> None:
    """Pigeons of a topic, which says by which account they go."""
    pigeons = [
        message(n, channel="pigeon", recipient=f"roof{n}", content=TEXT, topic=topic)
        for n in numbers
    ]
    outbox.append(raw(), pigeons, NOW)


def words(topic: str) -> set[str]:
    return {Status(status).word for status, found in rows("status, topic") if found == topic}


@pytest.fixture
def three(workspace: Workspace, loft: Flown, hanging: Hanging) -> Flown:
    """Accounts that hang, are dead, and are quick; each carries its own topic."""
    for name in ("hangs", "dead", "quick"):
        account(workspace, name, topics=[name])
    loft.behave |= {"hangs": hanging, "dead": failing}
    return loft


def test_a_hanging_and_a_dead_provider_delay_neither_a_quick_one_nor_mail(
    three: Flown, hanging: Hanging, run: Callable[[str], Thread]
) -> None:
    by("hangs", *range(1, 301))
    by("dead", *range(301, 601))
    by("quick", *range(601, 901))
    mails = [message(n, content={"subject": "Hi", "text": "Hi"}) for n in range(901, 1201)]
    outbox.append(raw(), mails, NOW)
    run("a")
    until(lambda: len(three.by("quick")) == 300)
    until(lambda: MailboxMessage.objects.count() == 300)
    assert hanging.reached.is_set()
    assert not three.by("hangs")
    assert not three.by("dead")
    until(lambda: words("dead") == {"queued"})
    # What hangs has so much in hand and no more; the others can still be cancelled (S9).
    in_hand = [status for status, topic in rows("status, topic") if topic == "hangs"]
    assert in_hand.count(Status.SENDING) <= 100
    outbox.cancel(raw(), [(n % 64, run_id(n)) for n in range(1, 301)], now())
    # The claims of those in hand are kept alive meanwhile.
    time.sleep(4)
    assert words("hangs") <= {"sending", "cancelled"}
    hanging.answer.set()
    until(lambda: words("hangs") == {"sent", "cancelled"})
    # Only the chunk that was under way has left.
    assert len(three.by("hangs")) == 10
    until(lambda: Claim.objects.count() == 0)


def test_messages_of_a_dead_provider_go_by_the_next_account_at_once(
    workspace: Workspace, loft: Flown, run: Callable[[str], Thread]
) -> None:
    account(workspace, "dead")
    account(workspace, "quick")
    loft.behave["dead"] = failing
    by("", *range(1, 201))
    run("a")
    run("b")
    until(lambda: len(loft.by("quick")) == 200)
    assert len(set(loft.by("quick"))) == 200
    assert ChannelAccount.objects.get(name="dead").failures >= 5
    until(lambda: Claim.objects.count() == 0)
    assert {attempts for (attempts,) in rows("attempts")} == {1}


def test_a_quick_provider_takes_thousands_through_one_courier(
    workspace: Workspace, loft: Flown, run: Callable[[str], Thread]
) -> None:
    account(workspace, "quick")
    many = 3000
    by("", *range(1, many + 1))
    run("a")
    took = until(lambda: len(loft.taken) == many, 60)
    assert len({taken for _, taken, _ in loft.taken}) == many
    assert took < 60
    until(lambda: {Status(s).word for (s,) in rows("status")} == {"sent"})


def test_told_to_stop_it_ends_its_chunk_and_gives_the_rest_back(
    workspace: Workspace, loft: Flown, hanging: Hanging
) -> None:
    account(workspace, "hangs")
    loft.behave["hangs"] = hanging
    by("", *range(1, 41))
    stop = Event()
    thread = Thread(target=Loop("a").run, args=(stop,), daemon=True)
    thread.start()
    assert hanging.reached.wait(20)
    stop.set()
    time.sleep(0.5)
    hanging.answer.set()
    thread.join(20)
    assert not thread.is_alive()
    found = [Status(status).word for (status,) in rows("status")]
    assert (found.count("sent"), found.count("queued")) == (10, 30)
    assert Claim.objects.count() == 0


def test_s17_a_claim_that_was_lost_meanwhile_leaves_the_rest_to_others(
    workspace: Workspace, loft: Flown, hanging: Hanging, run: Callable[[str], Thread]
) -> None:
    account(workspace, "hangs")
    loft.behave["hangs"] = hanging
    by("", *range(1, 31))
    run("a")
    assert hanging.reached.wait(20)
    with connect() as connection:
        # As if the process had been asleep for longer than a claim lasts.
        connection.execute("update delivery_claim set until = now() - interval '1 s'")
    until(lambda: {Status(s).word for (s,) in rows("status")} >= {"held"})
    loft.behave["hangs"] = sent
    hanging.answer.set()
    until(lambda: {Status(s).word for (s,) in rows("status")} == {"sent"})
    assert len(loft.taken) == len({taken for _, taken, _ in loft.taken}) == 30
