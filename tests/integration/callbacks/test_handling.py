"""What becomes of callbacks: reports (S20), endpoints, keywords and consent (S18, S19), events."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection as django

from channels_app import contracts, signals
from channels_app.callbacks import handling, store
from channels_app.callbacks.links import subscribe_token
from channels_app.callbacks.queue import Hearing
from channels_app.contracts import Customer, Inbound, Report, Status
from channels_app.delivery.connect import connect
from channels_app.models import (
    Callback,
    Consent,
    ConsentChange,
    Endpoint,
    Message,
    ProviderRef,
    Suppression,
)
from channels_app.provider import Said, Told, carried_id
from tests.integration.callbacks.conftest import NOON, Call, MakeAccount
from workspaces.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)

ANN, BEA = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"
RUN = "00000000-0000-0000-0000-00000000000a"
SOON = timedelta(seconds=2)


@pytest.fixture
def told() -> Iterator[list[Report]]:
    yield from _ears(signals.message_reported, "reports")


@pytest.fixture
def spoken() -> Iterator[list[Inbound]]:
    yield from _ears(signals.customer_spoke, "inbound")


def _ears(signal: Any, name: str) -> Iterator[list[Any]]:
    """In place of the journeys that would hear it."""
    heard: list[Any] = []

    def hear(**given: Any) -> None:
        heard.extend(given[name])

    others, signal.receivers = signal.receivers, []
    signal.connect(hear)
    yield heard
    signal.receivers = others


@pytest.fixture(autouse=True)
def phones(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Customer]]:
    known: dict[str, list[Customer]] = {}
    monkeypatch.setattr(contracts._Registered, "phone", lambda _, __, number: known.get(number, []))
    monkeypatch.setattr(signals.customer_unsubscribed, "receivers", [])
    return known


Hear = Callable[..., int]


@pytest.fixture
def hear() -> Hear:
    """Keep the items for the account and handle what waits."""

    def once(account: Any, *items: Told | Said, after: timedelta = timedelta(0)) -> int:
        with connect() as connection:
            with connection.transaction():
                store.keep(connection, account.workspace_id, account.pk, items, NOON)
            return handling.handle(connection, NOON + after)

    return once


def message(lane: int = 1, customer: str = ANN, **more: Any) -> Message:
    given = {
        "id": f"{RUN}:1:0", "workspace_id": 1, "run_id": RUN, "journey_id": 7, "version_id": 9,
        "step": "hello", "channel": "telegram", "recipient": "", "topic": "news",
        "kind": "marketing", "zone": "", "language": "", "context": {}, "awaited": True,
        "status": Status.SENT.value, "due_at": NOON, "created_at": NOON,
    }  # fmt: skip
    return Message.objects.create(lane=lane, customer_id=customer, **given | more)


def problems() -> list[str]:
    return list(Callback.objects.order_by("id").values_list("problem", flat=True))


def a_report(event: str = "e1", status: Status = Status.DELIVERED, **more: Any) -> Told:
    given = {"message": carried_id(1, f"{RUN}:1:0")} | more
    return Told(event_id=event, status=status, at=NOON, **given)


def test_s20_reports_in_any_order_and_more_than_once(
    account: MakeAccount, hear: Hear, told: list[Report]
) -> None:
    telegram = account()
    message()
    opened, delivered = a_report("e2", Status.OPENED), a_report("e1")
    hear(telegram, opened, delivered, opened)
    hear(telegram, opened, delivered)
    assert [(r.status, r.step, r.topic) for r in told] == [(Status.OPENED, "hello", "news")]
    assert Message.objects.get().status == Status.OPENED
    assert problems() == ["", ""]
    assert not Callback.objects.filter(handled_at=None).exists()


def test_a_report_that_comes_before_its_reference_waits_for_it(
    account: MakeAccount, hear: Hear, told: list[Report]
) -> None:
    telegram = account()
    message()
    hear(telegram, a_report(message="", ref="r1"))
    assert (told, Callback.objects.get().handled_at) == ([], None)
    ProviderRef.objects.create(
        account_id=telegram.pk, ref="r1", workspace_id=1, lane=1, message_id=f"{RUN}:1:0", at=NOON
    )
    assert hear(telegram) == 0, "not at once"
    hear(telegram, after=SOON)
    assert [r.status for r in told] == [Status.DELIVERED]


def test_a_report_on_an_unknown_message_is_given_up(account: MakeAccount, hear: Hear) -> None:
    hear(account(), a_report(message="", ref="nowhere"), after=timedelta(minutes=11))
    assert problems() == ["The message is not known here."]


def test_a_report_waits_until_the_receipt_is_written(
    account: MakeAccount, hear: Hear, told: list[Report]
) -> None:
    message(status=Status.SENDING.value)
    telegram = account()
    hear(telegram, a_report())
    assert not told
    Message.objects.update(status=Status.SENT.value)
    hear(telegram, after=SOON)
    assert [r.status for r in told] == [Status.DELIVERED]


def test_nobody_reports_on_another_workspaces_message(
    account: MakeAccount, hear: Hear, told: list[Report]
) -> None:
    message(workspace_id=2)
    hear(account(), a_report(), after=timedelta(minutes=11))
    assert (told, problems()) == ([], ["The message is not known here."])


def test_a_report_finds_a_message_that_moved_with_its_customer(
    account: MakeAccount, hear: Hear, told: list[Report]
) -> None:
    message(lane=2, customer=BEA)
    hear(account(), a_report())
    assert [(r.lane, r.customer_id) for r in told] == [(2, BEA)]


def test_a_report_in_the_future_is_one_of_now(
    account: MakeAccount, hear: Hear, told: list[Report]
) -> None:
    message()
    report = Told(event_id="e", status=Status.OPENED, at=NOON + timedelta(days=9), ref="",
                  message=carried_id(1, f"{RUN}:1:0"))  # fmt: skip
    hear(account(), report)
    assert [(r.at, r.heard_at) for r in told] == [(NOON, NOON)]


def test_what_is_odd_in_one_harms_no_other(
    account: MakeAccount, hear: Hear, told: list[Report]
) -> None:
    telegram = account()
    message()
    Callback.objects.create(
        workspace_id=1, account_id=telegram.pk, event_id="odd", item={"type": "sung"},
        received_at=NOON,
    )  # fmt: skip
    hear(telegram, a_report())
    assert [r.status for r in told] == [Status.DELIVERED]
    assert problems()[0].startswith("ValidationError")


def endpoint(customer: str = ANN, address: str = "42", **more: Any) -> Endpoint:
    given = {"workspace_id": 1, "channel": "telegram", "created_at": NOON, "seen_at": NOON}
    return Endpoint.objects.create(lane=1, customer_id=customer, address=address, **given | more)


def says(what: Any = "message", text: str = "", address: str = "42", **more: Any) -> Said:
    event = more.pop("event_id", f"{what}:{text}:{address}")
    return Said(event_id=event, what=what, address=address, at=NOON, text=text, **more)


def consents() -> list[tuple[str, str]]:
    return list(Consent.objects.order_by("customer_id").values_list("channel", "state"))


def test_an_answer_names_the_message_and_its_step(
    account: MakeAccount, hear: Hear, spoken: list[Inbound]
) -> None:
    endpoint()
    message()
    hear(account(), says(text="Hello", message=carried_id(1, f"{RUN}:1:0")))
    (one,) = spoken
    assert (one.what, one.customer_id, one.text) == ("replied", ANN, "Hello")
    assert (one.run_id, one.journey_id, one.step, one.topic) == (RUN, 7, "hello", "news")


def test_a_deep_link_makes_the_chat_the_customers(
    account: MakeAccount, hear: Hear, spoken: list[Inbound]
) -> None:
    telegram = account()
    token = subscribe_token(1, 1, ANN, "telegram")
    hear(telegram, says("subscribed", token=token, data={"name": "Ann"}))
    kept = Endpoint.objects.get()
    assert (str(kept.customer_id), kept.account_id, kept.data) == (
        ANN,
        telegram.pk,
        {"name": "Ann"},
    )
    assert consents() == [("telegram", "granted")]
    assert [one.what for one in spoken] == ["subscribed"]


@pytest.mark.parametrize(("workspace", "channel"), [(2, "telegram"), (1, "viber")])
def test_a_token_of_elsewhere_says_nothing(
    account: MakeAccount, hear: Hear, workspace: int, channel: str
) -> None:
    hear(account(), says("subscribed", token=subscribe_token(workspace, 1, ANN, channel)))
    assert not Endpoint.objects.exists()
    assert problems() == ["Nobody here is known by this address."]


def test_an_address_goes_to_the_last_who_proved_it_and_the_audit_says_so(
    account: MakeAccount, hear: Hear
) -> None:
    endpoint(ANN)
    hear(account(), says("subscribed", token=subscribe_token(1, 2, BEA, "telegram")))
    assert [str(e.customer_id) for e in Endpoint.objects.all()] == [BEA]
    (entry,) = AuditEntry.objects.filter(object_kind="endpoint")
    assert (entry.verb, entry.detail) == ("moved", {"channel": "telegram", "from": ANN, "to": BEA})


def test_s19_whoever_blocks_or_leaves_is_sent_nothing_until_they_come_back(
    account: MakeAccount, hear: Hear, spoken: list[Inbound]
) -> None:
    telegram = account()
    endpoint()
    hear(telegram, says("blocked"))
    assert Endpoint.objects.get().reason == "blocked"
    assert consents() == [("telegram", "blocked")]
    later = Said(event_id="back", what="subscribed", address="42", at=NOON)
    hear(telegram, later, after=SOON)
    assert Endpoint.objects.get().dropped_at is None
    assert consents() == [("telegram", "granted")]
    assert [one.what for one in spoken] == ["blocked", "subscribed"]


def test_s18_stop_and_start_are_consent_with_their_source(
    account: MakeAccount, hear: Hear, spoken: list[Inbound], phones: dict[str, list[Customer]]
) -> None:
    """Everyone with that number: nobody can say who held the phone."""
    phones["+48600700800"] = [Customer(1, ANN, True), Customer(2, BEA, True)]
    sms = account("sms")
    hear(sms, says(text="Stop!", address="+48600700800"))
    assert consents() == [("sms", "withdrawn")] * 2
    assert {c.source for c in ConsentChange.objects.all()} == {"keyword: Stop!"}
    assert [(s.address, s.reason) for s in Suppression.objects.all()] == [
        ("+48600700800", "keyword")
    ]
    hear(sms, says(text="START", address="+48600700800"), after=SOON)
    assert consents() == [("sms", "granted")] * 2
    assert not Suppression.objects.exists()
    assert [(one.what, one.keyword, one.customer_id) for one in spoken] == [
        ("replied", "stop", ANN), ("replied", "start", ANN),
    ]  # fmt: skip
    assert not Endpoint.objects.exists(), "a number is no endpoint"


def test_stop_from_an_unknown_number_bars_it_all_the_same(account: MakeAccount, hear: Hear) -> None:
    hear(account("sms"), says(text="STOP", address="+48600700801"))
    assert Suppression.objects.count() == 1
    assert problems() == ["Nobody here is known by this address."]


def test_another_message_changes_no_consent(
    account: MakeAccount, hear: Hear, spoken: list[Inbound]
) -> None:
    endpoint()
    hear(account(), says(text="please stop by"), says("button", button="yes"))
    assert consents() == []
    assert [(one.what, one.button) for one in spoken] == [("replied", ""), ("pressed", "yes")]


def test_two_processes_share_what_waits(account: MakeAccount, told: list[Report]) -> None:
    telegram = account()
    message()
    with connect() as one, connect() as other:
        with one.transaction():
            store.keep(one, 1, telegram.pk, [a_report()], NOON)
        with one.transaction():
            one.execute("select id from callback for update")
            assert handling.handle(other, NOON) == 0
        assert handling.handle(other, NOON) == 1


def test_handled_ones_are_forgotten_after_thirty_days(account: MakeAccount, hear: Hear) -> None:
    hear(account(), a_report(), says(), after=timedelta(minutes=11))
    with connect() as connection:
        assert handling.forget(connection, NOON + timedelta(days=30)) == 0
        assert handling.forget(connection, NOON + timedelta(days=31)) == 2
    assert django.is_usable()


def test_the_thread_handles_what_comes_in_at_the_door(
    account: MakeAccount, call: Call, told: list[Report]
) -> None:
    account()
    message()
    waited = Event()
    with Hearing() as hearing:
        assert call(a_report(), a_report("e2", Status.CLICKED)).status_code == 200
        for _ in range(200):
            if hearing.handled >= 2 or waited.wait(0.05):
                break
    assert Message.objects.get().status == Status.CLICKED
    assert not Callback.objects.filter(handled_at=None).exists()
