"""Tells the workers which lanes have something new, after the commit.

NOTIFY inside the accepting transaction would serialise all commits, so it goes by a
connection of its own, joined to at most one every few milliseconds. One that is lost
costs latency only: workers look by themselves every so often.
"""

import asyncio
import logging
from collections.abc import Iterable

import psycopg

from journeys.ingest.connection import Link

CHANNEL = "sojourn_wake"
AT_MOST_EVERY = 0.005

log = logging.getLogger(__name__)


class Waker:
    def __init__(self) -> None:
        self._lanes: set[int] = set()
        self._link = Link()
        self._task: asyncio.Task[None] | None = None

    def note(self, lanes: Iterable[int]) -> None:
        """Lanes that were just written; returns at once."""
        self._lanes.update(lanes)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        while self._lanes:
            lanes, self._lanes = self._lanes, set()
            payload = ",".join(map(str, sorted(lanes)))
            try:
                await self._link.one("select pg_notify(%s, %s)", [CHANNEL, payload])
            except psycopg.Error as error:
                log.warning("the workers were not told of new events: %s", error)
            await asyncio.sleep(AT_MOST_EVERY)

    async def close(self) -> None:
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
        await self._link.close()
