"""An open inbox: whose it is, what comes while it is open, and where it goes on after a cut."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from channels_app import contracts
from channels_app.contracts import Customer
from channels_app.devices import customers
from channels_app.inapp.consumer import NOT_ADMITTED
from channels_app.inapp.inbox import announce
from channels_app.models import InboxMessage
from tests.people import Shop, open_shop
from workspaces.clock import now

WHEN = "2026-03-01T12:00:00Z"


class Inboxes:
    """Alice's shop, whose pages stand on another site."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.shop: Shop = open_shop()
        self.ann = self.customer("ann")
        self.open = ExitStack()

    def customer(self, user: str) -> Customer:
        connection.ensure_connection()
        return contracts.whose(connection.connection, self.shop.workspace.id, user, "")

    def token(self, user: str = "ann", anonymous: str = "", seconds: float = 600) -> str:
        until = now() + timedelta(seconds=seconds)
        return customers.made(self.shop.workspace.id, user, anonymous, until)

    def page(self, token: str | None = None, cursor: str = "") -> ClientConnection:
        made = connect(f"ws://{self.host}/ws/inbox/", origin=Origin("https://shop.example"))
        wire = self.open.enter_context(made)
        wire.send(json.dumps({"token": self.token() if token is None else token, "cursor": cursor}))
        return wire

    def arrives(self, intent: str, whose: Customer | None = None) -> int:
        whose = whose or self.ann
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into inbox_message"
                " (workspace_id, intent_id, lane, customer_id, body, at, mark)"
                " values (%s, %s, %s, %s, %s, %s, pg_current_xact_id()::text::bigint)"
                " returning id",
                [
                    self.shop.workspace.id, intent, whose.lane, whose.id,
                    json.dumps({"title": intent}), WHEN,
                ],
            )  # fmt: skip
            key: int = cursor.fetchone()[0]
            announce(connection.connection, [whose.id])
        return key


def hear(wire: ClientConnection, seconds: float = 5) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(wire.recv(timeout=seconds))
    return found


def titles(news: dict[str, Any]) -> list[str]:
    return [item["title"] for item in news["items"]]


@pytest.fixture
def inboxes(host: str, transactional_db: None) -> Iterator[Inboxes]:
    made = Inboxes(host)
    with made.open:
        yield made


def test_what_waits_then_what_comes(inboxes: Inboxes) -> None:
    inboxes.arrives("first")
    page = inboxes.page()
    news = hear(page)
    assert (news["type"], news["whole"], titles(news), news["unread"]) == (
        "inbox", True, ["first"], 1,
    )  # fmt: skip
    inboxes.arrives("second")
    assert titles(hear(page)) == ["second"]
    inboxes.arrives("not hers", inboxes.customer("bea"))
    with pytest.raises(TimeoutError):
        hear(page, 0.5)


def test_seen_here_is_seen_there(inboxes: Inboxes) -> None:
    key = inboxes.arrives("first")
    here, there = inboxes.page(), inboxes.page()
    hear(here), hear(there)
    here.send(json.dumps({"got": [key]}))
    here.send(json.dumps({"seen": [key]}))
    news = hear(there)
    assert (news["unread"], news["items"][0]["seen"]) == (0, True)


def test_it_goes_on_from_its_cursor(inboxes: Inboxes) -> None:
    key = inboxes.arrives("first")
    page = inboxes.page()
    cursor = hear(page)["cursor"]
    page.close()
    inboxes.arrives("second")
    InboxMessage.objects.filter(id=key).update(mark=1)
    news = hear(inboxes.page(cursor=cursor))
    assert (news["whole"], titles(news), news["unread"]) == (False, ["second"], 2)


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 3000])
def test_nobody_without_a_token(inboxes: Inboxes, token: str) -> None:
    page = inboxes.page(token)
    assert hear(page)["error"]["code"] == "bad_token"
    with pytest.raises(ConnectionClosed) as caught:
        page.recv(timeout=5)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == NOT_ADMITTED


def test_a_token_that_is_over(inboxes: Inboxes) -> None:
    assert hear(inboxes.page(inboxes.token(seconds=-1)))["error"]["code"] == "bad_token"


def test_a_visitor_who_became_known_is_let_go(
    inboxes: Inboxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels_app.inapp.consumer.LOOK_AGAIN", 0.2)
    page = inboxes.page(inboxes.token(user="", anonymous="a-1"))
    assert hear(page)["items"] == []
    visitor = contracts.whose(connection.connection, inboxes.shop.workspace.id, "", "a-1")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into identity (lane, workspace_id, key, customer_lane, customer_id)"
            " values (%s, %s, 'anon:a-1', %s, %s)",
            [visitor.lane, inboxes.shop.workspace.id, inboxes.ann.lane, inboxes.ann.id],
        )
    with pytest.raises(ConnectionClosed):
        page.recv(timeout=5)
    again = inboxes.page(inboxes.token(user="", anonymous="a-1"))
    assert hear(again)["error"]["code"] == "bad_token"


def test_odd_messages_are_told_and_harm_nothing(inboxes: Inboxes) -> None:
    inboxes.arrives("first")
    page = inboxes.page()
    hear(page)
    for odd in (
        "{",
        "[]",
        '{"seen": "all"}',
        '{"seen": [1e99]}',
        '{"seen": [9223372036854775808]}',
        '{"clicked": "x"}',
    ):
        page.send(odd)
        assert hear(page)["error"]["code"] == "bad_message"
    page.send(json.dumps({"seen": [9_000_000_000], "clicked": 77, "button": "x"}))
    inboxes.arrives("second")
    assert titles(hear(page)) == ["second"]


def test_who_floods_is_let_go(inboxes: Inboxes) -> None:
    page = inboxes.page()
    hear(page)
    with suppress(ConnectionClosed):
        for _ in range(2000):
            page.send("{}")
    with pytest.raises(ConnectionClosed):
        page.recv(timeout=5)
