"""Which account carries a message: topics, order, limits, rest, failover, and what is noted."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from channels_app.base import Outgoing
from channels_app.contracts import Receipt, Status
from channels_app.delivery import outbox
from channels_app.models import (
    AccountUse,
    ChannelAccount,
    Endpoint,
    MailboxMessage,
    ProviderRef,
)
from tests.integration.channels.conftest import Deliver
from tests.integration.channels.outbox_rows import NOW, message, raw, rows
from tests.integration.channels.pigeons import Flown, account, at, failing, loft, sent
from workspaces.models import Workspace

__all__ = ["loft"]

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"text": "Hello {{ customer.first_name }}"}


def pigeon(number: int = 1, **changes: Any) -> Any:
    fields = {"channel": "pigeon", "recipient": f"roof{number}", "content": TEXT} | changes
    return message(number, **fields)


def put(*messages: Any) -> None:
    outbox.append(raw(), list(messages), NOW)


def states() -> list[str]:
    return [Status(status).word for (status,) in rows("status")]


def test_without_an_account_a_message_is_refused(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    put(pigeon(topic="news"))
    deliver()
    assert rows("status, reason, detail::text") == [
        (Status.REFUSED, "no_account", '{"topic": "news", "channel": "pigeon"}')
    ]
    account(workspace, "off", enabled=False)
    account(workspace, "other", topics=["offers"])
    put(pigeon(2, topic="news"))
    deliver()
    assert [reason for (reason,) in rows("reason")] == ["no_account", "no_account"]


def test_the_demo_shows_every_channel_and_sends_nothing(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    Workspace.objects.update(is_demo=True)
    account(workspace, "real")
    put(pigeon(1), pigeon(2, channel="owl", recipient=""))
    deliver()
    assert states() == ["sent", "sent"]
    assert not loft.taken
    shown = MailboxMessage.objects.order_by("channel")
    assert [(mail.channel, mail.body, mail.text) for mail in shown] == [
        ("owl", {"text": "Hello Ann"}, "Hello Ann"),
        ("pigeon", {"text": "Hello Ann"}, "Hello Ann"),
    ]


def test_the_accounts_of_a_topic_come_first_then_the_lowest_place(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "first")
    account(workspace, "second")
    account(workspace, "news only", topics=["news"])
    put(pigeon(1), pigeon(2, topic="news"), pigeon(3, topic="offers"))
    deliver()
    assert sorted(loft.taken) == [
        ("first", message(1).id, []),
        ("first", message(3).id, []),
        ("news only", message(2).id, []),
    ]
    assert {row.last_sent_at for row in ChannelAccount.objects.exclude(name="second")} == {NOW}


def test_an_account_serves_its_own_workspace_only(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    other = Workspace.objects.create(id=2, name="Other", slug="other")
    account(other, "theirs")
    put(pigeon())
    deliver()
    assert rows("reason") == [("no_account",)]


def test_what_is_over_the_rate_gets_a_second_of_its_own(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "slow", per_second=10)
    put(*[pigeon(n) for n in range(1, 41)])
    deliver()
    assert len(loft.taken) == 10
    waits = sorted((due - NOW).total_seconds() for due, s in rows("due_at, status") if s == 1)
    assert waits == [pytest.approx(1 + n / 10) for n in range(30)]
    assert {reason for (reason, status) in rows("reason, status") if status == 1} == {
        "“slow” is at its limit."
    }
    # No try was counted, and nobody is put off twice.
    assert {attempts for (attempts, status) in rows("attempts, status") if status == 1} == {0}
    for second in range(1, 5):
        deliver(at=NOW + timedelta(seconds=second, milliseconds=999))
    assert len(loft.taken) == 40


def test_two_workers_share_one_rate_and_the_overflow_has_another_way(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "slow", per_second=10)
    put(*[pigeon(n) for n in range(1, 21)])
    assert [deliver(7).claimed, deliver(7).claimed, deliver(7).claimed] == [7, 7, 6]
    assert len(loft.by("slow")) == 10
    account(workspace, "more")
    put(*[pigeon(n) for n in range(41, 61)])
    deliver()
    assert len(loft.by("more")) == 20


def test_what_a_person_waits_for_is_not_behind_a_campaign(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "slow", per_second=2)
    put(*[pigeon(n) for n in range(1, 31)], pigeon(40, kind="transactional"))
    deliver()
    assert message(40).id in loft.by("slow")
    put(pigeon(41, kind="transactional"))
    deliver()
    [due] = [due for due, found in rows("due_at, id") if found == message(41).id]
    assert due <= NOW + timedelta(seconds=2)


def test_half_a_message_a_second_is_one_in_two(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "slow", per_second=0.5)
    put(*[pigeon(n) for n in range(1, 7)])
    for second in range(8):
        deliver(at=NOW + timedelta(seconds=second, milliseconds=500))
    assert 3 <= len(loft.taken) <= 4


def test_a_warm_up_grows_day_by_day_and_puts_the_rest_off_to_tomorrow(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    warm_up = {"start": "2026-02-28", "first": 4, "factor": 1.5}
    account(workspace, "new", warm_up=warm_up)
    put(*[pigeon(n) for n in range(1, 11)])
    deliver()
    assert len(loft.taken) == 6
    waits = sorted(due for due, status in rows("due_at, status") if status == 1)
    tomorrow = at("2026-03-02T00:00:00")
    assert waits == [tomorrow + timedelta(days=n / 9) for n in range(4)]
    assert AccountUse.objects.get().period == "2026-03-01"
    deliver(at=tomorrow + timedelta(hours=12))
    assert len(loft.taken) == 10


def test_an_account_that_fails_hands_its_messages_to_the_next_at_once(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "north")
    account(workspace, "south")
    loft.behave["north"] = failing
    put(pigeon(1), pigeon(2))
    assert deliver().outcomes == {Status.SENT: 2}
    assert len(loft.by("south")) == 2
    north = ChannelAccount.objects.get(name="north")
    assert (north.failures, north.rests_until) == (2, None)
    assert [error["what"] for error in north.errors] == ["503 The loft is closed"]
    assert rows("attempts") == [(1,), (1,)]


def test_without_another_account_it_waits_and_no_try_is_counted(
    workspace: Workspace, loft: Flown, deliver: Deliver, settings: Any
) -> None:
    settings.SOJOURN_DELIVERY_TRIES = 2
    account(workspace, "north")
    loft.behave["north"] = failing
    put(pigeon(1))
    when = NOW
    for _ in range(4):
        deliver(at=when)
        ((status, reason, when, attempts),) = rows("status, reason, due_at, attempts")
        assert (status, attempts) == (Status.QUEUED, 0)
        assert reason == "“north”: 503 The loft is closed"
    loft.behave.clear()
    deliver(at=when)
    assert states() == ["sent"]


def test_the_breaker_rests_ever_longer_and_wakes_by_one_probe(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "north")
    carried: list[int] = []

    def counted(batch: Sequence[Outgoing]) -> list[Receipt]:
        carried.append(len(batch))
        return failing(batch)

    loft.behave["north"] = counted
    put(*[pigeon(n) for n in range(1, 31)])
    deliver()
    # The first chunk of ten trips it: the others are not even tried.
    assert carried == [10]
    rests = []
    when = NOW
    for _ in range(7):
        row = ChannelAccount.objects.get()
        assert row.rests_until is not None
        rests.append((row.rests_until - when).total_seconds())
        early = deliver(at=row.rests_until - timedelta(milliseconds=1))
        assert early.outcomes.keys() <= {Status.QUEUED}
        when = row.rests_until + timedelta(seconds=LATE)
        deliver(at=when)
    assert carried == [10] + [1] * 7
    assert rests == [30, 60, 120, 240, 480, 600, 600]
    loft.behave["north"] = sent
    row = ChannelAccount.objects.get()
    assert row.rests_until is not None
    when = row.rests_until + timedelta(seconds=LATE)
    deliver(at=when)
    assert len(loft.taken) == 1
    row.refresh_from_db()
    assert not row.failures
    deliver(at=when + timedelta(seconds=10))
    assert len(loft.taken) == 30


# By then all that waited for the rest to be over is due: a quarter of the longest rest.
LATE = 150


def test_what_waits_for_a_rest_does_not_come_back_in_one_heap(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "north")
    loft.behave["north"] = failing
    put(*[pigeon(n) for n in range(1, 101)])
    deliver()
    dues = [due for (due,) in rows("due_at")]
    assert len(set(dues)) > 80
    assert min(dues) >= NOW + timedelta(seconds=30)
    assert max(dues) <= NOW + timedelta(seconds=30 * 1.25)


def test_a_provider_that_asks_to_wait_is_obeyed(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "north")
    until = NOW + timedelta(seconds=7)
    carried: list[int] = []

    def busy(batch: Sequence[Outgoing]) -> list[Receipt]:
        carried.append(len(batch))
        return [
            Receipt(id=each.message.id, status=Status.QUEUED, reason="429", wait_until=until)
            for each in batch
        ]

    loft.behave["north"] = busy
    put(*[pigeon(n) for n in range(1, 31)])
    deliver()
    assert carried == [10]
    assert ChannelAccount.objects.get().rests_until == until
    assert ChannelAccount.objects.get().failures == 0
    assert all(due >= until for (due,) in rows("due_at"))
    assert {attempts for (attempts,) in rows("attempts")} == {0}


def test_an_unknown_outcome_is_held_and_never_given_to_another_account(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    account(workspace, "north")
    account(workspace, "south")

    def cut(batch: Sequence[Outgoing]) -> list[Receipt]:
        raise TimeoutError

    loft.behave["north"] = cut
    put(pigeon(1))
    deliver()
    assert states() == ["held"]
    assert not loft.taken
    assert ChannelAccount.objects.get(name="north").failures == 1


def test_a_broken_account_is_passed_over_and_says_why_once(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    broken = account(workspace, "broken")
    ChannelAccount.objects.filter(pk=broken.pk).update(settings={"ring": "seven"})
    put(pigeon(1))
    deliver()
    ((status, reason),) = rows("status, reason")
    assert (status, reason) == (Status.QUEUED, "It waits for “broken”.")
    account(workspace, "whole")
    put(pigeon(2))
    deliver()
    assert loft.by("whole") == [message(2).id]
    broken.refresh_from_db()
    assert [error["what"] for error in broken.errors] == [
        "The account's settings do not fit. ring: Write a whole number."
    ]


def test_mails_go_by_an_account_when_there_is_one(
    workspace: Workspace, loft: Flown, deliver: Deliver, settings: Any
) -> None:
    settings.SOJOURN_MAIL = "smtp"
    account(workspace, "mails", channel="email", provider="trial", settings={})
    put(message(1))
    deliver()
    assert MailboxMessage.objects.get().channel == "email"
    assert ChannelAccount.objects.get().last_sent_at == NOW


def endpoint(number: int, address: str, **changes: Any) -> Endpoint:
    fields = {
        "workspace_id": 1,
        "channel": "owl",
        "address": address,
        "lane": number % 64,
        "customer_id": UUID(int=1000 + number),
        "data": {"keys": address},
        "created_at": NOW,
        "seen_at": NOW,
    }
    return Endpoint.objects.create(**(fields | changes))


def owl(number: int) -> Any:
    return pigeon(number, channel="owl", recipient="")


def test_endpoints_are_the_addresses_of_some_kinds(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    first = account(workspace, "first", channel="owl")
    second = account(workspace, "second", channel="owl")
    endpoint(1, "a")
    endpoint(1, "b", account_id=first.pk)
    endpoint(1, "old", dropped_at=NOW)
    endpoint(2, "c", account_id=second.pk)
    endpoint(3, "d", account_id=999)
    endpoint(5, "e")
    with raw().cursor() as cursor:
        cursor.execute(
            "insert into suppression (workspace_id, channel, address, reason, detail, at)"
            " values (1, 'owl', 'e', 'by_hand', '', now())"
        )
    put(*[owl(n) for n in (1, 2, 3, 4, 5)])
    deliver()
    assert sorted(loft.taken) == [
        ("first", message(1).id, ["a", "b"]),
        ("second", message(2).id, ["c"]),
    ]
    reasons = dict(rows("id, reason"))
    assert reasons[message(3).id] == "no_address"
    assert reasons[message(4).id] == "no_address"
    assert reasons[message(5).id] == "suppressed"


def test_receipts_drop_endpoints_and_leave_the_providers_ids(
    workspace: Workspace, loft: Flown, deliver: Deliver
) -> None:
    row = account(workspace, "first", channel="owl")
    gone, kept = endpoint(1, "gone"), endpoint(1, "kept")

    def one_is_gone(batch: Sequence[Outgoing]) -> list[Receipt]:
        return [
            Receipt(
                id=each.message.id,
                status=Status.SENT,
                ref=f"ref-{each.message.lane}",
                dropped=[(gone.pk, "unregistered")],
            )
            for each in batch
        ]

    loft.behave["first"] = one_is_gone
    put(owl(1))
    deliver()
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.dropped_at, gone.reason, kept.dropped_at) == (NOW, "unregistered", None)
    ref = ProviderRef.objects.get()
    assert (ref.account_id, ref.ref, ref.lane, ref.message_id) == (
        row.pk,
        "ref-1",
        1,
        message(1).id,
    )
    put(owl(65))  # the same lane, another customer
    endpoint(65, "other")
    deliver()
    assert ProviderRef.objects.count() == 1
