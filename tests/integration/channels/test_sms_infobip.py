"""Text messages by Infobip: the suite, and what is Infobip's own."""

from collections.abc import Iterator

import pytest

from channels_app.contracts import DeliveryError, Status
from channels_app.provider import Account, Told
from channels_app.sms.infobip import Carrier, Infobip
from tests.integration.channels.conformance import (
    HOOK,
    NOW,
    Conformance,
    account,
    carried,
    outgoing,
)
from tests.integration.channels.providers.sms_infobip import SmsInfobip


class TestConforms(Conformance):
    stand_in = SmsInfobip


@pytest.fixture
def stand() -> SmsInfobip:
    return SmsInfobip()


@pytest.fixture
def ours(stand: SmsInfobip) -> Iterator[Account]:
    with stand.serving() as base_url:
        yield account(stand, base_url)


@pytest.fixture
def carrier(ours: Account) -> Iterator[Carrier]:
    made = Carrier(ours)
    yield made
    made.rest()


def test_a_batch_is_one_request_with_our_own_ids(stand: SmsInfobip, carrier: Carrier) -> None:
    batch = [outgoing(stand, "ann", number) for number in range(1, 6)]
    receipts = carrier.deliver(batch, NOW)
    assert [receipt.ref for receipt in receipts] == [carried(each) for each in batch]
    assert stand.bodies[0]["options"] == {"validityPeriod": {"amount": 48, "timeUnit": "HOURS"}}


def test_a_second_time_is_once(stand: SmsInfobip, carrier: Carrier) -> None:
    """S17: after an answer that did not arrive it is sent again, and the provider knows it."""
    each = outgoing(stand, "ann")
    first, second = carrier.deliver([each], NOW), carrier.deliver([each], NOW)
    assert [first[0].status, second[0].status] == [Status.SENT, Status.SENT]
    assert len(stand.taken) == 1


def test_a_message_that_breaks_the_request_goes_alone(stand: SmsInfobip, carrier: Carrier) -> None:
    batch = [outgoing(stand, "ann", number) for number in range(1, 6)]
    batch[3] = outgoing(stand, "bea", 4, text="bad")
    receipts = carrier.deliver(batch, NOW)
    assert [receipt.status for receipt in receipts] == [
        Status.FAILED if number == 3 else Status.SENT for number in range(5)
    ]
    assert receipts[3].reason == "Request cannot be processed (Infobip E400)."
    assert len(stand.taken) == 4


def test_without_a_password_each_message_names_the_address(
    stand: SmsInfobip, ours: Account
) -> None:
    secret = account(stand, ours.settings.base_url, callback_password="")
    carrier = Carrier(secret)
    [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
    carrier.rest()
    webhooks = {"delivery": {"url": HOOK}, "contentType": "application/json"}
    assert stand.bodies[0]["webhooks"] == webhooks
    report = stand.report(receipt.ref, stand.taken[0], Status.DELIVERED, ours)
    report.headers.clear()  # type: ignore[attr-defined]
    assert Infobip().hear(secret, report, NOW).items


def test_several_results_in_one_callback(
    stand: SmsInfobip, ours: Account, carrier: Carrier
) -> None:
    carrier.deliver([outgoing(stand, "ann", 1), outgoing(stand, "bea", 2)], NOW)
    statuses = (Status.DELIVERED, Status.BOUNCED)
    results = [
        stand.result(taken.ref, taken, status)
        for taken, status in zip(stand.taken, statuses, strict=True)
    ]
    on_its_way = {**results[0], "status": {"groupName": "PENDING", "name": "PENDING_ENROUTE"}}
    body = {"results": [*results, on_its_way]}
    told = list(Infobip().hear(ours, stand.posted(ours, body), NOW).items)
    assert [(t.status, t.suppress) for t in told if isinstance(t, Told)] == [
        (Status.DELIVERED, False),
        (Status.BOUNCED, True),
    ]
    assert told[0].at.isoformat() == "2026-03-01T11:59:58+00:00"


def test_connecting_says_the_balance(stand: SmsInfobip, ours: Account) -> None:
    assert Infobip().connect(ours) == "Infobip knows the key; the balance is 47.79 EUR."
    wrong = account(stand, ours.settings.base_url, **stand.wrong)
    with pytest.raises(DeliveryError, match="Infobip refused the key"):
        Infobip().connect(wrong)
