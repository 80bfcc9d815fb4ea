"""Mail providers by HTTP: two against their stand-ins, and all of them as far as they share."""

from typing import Any
from urllib.parse import unquote_plus

import msgspec
import pytest

from channels_app import registry
from channels_app.contracts import Status
from channels_app.email import esps
from channels_app.email.esp import Carrier, Esp
from channels_app.provider import Account, Callback, CallbackRefusedError, Told
from tests.integration.channels.conformance import HOOK, NOW, Conformance, account, outgoing
from tests.integration.channels.providers.email_mailgun import MailgunStandIn
from tests.integration.channels.providers.email_postmark import PostmarkStandIn
from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Request,
    Response,
    Taken,
)

ESPS = sorted(set(registry.PROVIDERS["email"]) - {"smtp", "trial"})


class TestPostmark(Conformance):
    stand_in = PostmarkStandIn


class TestMailgun(Conformance):
    stand_in = MailgunStandIn


def given(name: str, base_url: str) -> tuple[Esp, Account]:
    """An account with something in every field."""
    provider = registry.provider("email", name)
    assert isinstance(provider, Esp)
    required = {
        field.name: f"any-{field.name}"
        for field in msgspec.structs.fields(provider.Settings)
        if field.required
    }
    values = {**required, "base_url": base_url, "webhook_secret": "pass"}
    made = Account(
        id=1,
        workspace_id=1,
        channel="email",
        provider=name,
        name=name,
        settings=msgspec.convert(values, provider.Settings),
        hook_url=HOOK,
        changed_at=NOW,
    )
    return provider, made


class _Anything(PostmarkStandIn):
    """Notes what it is asked, and refuses its keys."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Request] = []

    def answer(self, request: Request) -> Response:
        self.asked.append(request)
        return Response(401, b'{"message": "Wrong key"}')


@pytest.mark.parametrize("name", ESPS)
def test_each_asks_its_provider(name: str) -> None:
    """The mail, the headers of RFC 8058 and our id are in what it asks; a 401 is the account's."""
    stand = _Anything()
    with stand.serving() as base_url:
        provider, made = given(name, base_url)
        carrier = provider.carrier(made)
        [receipt] = carrier.deliver([outgoing(PostmarkStandIn(), "ann")], NOW)
        carrier.rest()
    asked = unquote_plus(stand.asked[0].body.decode())
    for part in ("ann@example.com", "Dear Ann", "One-Click"):
        assert part in asked
    assert "sojourn" in asked or name in ("mailjet", "mailersend")
    assert receipt.account_failed, receipt.reason
    assert "any-" not in receipt.reason


@pytest.mark.parametrize("name", ESPS)
def test_each_refuses_a_callback_without_proof(name: str) -> None:
    provider, made = given(name, "https://esp.example/")
    for body in (b"{}", b"[]", b"[{}]", b"", b"\xff\x00"):
        bare = Callback(method="POST", url=HOOK, body=body)
        with pytest.raises(CallbackRefusedError):
            provider.hear(made, bare, NOW)


@pytest.mark.parametrize("name", ESPS)
def test_each_shows_the_hook_with_its_password(name: str) -> None:
    provider, made = given(name, "https://esp.example/")
    assert provider.shown(made)["Webhook"].startswith("https://sojourn:pass@sojourn.example/c/")
    assert len(provider.made()["webhook_secret"]) >= 24


def test_a_click_tells_its_link_and_a_bounce_bars_the_address() -> None:
    stand = PostmarkStandIn()
    with stand.serving() as base_url:
        ours = account(stand, base_url)
        carrier = Carrier(esps.Postmark(), ours)
        [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
        carrier.rest()
    assert receipt.ref == "postmark-0"
    told: dict[Status, Any] = {}
    for status in stand.reports:
        call = stand.report("3~abc", stand.taken[0], status, ours)
        [item] = esps.Postmark().hear(ours, call, NOW).items
        assert isinstance(item, Told)
        told[status] = item
    assert told[Status.CLICKED].detail == {"url": "https://tea.example/new"}
    assert (told[Status.BOUNCED].permanent, told[Status.BOUNCED].suppress) == (True, True)
    assert "No such user" in told[Status.BOUNCED].reason
    assert {item.message for item in told.values()} == {"3~abc"}


def test_an_unknown_event_reports_nothing() -> None:
    stand: HttpStandIn = PostmarkStandIn()
    ours = account(stand, "https://esp.example/")
    call = stand.report(
        "3~abc", Taken("ann@example.com", "Hello", "postmark-0"), Status.DELIVERED, ours
    )
    odd = msgspec.structs.replace(
        call, body=b'{"RecordType": "SubscriptionChange", "SuppressSending": false}'
    )
    assert esps.Postmark().hear(ours, odd, NOW).items == []
