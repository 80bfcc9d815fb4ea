"""The websocket of one page: takes what it says, and sends what waits for it."""

import asyncio
import time
from contextlib import suppress

import msgspec
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import DatabaseError

from channels_app.live.admission import who_is
from channels_app.live.hub import hub
from channels_app.live.pace import Pace
from channels_app.live.page import Page
from channels_app.live.people import Show
from channels_app.live.watch import encoded, error

MOST_TOPICS = 20
LONGEST_MESSAGE = 4000
A_SECOND, AT_ONCE = 30, 60
"""Messages beyond this are dropped."""
MOST_DROPPED = 300
LOOK_AGAIN = 30.0
"""Seconds between two looks whether the person still belongs to the workspace."""
POLICY_VIOLATION = 1008


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    """What a page may say."""

    subscribe: str | None = None
    unsubscribe: str | None = None
    show: Show | None = None
    alive: bool = False


_decode = msgspec.json.Decoder(Wish).decode


class LiveConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        self.topics: set[str] = set()
        self.tasks: list[asyncio.Task[None]] = []
        self.pace = Pace(A_SECOND, AT_ONCE)
        who = await who_is(self.scope)
        if who is None:
            await self.close()
            return
        self.page = Page(who)
        self.workspace = who.workspace
        await self.accept()
        self.tasks = [asyncio.create_task(self._send_on()), asyncio.create_task(self._guard())]

    async def disconnect(self, code: int) -> None:
        self._let_go()

    def _let_go(self) -> None:
        for task in self.tasks:
            task.cancel()
        for topic in self.topics:
            hub.leave(self.workspace, topic, self.page)
        self.topics.clear()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self.pace.allows(time.monotonic()):
            await self._too_fast()
            return
        try:
            wish = _decode((text_data or "")[: LONGEST_MESSAGE + 1].encode())
        except (msgspec.DecodeError, UnicodeEncodeError):
            self._say("bad_message", 'Send {"subscribe": topic} or {"unsubscribe": topic}.')
            return
        hub.gathering.alive(self.page)
        if wish.unsubscribe is not None:
            self._unsubscribe(wish.unsubscribe)
        if wish.subscribe is not None:
            self._subscribe(wish.subscribe)
        if wish.show is not None and not hub.gathering.show(self.workspace, self.page, wish.show):
            self._say("not_here", "Subscribe to a draft before you show.", wish.show.topic)

    def _subscribe(self, topic: str) -> None:
        if topic not in self.topics and len(self.topics) >= MOST_TOPICS:
            sentence = f"A page may watch {MOST_TOPICS} topics. Unsubscribe from one first."
            self._say("too_many", sentence, topic)
        elif hub.join(self.workspace, topic, self.page):
            self.topics.add(topic)
        else:
            names = "journey:ID, draft:ID, events, mailbox, workspace"
            self._say("unknown_topic", f"There is no such topic. Topics are {names}.", topic)

    def _unsubscribe(self, topic: str) -> None:
        if topic in self.topics:
            self.topics.discard(topic)
            hub.leave(self.workspace, topic, self.page)

    def _say(self, code: str, sentence: str, topic: str | None = None) -> None:
        topic = topic[:100] if topic else None
        text = encoded(topic, "error", error(code, sentence))
        self.page.put(topic or "", "error", text, replaces=False)

    async def _too_fast(self) -> None:
        if self.pace.dropped == 1:
            sentence = f"A page may say {A_SECOND} things a second. What was beyond was not heard."
            self._say("too_fast", sentence)
        elif self.pace.dropped == MOST_DROPPED:
            self._let_go()
            await self.close(POLICY_VIOLATION)

    async def _send_on(self) -> None:
        with suppress(OSError):  # the page is gone, and disconnect follows
            while True:
                await self.send(text_data=await self.page.take())

    async def _guard(self) -> None:
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            try:
                who = await who_is(self.scope)
            except DatabaseError:
                continue  # nothing can be read meanwhile either
            if who is None or who.workspace != self.workspace:
                await self.close(POLICY_VIOLATION)
            elif who != self.page.who:
                self.page.who = who
                hub.gathering.introduce(self.page)
