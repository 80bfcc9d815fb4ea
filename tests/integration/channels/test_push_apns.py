"""Push by Apple: the suite, and what is Apple's own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from channels_app.base import Address
from channels_app.contracts import DeliveryError, Status
from channels_app.devices import tokens
from channels_app.push.apns import Apns, Carrier
from tests.integration.channels.conformance import NOW, Conformance, account, outgoing
from tests.integration.channels.providers.push_apns import PushApns


class TestConforms(Conformance):
    stand_in = PushApns


@pytest.fixture
def stand() -> PushApns:
    return PushApns()


@pytest.fixture
def carrier(stand: PushApns) -> Iterator[Carrier]:
    with stand.serving() as base_url:
        made = Carrier(account(stand, base_url))
        yield made
        made.rest()


def test_what_the_phone_gets(stand: PushApns, carrier: Carrier) -> None:
    image = "https://cdn.example/tea.png"
    each = outgoing(stand, "ann", ttl="PT1H", image=image, data={"order": "17"})
    carrier.deliver([each], NOW)
    [payload], [headers] = stand.payloads, stand.headers
    assert payload["aps"] == {
        "alert": {"title": "Hello Ann", "body": "Your tea is ready"},
        "sound": "default",
        "mutable-content": 1,
    }
    assert (payload["order"], payload["image"]) == ("17", image)
    assert headers["apns-expiration"] == str(int(NOW.timestamp()) + 3600)
    token = tokens.read(payload["sojourn"])
    assert token is not None
    assert token.topic == each.message.id


def test_the_same_message_has_the_same_id(stand: PushApns, carrier: Carrier) -> None:
    for _ in range(2):
        carrier.deliver([outgoing(stand, "ann")], NOW)
    carrier.deliver([outgoing(stand, "bea")], NOW)
    ids = [headers["apns-id"] for headers in stand.headers]
    assert ids[0] == ids[1] != ids[2]


def test_the_provider_token_is_renewed_between_20_and_60_minutes(
    stand: PushApns, carrier: Carrier
) -> None:
    for minutes in (0, 10, 19):
        carrier.deliver([outgoing(stand, "ann")], NOW + timedelta(minutes=minutes))
    assert len(stand.badges) == 1
    carrier.deliver([outgoing(stand, "ann")], NOW + timedelta(minutes=59))
    assert len(stand.badges) == 2


def test_google_s_phones_are_left_to_google(stand: PushApns, carrier: Carrier) -> None:
    each = outgoing(stand, "ann")
    each.to = [Address("ann-phone:APA91bAnn", endpoint_id=3)]
    [receipt] = carrier.deliver([each], NOW)
    assert receipt.status is Status.FAILED
    assert not receipt.dropped
    assert not stand.taken


def test_a_wrong_bundle_id_is_the_account_s(stand: PushApns) -> None:
    with stand.serving() as base_url:
        carrier = Carrier(account(stand, base_url, topic="com.example.coffee"))
        [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
        carrier.rest()
    assert receipt.account_failed
    assert "BadTopic" in receipt.reason


def test_a_key_that_is_none_is_said(stand: PushApns) -> None:
    with (
        stand.serving() as base_url,
        pytest.raises(DeliveryError, match="AuthKey"),
    ):
        Apns().connect(account(stand, base_url, key="nonsense"))


def test_a_long_text_is_shortened_to_4_kb(stand: PushApns, carrier: Carrier) -> None:
    [receipt] = carrier.deliver([outgoing(stand, "ann", text="ż" * 4000)], NOW)
    assert receipt.status is Status.SENT
