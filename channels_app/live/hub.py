"""The live side of one web process: one LISTEN, one reading thread, all topics being watched.

It exists while pages are open: the first one starts listening, the last one ends it. The
same with and without Redis, since PostgreSQL tells every process anyway.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import msgspec
from django.db import close_old_connections, connection, connections

from channels_app.live import events, people
from channels_app.live.events import Change, source_of
from channels_app.live.gathering import Gathering
from channels_app.live.listen import listen
from channels_app.live.page import Page
from channels_app.live.watch import Watch

_decode = msgspec.json.Decoder(Change).decode


class Hub:
    def __init__(self) -> None:
        self.gathering = Gathering(self._tell)
        self._watches: dict[tuple[int, str], Watch] = {}
        self._running: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._thread: ThreadPoolExecutor | None = None

    def join(self, workspace: int, topic: str, page: Page) -> bool:
        """Whether there is such a kind of topic; the page gets its state soon."""
        found = source_of(topic)
        if found is None:
            return False
        self._start()
        watch = self._watches.get((workspace, topic))
        if watch is None:
            admit = partial(self._admit, workspace, topic)
            watch = Watch(workspace, topic, *found, self._read, admit)
            self._watches[workspace, topic] = watch
        watch.join(page)
        return True

    def leave(self, workspace: int, topic: str, page: Page) -> None:
        watch = self._watches.get((workspace, topic))
        if watch is None:
            return
        watch.leave(page)
        self.gathering.leave(workspace, topic, page)
        page.forget(topic)
        if not watch.pages:
            watch.stop()
            del self._watches[workspace, topic]
        if not self._watches:
            self._stop()

    def heard(self, payload: str) -> None:
        change = _decode(payload)
        for watch in self._watches.values():
            watch.heard(change)

    def missed(self) -> None:
        for watch in self._watches.values():
            watch.missed()
        self.gathering.missed()

    def _admit(self, workspace: int, topic: str, page: Page) -> None:
        found = source_of(topic)
        if found is not None and found[0].gathers:
            self.gathering.enter(workspace, topic, page)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "live")
            ears = {events.CHANNEL: self.heard, people.CHANNEL: self.gathering.heard}
            self._listening = asyncio.create_task(listen(ears, self.missed))
            self._running = asyncio.create_task(self.gathering.run())

    def _stop(self) -> None:
        thread, self._thread = self._thread, None
        listening, self._listening = self._listening, None
        running, self._running = self._running, None
        for task in (listening, running):
            if task is not None:
                task.cancel()
        if thread is not None:
            if last := self.gathering.untold():
                thread.submit(_notify, last)
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)

    async def _read(self, reader: Callable[..., Any], *arguments: Any) -> Any:
        """Run a reader in the reading thread, on its Django connection."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, _fresh, reader, *arguments)

    async def _tell(self, payloads: list[str]) -> None:
        await self._read(_notify, payloads)


def _notify(payloads: list[str]) -> None:
    with connection.cursor() as cursor:
        for payload in payloads:
            cursor.execute("select pg_notify(%s, %s)", [people.CHANNEL, payload])


def _fresh(reader: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    return reader(*arguments)


hub = Hub()
