"""Webhooks: the suite, the signature, and the addresses that are not reached."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from channels_app.contracts import Receipt, Status
from channels_app.webhook.signed import Carrier
from tests.integration.channels.conformance import NOW, Conformance, account, carried, outgoing
from tests.integration.channels.providers.webhook_signed import WebhookSigned


@pytest.fixture(autouse=True)
def then() -> Iterator[None]:
    """The receiver's library asks the clock how old a signature is."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def allowed(settings: Settings) -> None:
    settings.SOJOURN_WEBHOOK_ALLOW = ["127.0.0.1"]


@pytest.mark.usefixtures("allowed")
class TestConforms(Conformance):
    stand_in = WebhookSigned


@pytest.fixture
def stand() -> WebhookSigned:
    return WebhookSigned()


@pytest.fixture
def base_url(stand: WebhookSigned) -> Iterator[str]:
    with stand.serving() as found:
        yield found


@pytest.fixture
def carrier(stand: WebhookSigned, base_url: str) -> Iterator[Carrier]:
    made = Carrier(account(stand, base_url))
    yield made
    made.rest()


def one(carrier: Carrier, stand: WebhookSigned, **content: Any) -> Receipt:
    [receipt] = carrier.deliver([outgoing(stand, "ann", **content)], NOW)
    return receipt


@pytest.mark.usefixtures("allowed")
def test_the_request_is_whole_and_the_same_again(carrier: Carrier, stand: WebhookSigned) -> None:
    one(carrier, stand)
    one(carrier, stand)
    first, second = stand.requests
    each = outgoing(stand, "ann")
    assert (first.method, first.path, first.query) == ("POST", "/hooks", {"who": "Ann"})
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == carried(each)
    assert first.headers["x-shop"] == "tea Ann"
    assert json.loads(first.body) == {"hello": "Ann"}


@pytest.mark.usefixtures("allowed")
def test_without_a_body_it_tells_who_and_what(carrier: Carrier, stand: WebhookSigned) -> None:
    one(carrier, stand, body="")
    told = {"customer": {"first_name": "Ann"}, "entry": {}, "run": {}}
    assert json.loads(stand.requests[0].body) == told


@pytest.mark.usefixtures("allowed")
def test_redirects_are_not_followed(carrier: Carrier, stand: WebhookSigned, base_url: str) -> None:
    receipt = one(carrier, stand, url=f"{base_url}/away")
    assert receipt.status is Status.FAILED
    assert receipt.reason == "The receiver answered 302; redirects are not followed."


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "10.0.0.8",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "0.0.0.0",
        "[::]",
        "224.0.0.1",
        "0x7f.1",
        "localhost",
    ],
)
def test_inner_addresses_are_not_reached(carrier: Carrier, stand: WebhookSigned, host: str) -> None:
    receipt = one(carrier, stand, url=f"https://{host}/latest/meta-data")
    assert (receipt.status, receipt.permanent) == (Status.FAILED, True)
    assert "not on the public internet" in receipt.reason


@pytest.mark.parametrize("host", ["2130706433", "127.1", "017700000001"])
def test_odd_spellings_are_no_addresses(carrier: Carrier, stand: WebhookSigned, host: str) -> None:
    receipt = one(carrier, stand, url=f"https://{host}/")
    assert receipt.reason == "The receiver was not asked: the address is not one of HTTP."
    assert receipt.permanent


class _Names:
    """A resolver whose answer changes: a public address first, an inner one after."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        family = socket.AF_INET6 if ":" in answer else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (answer, port))]


@pytest.mark.parametrize("inner", ["127.0.0.1", "169.254.169.254", "::1"])
def test_a_name_that_resolves_to_them_later_is_not_reached(
    carrier: Carrier, stand: WebhookSigned, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    """What is checked is the address that is connected to, every time."""

    async def resolve(self: Any, host: str, port: int = 0, family: Any = 0) -> list[Any]:
        [(kind, _, proto, _, (answer, _))] = names(host, port)
        return [
            {"hostname": host, "host": answer, "port": port, "family": kind, "proto": proto,
             "flags": socket.AI_NUMERICHOST}
        ]  # fmt: skip

    made: list[str] = []

    def counted(family: int, kind: int, protocol: int) -> socket.socket:
        made.append("a socket")
        raise OSError("no route")

    names = _Names("93.184.215.14", inner)
    monkeypatch.setattr("aiohttp.resolver.ThreadedResolver.resolve", resolve)
    monkeypatch.setattr("aiohttp.connector.DefaultResolver.resolve", resolve, raising=False)
    monkeypatch.setattr("channels_app.http1.socket.socket", counted)
    first = one(carrier, stand, url="https://changing.example/hook")
    carrier.rest()
    second = one(carrier, stand, url="https://changing.example/hook")
    assert (first.status, made) == (Status.QUEUED, ["a socket"])
    assert second.status is Status.FAILED
    assert "not on the public internet" in second.reason
    assert names.asked == 2


def test_only_https_is_spoken(carrier: Carrier, stand: WebhookSigned, base_url: str) -> None:
    receipt = one(carrier, stand, url="http://example.com/hook")
    assert receipt.reason == "Webhooks go by https only."
    assert receipt.status is Status.FAILED


def test_only_the_named_port_is_open(
    carrier: Carrier, stand: WebhookSigned, base_url: str, settings: Settings
) -> None:
    settings.SOJOURN_WEBHOOK_ALLOW = [base_url.removeprefix("http://")]
    assert one(carrier, stand).status is Status.SENT
    assert one(carrier, stand, url="http://127.0.0.1:1/").status is Status.FAILED
