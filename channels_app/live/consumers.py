"""The websocket of one page: subscribes and unsubscribes, and sends what waits for the page."""

import asyncio

import msgspec
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import DatabaseError

from channels_app.live.admission import workspace_of
from channels_app.live.hub import hub
from channels_app.live.page import Page
from channels_app.live.watch import encoded, error

MOST_TOPICS = 20
LONGEST_MESSAGE = 1000
LOOK_AGAIN = 30.0
"""Seconds between two looks whether the person still belongs to the workspace."""
POLICY_VIOLATION = 1008


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    """What a page may say."""

    subscribe: str | None = None
    unsubscribe: str | None = None


_decode = msgspec.json.Decoder(Wish).decode


class LiveConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        self.page = Page()
        self.topics: set[str] = set()
        self.tasks: list[asyncio.Task[None]] = []
        workspace = await workspace_of(self.scope)
        if workspace is None:
            await self.close()
            return
        self.workspace = workspace
        await self.accept()
        self.tasks = [asyncio.create_task(self._send_on()), asyncio.create_task(self._guard())]

    async def disconnect(self, code: int) -> None:
        for task in self.tasks:
            task.cancel()
        for topic in self.topics:
            hub.leave(self.workspace, topic, self.page)
        self.topics.clear()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        try:
            wish = _decode((text_data or "")[: LONGEST_MESSAGE + 1].encode())
        except (msgspec.DecodeError, UnicodeEncodeError):
            self._say("bad_message", 'Send {"subscribe": topic} or {"unsubscribe": topic}.')
            return
        if wish.unsubscribe is not None:
            self._unsubscribe(wish.unsubscribe)
        if wish.subscribe is not None:
            self._subscribe(wish.subscribe)

    def _subscribe(self, topic: str) -> None:
        if topic not in self.topics and len(self.topics) >= MOST_TOPICS:
            sentence = f"A page may watch {MOST_TOPICS} topics. Unsubscribe from one first."
            self._say("too_many", sentence, topic)
        elif hub.join(self.workspace, topic, self.page):
            self.topics.add(topic)
        else:
            sentence = "There is no such topic. Topics are journey:ID, events, mailbox, workspace."
            self._say("unknown_topic", sentence, topic)

    def _unsubscribe(self, topic: str) -> None:
        if topic in self.topics:
            self.topics.discard(topic)
            hub.leave(self.workspace, topic, self.page)

    def _say(self, code: str, sentence: str, topic: str | None = None) -> None:
        topic = topic[:100] if topic else None
        text = encoded(topic, "error", error(code, sentence))
        self.page.put(topic or "", "error", text, replaces=False)

    async def _send_on(self) -> None:
        while True:
            await self.send(text_data=await self.page.take())

    async def _guard(self) -> None:
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            try:
                workspace = await workspace_of(self.scope)
            except DatabaseError:
                continue  # nothing can be read meanwhile either
            if workspace != self.workspace:
                await self.close(POLICY_VIOLATION)
