"""One topic that at least one page watches: read at most four times a second, then fanned out."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import psycopg
from django.core.serializers.json import DjangoJSONEncoder
from django.db import Error as DatabaseError

from channels_app.live.events import Change, Message, Source
from channels_app.live.page import Page

EVERY = 0.25
RETRY = 1.0
MOST_IDS = 300

log = logging.getLogger(__name__)

Read = Callable[..., Awaitable[Any]]
Admit = Callable[[Page], None]


class Watch:
    def __init__(
        self, workspace: int, topic: str, source: Source, argument: str, read: Read, admit: Admit
    ) -> None:
        self.workspace, self.topic = workspace, topic
        self._source, self._argument, self._read, self._admit = source, argument, read, admit
        self.pages: set[Page] = set()
        self._newcomers: list[Page] = []
        self._ids: list[str] = []
        self._wake = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def join(self, page: Page) -> None:
        """The page first gets the whole state, then what changes."""
        self.pages.add(page)
        self._newcomers.append(page)
        self._wake.set()

    def leave(self, page: Page) -> None:
        self.pages.discard(page)
        self._newcomers = [each for each in self._newcomers if each is not page]

    def stop(self) -> None:
        self._task.cancel()

    def heard(self, change: Change) -> None:
        ids = self._source.touched(change, self._argument)
        if change.w == self.workspace and ids is not None:
            self._ids = [*self._ids, *ids][-MOST_IDS:]
            self._wake.set()

    def missed(self) -> None:
        """Announcements may have been lost: everybody gets the whole state again."""
        self._newcomers = list(self.pages)
        self._wake.set()

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            newcomers, self._newcomers = self._newcomers, []
            ids, self._ids = self._ids, []
            try:
                await self._show(newcomers, ids)
            except (DatabaseError, psycopg.Error) as error:
                log.warning("what changed could not be read: %s", error)
                self.missed()
                await asyncio.sleep(RETRY)
            except Exception:
                log.exception("the topic %s could not be shown", self.topic)
            await asyncio.sleep(EVERY)

    async def _show(self, newcomers: list[Page], ids: list[str]) -> None:
        if newcomers:
            found = await self._read(self._source.snapshot, self.workspace, self._argument)
            newcomers = [page for page in newcomers if page in self.pages]
            if found is None:
                self._send(newcomers, [_not_found(self.topic)])
                self.pages.difference_update(newcomers)
            else:
                self._send(newcomers, found)
                for page in newcomers:
                    self._admit(page)
        others = self.pages.difference(newcomers)
        if ids and others:
            news = await self._read(self._source.news, self.workspace, self._argument, ids)
            self._send(others & self.pages, news)

    def _send(self, pages: Iterable[Page], messages: Sequence[Message]) -> None:
        pages = list(pages)
        for message in messages:
            text = encoded(self.topic, message.type, message.data)
            for page in pages:
                page.put(self.topic, message.type, text, replaces=message.replaces)


def encoded(topic: str | None, kind: str, data: Any) -> str:
    whole = {"topic": topic, "type": kind, "data": data}
    return json.dumps(whole, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False)


def error(code: str, message: str) -> dict[str, Any]:
    """The one error shape, as data of a message of type error."""
    return {"error": {"code": code, "message": message, "problems": []}}


def _not_found(topic: str) -> Message:
    sentence = f"There is no {topic.replace(':', ' ')} in this workspace."
    return Message("error", error("not_found", sentence))
