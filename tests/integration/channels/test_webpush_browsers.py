"""Push to browsers: the suite, the encryption as a browser undoes it, and who may be posted to."""

from collections.abc import Iterator

import pytest

from channels_app.base import Address
from channels_app.contracts import Status
from channels_app.devices import tokens
from channels_app.webpush import keys
from channels_app.webpush.browsers import Browsers, Carrier
from tests.integration.channels.conformance import NOW, Conformance, account, outgoing
from tests.integration.channels.providers.webpush_browsers import WebpushBrowsers


class TestConforms(Conformance):
    stand_in = WebpushBrowsers


@pytest.fixture
def stand() -> WebpushBrowsers:
    return WebpushBrowsers()


@pytest.fixture
def carrier(stand: WebpushBrowsers) -> Iterator[Carrier]:
    with stand.serving() as base_url:
        made = Carrier(account(stand, base_url))
        yield made
        made.rest()


def test_what_the_browser_decrypts(stand: WebpushBrowsers, carrier: Carrier) -> None:
    button = {"id": "later", "text": "Later", "link": ""}
    each = outgoing(stand, "ann", link="https://shop.example/tea", buttons=[button], ttl="PT90S")
    carrier.deliver([each], NOW)
    [payload], [headers] = stand.payloads, stand.headers
    assert (payload["title"], payload["text"]) == ("Hello Ann", "Your tea is ready")
    assert payload["link"] == "https://shop.example/tea"
    assert payload["buttons"] == [button]
    assert payload["hear"].endswith("/v1/push/heard")
    assert headers["ttl"] == "90"
    token = tokens.read(payload["sojourn"])
    assert token is not None
    assert (token.topic, token.channel) == (each.message.id, "webpush")


def test_a_repeated_one_has_the_same_topic(stand: WebpushBrowsers, carrier: Carrier) -> None:
    for number in (1, 1, 2):
        carrier.deliver([outgoing(stand, "ann", number)], NOW)
    topics = [headers["topic"] for headers in stand.headers]
    assert topics[0] == topics[1] != topics[2]
    assert stand.payloads[0]["tag"] == topics[0]


def test_one_signature_serves_many_messages(stand: WebpushBrowsers, carrier: Carrier) -> None:
    for number in (1, 2):
        carrier.deliver([outgoing(stand, "ann", number)], NOW)
    assert len({headers["authorization"] for headers in stand.headers}) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/push",
        "http://169.254.169.254/latest/meta-data",
        "https://fcm.googleapis.com.evil.example/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@10.0.0.1/x",
        "http://fcm.googleapis.com/x",
        "https://[::1",
        "ftp://x",
    ],
)
def test_no_address_of_a_page_s_own_choice_is_posted_to(
    stand: WebpushBrowsers, carrier: Carrier, address: str
) -> None:
    each = outgoing(stand, "ann")
    each.to = [Address(address, endpoint_id=4, data=stand.to("ann")[0].data)]
    [receipt] = carrier.deliver([each], NOW)
    assert receipt.status is Status.FAILED
    assert list(receipt.dropped) == [(4, "unknown_service")]


@pytest.mark.parametrize("odd", [{}, {"p256dh": "x", "auth": "y"}, {"p256dh": "BA", "auth": 3}])
def test_a_subscription_without_its_keys_is_dropped(
    stand: WebpushBrowsers, carrier: Carrier, odd: dict[str, str]
) -> None:
    each = outgoing(stand, "ann")
    each.to = [Address(stand.to("ann")[0].address, endpoint_id=4, data={"keys": odd})]
    [receipt] = carrier.deliver([each], NOW)
    assert list(receipt.dropped) == [(4, "bad_keys")]


def test_the_longest_text_fits(stand: WebpushBrowsers, carrier: Carrier) -> None:
    [receipt] = carrier.deliver([outgoing(stand, "ann", text="茶" * 4000)], NOW)
    assert receipt.status is Status.SENT


def test_a_new_account_has_keys_of_its_own() -> None:
    one, two = Browsers().made(), Browsers().made()
    assert keys.is_pair(one["public_key"], one["private_key"])
    assert one["private_key"] != two["private_key"]
