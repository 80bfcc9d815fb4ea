"""The websocket of one open inbox, at /ws/inbox/; its words stand in devices/README.md.

It admits pages of any origin: no cookie is read, the first message carries the customer's token.
"""

import asyncio
import time
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any

import msgspec
import psycopg
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseError
from psycopg import Connection

from channels_app import contracts
from channels_app.devices import customers
from channels_app.devices.customers import Pass
from channels_app.inapp import acts, reading
from channels_app.inapp.acts import Whose
from channels_app.inapp.hub import hub
from channels_app.live.pace import Pace
from workspaces.clock import now
from workspaces.models import Workspace

HELLO_WITHIN = 10.0
LONGEST_MESSAGE = 8000
A_SECOND, AT_ONCE = 10, 40
MOST_DROPPED = 200
LOOK_AGAIN = 30.0
"""Seconds between two looks whether the token still holds and whose it is."""
POLICY_VIOLATION, NOT_ADMITTED, TRY_AGAIN_LATER = 1008, 4401, 1013
TOO_MANY = 4429

Id = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Ids = list[Id]


class Wish(msgspec.Struct):
    """What a page may say: who it is, then what the customer does."""

    token: str = ""
    cursor: str = ""
    got: Ids = []
    seen: Ids = []
    clicked: Id | None = None
    button: str = ""
    archived: Ids = []

    @property
    def does(self) -> bool:
        """A page may also only say that it is still there."""
        return bool(self.got or self.seen or self.archived or self.clicked is not None)


_decode = msgspec.json.Decoder(Wish).decode
_encode = msgspec.json.Encoder().encode


class InboxConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        self.whose: Whose | None = None
        self.over = False
        self.cursor = 0
        self.news = asyncio.Event()
        self.pace = Pace(A_SECOND, AT_ONCE)
        self.tasks = [asyncio.create_task(self._expect_hello())]
        await self.accept()

    async def disconnect(self, code: int) -> None:
        self._let_go()

    def _let_go(self) -> None:
        """Once is enough; a page that is sent away may still be talking."""
        if self.over:
            return
        self.over = True
        for task in self.tasks:
            if task is not asyncio.current_task():
                task.cancel()
        hub.leave(self.whose.customer_id if self.whose else "", self.news)

    async def _end(self, code: int) -> None:
        if not self.over:
            self._let_go()
            await self.close(code)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.over:
            return
        if not self.pace.allows(time.monotonic()):
            if self.pace.dropped >= MOST_DROPPED:
                await self._end(POLICY_VIOLATION)
            return
        try:
            wish = _decode((text_data or "")[: LONGEST_MESSAGE + 1].encode())
        except (msgspec.DecodeError, UnicodeEncodeError):
            await self._refuse("bad_message", "This message cannot be read. Send a JSON object.")
            return
        try:
            if self.whose is None:
                await self._admit(wish)
            elif wish.does:
                await hub.ask(_do, self.whose, wish, now())
        except (DatabaseError, psycopg.Error):
            await self._end(TRY_AGAIN_LATER)

    async def _admit(self, wish: Wish) -> None:
        held = customers.read(wish.token, now())
        whose = await hub.ask(_whose, held) if held else None
        if held is None or whose is None:
            await self._refuse("bad_token", "The token is not valid. Ask for a new one.")
            await self._end(NOT_ADMITTED)
            return
        if not hub.join(whose.customer_id, self.news):
            await self._end(TOO_MANY)
            return
        self.held, self.whose = held, whose
        self.cursor = int(wish.cursor) if wish.cursor.isdecimal() and len(wish.cursor) < 19 else 0
        self.news.set()
        self.tasks[0].cancel()
        self.tasks = [asyncio.create_task(self._send_on()), asyncio.create_task(self._guard())]

    async def _send_on(self) -> None:
        """At first what the page lacks, then whatever comes."""
        first = True
        with suppress(OSError):
            while True:
                await self.news.wait()
                self.news.clear()
                try:
                    found = await hub.ask(_news, self.whose, self.cursor, now())
                except (DatabaseError, psycopg.Error):
                    await self._end(TRY_AGAIN_LATER)
                    return
                self.cursor = int(found.cursor)
                if first or found.items:
                    await self.send(text_data=_encode(found).decode())
                first = False

    async def _expect_hello(self) -> None:
        await asyncio.sleep(HELLO_WITHIN)
        await self._end(NOT_ADMITTED)

    async def _guard(self) -> None:
        """A token that is over, or a visitor who became known: the page must ask anew."""
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            try:
                whose = await hub.ask(_whose, self.held) if self.held.holds(now()) else None
            except (DatabaseError, psycopg.Error):
                continue
            if whose != self.whose:
                await self._end(NOT_ADMITTED)

    async def _refuse(self, code: str, sentence: str) -> None:
        refused = {"type": "error", "error": {"code": code, "message": sentence, "problems": []}}
        await self.send(text_data=_encode(refused).decode())


def _whose(connection: Connection[Any], held: Pass) -> Whose | None:
    """Whose inbox it is now; None when the token opens none any more."""
    open_ones = Workspace.objects.filter(id=held.workspace_id, deleting_at=None)
    if not open_ones.exists():
        return None
    found = contracts.whose(connection, held.workspace_id, held.user_id, held.anonymous_id)
    if found.known and not held.user_id:
        return None
    return Whose(held.workspace_id, found.lane, found.id)


def _news(connection: Connection[Any], whose: Whose, cursor: int, moment: datetime) -> reading.News:
    return reading.news(connection, whose.lane, whose.customer_id, cursor, moment)


def _do(connection: Connection[Any], whose: Whose, wish: Wish, moment: datetime) -> None:
    acts.got(connection, whose, wish.got, moment)
    acts.seen(connection, whose, wish.seen, moment)
    if wish.clicked is not None and wish.button:
        acts.pressed(connection, whose, wish.clicked, wish.button, moment)
    elif wish.clicked is not None:
        acts.clicked(connection, whose, [wish.clicked], moment)
    acts.archived(connection, whose, wish.archived, moment)
