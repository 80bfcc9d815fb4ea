"""Pages of several people at the websocket of a real server."""

import json
from contextlib import ExitStack, suppress
from typing import Any

from django.db import connection
from django.test import Client
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from journeys.models import Journey
from tests.people import Shop, open_shop, person
from workspaces.actions.workspaces import create_workspace
from workspaces.models import User, Workspace


class Socket:
    """A page's websocket in the hands of somebody."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire = wire

    def say(self, **wish: Any) -> None:
        self.wire.send(json.dumps(wish))

    def next(self, seconds: float = 5) -> dict[str, Any]:
        """The next message; whoever waits answers pings."""
        while True:
            message: dict[str, Any] = json.loads(self.wire.recv(timeout=seconds))
            if message["type"] != "ping":
                return message
            self.say(alive=True)

    def hear(self, kind: str) -> dict[str, Any]:
        """The next message, which is of this type."""
        message = self.next()
        assert message["type"] == kind, message
        return message

    def rest(self, seconds: float = 0.4) -> list[dict[str, Any]]:
        """All that comes until it is quiet."""
        found = []
        with suppress(TimeoutError):
            while True:
                found.append(self.next(seconds))
        return found

    def silent(self, seconds: float = 0.6) -> bool:
        assert self.rest(seconds) == []
        return True


class Place:
    """Alice's shop and Charlie's, with a journey each, behind a real server."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.shop: Shop = open_shop()
        self.charlie = person("Charlie")
        self.other = create_workspace(self.charlie, {"name": "Charlie's shop", "zone": "UTC"})
        self.journey = self.a_journey(self.shop.workspace)
        self.open = ExitStack()

    def a_journey(self, workspace: Workspace) -> Journey:
        return Journey.objects.create(workspace=workspace, slug="cart", name="Cart")

    def as_(self, user: User | None, workspace: Workspace | None = None, **headers: str) -> Socket:
        slug = (workspace or self.shop.workspace).slug
        return self.at(f"/ws/live?workspace={slug}", user, **headers)

    def at(self, path: str, user: User | None, origin: str | None = "http://localhost") -> Socket:
        client = Client()
        if user is not None:
            client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
        named = Origin(origin) if origin else None
        made = connect(
            f"ws://{self.host}{path}", origin=named, additional_headers={"Cookie": cookies}
        )
        return Socket(self.open.enter_context(made))

    def watching(self, topic: str, first: str, user: User | None = None) -> Socket:
        """A page of Bob's that has its first state of the topic."""
        socket = self.as_(user or self.shop.bob)
        socket.say(subscribe=topic)
        socket.hear(first)
        return socket


def announce(workspace: Workspace, **change: Any) -> None:
    with connection.cursor() as cursor:
        payload = json.dumps({"w": workspace.id, **change})
        cursor.execute("select pg_notify('sojourn_live', %s)", [payload])
