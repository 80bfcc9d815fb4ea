"""Push by Google: the suite, and what is Firebase's own."""

import json
from collections.abc import Iterator

import pytest

from channels_app.base import Address
from channels_app.contracts import DeliveryError, Status
from channels_app.devices import tokens
from channels_app.push.fcm import Carrier, Fcm
from tests.integration.channels.conformance import NOW, Conformance, account, outgoing
from tests.integration.channels.providers.push_fcm import PushFcm, error
from tests.integration.channels.providers.stand_in import Request, Response


class TestConforms(Conformance):
    stand_in = PushFcm


@pytest.fixture
def stand() -> PushFcm:
    return PushFcm()


@pytest.fixture
def carrier(stand: PushFcm) -> Iterator[Carrier]:
    with stand.serving() as base_url:
        made = Carrier(account(stand, base_url))
        yield made
        made.rest()


def test_what_the_phone_gets(stand: PushFcm, carrier: Carrier) -> None:
    button = {"id": "later", "text": "Later", "link": ""}
    image, link = "https://cdn.example/tea.png", "https://shop.example/tea"
    each = outgoing(
        stand, "ann", ttl="PT2H", buttons=[button], data={"order": "17"}, image=image, link=link
    )
    carrier.deliver([each], NOW)
    [message] = stand.messages
    assert message["notification"] == {
        "title": "Hello Ann",
        "body": "Your tea is ready",
        "image": "https://cdn.example/tea.png",
    }
    assert message["data"]["order"] == "17"
    assert message["data"]["link"] == "https://shop.example/tea"
    assert json.loads(message["data"]["buttons"]) == [button]
    assert message["android"]["ttl"] == "7200s"
    token = tokens.read(message["data"]["sojourn"])
    assert token is not None
    assert (token.topic, token.channel) == (each.message.id, "push")


def test_one_sign_in_serves_many_messages(stand: PushFcm, carrier: Carrier) -> None:
    for number in range(1, 4):
        carrier.deliver([outgoing(stand, "ann", number)], NOW)
    assert stand.signed_in == 1


def test_a_token_that_is_over_is_renewed(stand: PushFcm, carrier: Carrier) -> None:
    carrier.deliver([outgoing(stand, "ann", 1)], NOW)
    stand.signed_in += 1  # Google forgot the first one
    [refused] = carrier.deliver([outgoing(stand, "ann", 2)], NOW)
    assert refused.account_failed
    [sent] = carrier.deliver([outgoing(stand, "ann", 2)], NOW)
    assert sent.status is Status.SENT


def test_sent_when_one_of_the_phones_took_it(stand: PushFcm, carrier: Carrier) -> None:
    each = outgoing(stand, "ann")
    each.to = [*stand.to("gone"), *stand.to("ann"), Address("ab" * 32, endpoint_id=99)]
    [receipt] = carrier.deliver([each], NOW)
    assert receipt.status is Status.SENT
    assert list(receipt.dropped) == [(stand.to("gone")[0].endpoint_id, "unregistered")]
    assert len(stand.taken) == 1, "Apple's phone is not Google's"


def test_a_long_text_is_shortened_to_4_kb(stand: PushFcm, carrier: Carrier) -> None:
    [receipt] = carrier.deliver([outgoing(stand, "ann", text="茶 " * 4000)], NOW)
    assert receipt.status is Status.SENT
    assert stand.messages[0]["notification"]["body"].endswith("…")


def test_data_that_is_too_long_is_refused(stand: PushFcm, carrier: Carrier) -> None:
    [receipt] = carrier.deliver([outgoing(stand, "ann", data={"all": "x" * 5000})], NOW)
    assert (receipt.status, receipt.permanent) == (Status.FAILED, True)
    assert "4 KB" in receipt.reason


def test_another_project_s_phone_does_not_stop_the_account(
    stand: PushFcm, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(_: Request) -> Response:
        return error(403, "PERMISSION_DENIED", "SenderId mismatch", "SENDER_ID_MISMATCH")

    monkeypatch.setattr(stand, "answer", answer)
    [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
    assert (receipt.status, receipt.account_failed) == (Status.FAILED, False)


def test_busy_without_a_time_waits_a_minute(
    stand: PushFcm, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stand, "answer", lambda _: error(429, "RESOURCE_EXHAUSTED", "Quota"))
    [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
    assert receipt.wait_until is not None
    assert (receipt.wait_until - NOW).total_seconds() == 60


@pytest.mark.parametrize("text", ["nonsense", "{}", '{"project_id": "x"}', "[]"])
def test_a_file_that_is_none_is_said(stand: PushFcm, carrier: Carrier, text: str) -> None:
    with stand.serving() as base_url:
        odd = account(stand, base_url, service_account=text)
        with pytest.raises(DeliveryError, match="service account"):
            Fcm().connect(odd)
        [receipt] = Carrier(odd).deliver([outgoing(stand, "ann")], NOW)
    assert receipt.account_failed


def test_connecting_says_which_project(stand: PushFcm) -> None:
    with stand.serving() as base_url:
        assert "tea-shop" in Fcm().connect(account(stand, base_url))
