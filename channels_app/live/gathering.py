"""Who is where: the rooms of one web process, kept in step with those of the others.

Everything goes by NOTIFY, with Redis or without. A process tells at most ten times a second,
whatever its pages do, and of cursors only the newest. What gets lost is mended by the next
beat: every process names its pages, and asks for those that it does not know.
"""

import asyncio
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable

import psycopg
from django.db import Error as DatabaseError

from channels_app.live.page import Page
from channels_app.live.people import Show, decode, payloads
from channels_app.live.room import Room

EVERY = 0.1
BEAT = 3.0
EXPIRES = 8.0
"""Seconds without a word after which a page, or a whole process, is taken for gone."""

log = logging.getLogger(__name__)

Key = tuple[int, str]


class Gathering:
    def __init__(
        self,
        tell: Callable[[list[str]], Awaitable[None]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.process = secrets.token_hex(4)
        self.rooms: dict[Key, Room] = {}
        self._at: dict[str, set[Key]] = defaultdict(set)
        self._tell, self._clock = tell, clock
        self._wake = asyncio.Event()

    def enter(self, workspace: int, topic: str, page: Page) -> None:
        key = (workspace, topic)
        self._at[page.key].add(key)
        self.rooms.setdefault(key, Room(workspace, topic)).enter(page, self._clock())
        self._wake.set()

    def leave(self, workspace: int, topic: str, page: Page) -> None:
        key = (workspace, topic)
        self._at[page.key].discard(key)
        if not self._at[page.key]:
            del self._at[page.key]
        if (room := self.rooms.get(key)) is not None:
            room.leave(page.key)
            self._wake.set()

    def alive(self, page: Page) -> None:
        """The page spoke; who was taken for gone is back."""
        for key in self._at.get(page.key, ()):
            room = self.rooms[key]
            if page.key in room.seen:
                room.seen[page.key] = self._clock()
            else:
                room.enter(page, self._clock())
                self._wake.set()

    def show(self, workspace: int, page: Page, shown: Show) -> bool:
        """Whether the page is in a room of that topic, by the workspace of its own address."""
        key = (workspace, shown.topic)
        if key not in self._at.get(page.key, ()):
            return False
        room = self.rooms[key]
        if page.key in room.here:
            room.show(page.key, shown)
            self._wake.set()
        return True

    def introduce(self, page: Page) -> None:
        for key in self._at.get(page.key, ()):
            self.rooms[key].introduce(page)
        self._wake.set()

    def heard(self, payload: str) -> None:
        for told in decode(payload):
            room = self.rooms.get((told.w, told.t))
            if told.p != self.process and room is not None:
                room.hear(told, self._clock())
                self._wake.set()

    def missed(self) -> None:
        for room in self.rooms.values():
            room.ask_all()
        self._wake.set()

    def beat(self) -> None:
        """Lets go of who was silent for too long, and asks the others for a word."""
        since = self._clock() - EXPIRES
        for room in self.rooms.values():
            for key in [key for key, at in room.seen.items() if at < since]:
                room.expire(key)
            for process in [name for name, at in room.told_at.items() if at < since]:
                room.lose(process)
            room.ping()
        self._wake.set()

    def untold(self) -> list[str]:
        """What is to be told now, taken; rooms that nobody is in any more are closed."""
        told = [each for room in self.rooms.values() for each in room.untold(self.process)]
        self.rooms = {key: room for key, room in self.rooms.items() if room.pages}
        return payloads(told)

    async def run(self) -> None:
        """Until cancelled."""
        self._wake = asyncio.Event()
        self._wake.set()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._tell_on())
            tasks.create_task(self._beat_on())

    async def _tell_on(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            if texts := self.untold():
                try:
                    await self._tell(texts)
                except (DatabaseError, psycopg.Error) as error:
                    log.warning("other processes were not told who is here: %s", error)
            await asyncio.sleep(EVERY)

    async def _beat_on(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            self.beat()
