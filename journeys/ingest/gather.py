"""Joins concurrent requests into one COPY and answers each of them after the commit (S1).

A request hands over a parcel of rows and waits. A few writers, each with a connection of
its own, take everything that has gathered and copy it in one transaction; so the cost of
a commit is shared, and its wait is what gathers the next parcels.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import psycopg

from journeys.ingest.connection import Link
from journeys.ingest.refusals import RefusedError, busy, unavailable
from workspaces import clock

DRIVEN_NOW_SQL = f"select coalesce(({clock.DRIVEN_SQL}), now())"
COPY_SQL = b"copy inbox (lane, workspace_id, kind, body, at) from stdin"
WRITERS = 2
WINDOW = 0.0
"""Seconds that a writer waits before it takes what is there. None: the commits of the others
are the wait in which parcels gather, and a lone event costs 1 ms instead of 3 (measured)."""
MOST_WAITING = 64 * 1024 * 1024
"""Bytes of parcels in memory; past that the door is shut until the database keeps up."""
MOST_AT_ONCE = 4 * 1024 * 1024

log = logging.getLogger(__name__)


class Parcel:
    """The rows of one request, as COPY text up to the last column, which is `at`."""

    __slots__ = ("at", "done", "happened", "lanes", "rows", "size")

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.rows: list[bytes] = []
        self.happened: list[datetime] = []
        self.lanes: set[int] = set()
        self.size = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def add(self, lane: int, workspace: int, body: bytes, happened: datetime) -> None:
        """`body` is JSON in UTF-8: it holds no raw control character, only backslashes."""
        row = b"%d\t%d\t1\t%s\t" % (lane, workspace, body.replace(b"\\", b"\\\\"))
        self.rows.append(row)
        self.happened.append(happened)
        self.lanes.add(lane)
        self.size += len(row)

    def text(self, at: datetime) -> bytes:
        stamp = at.isoformat().encode() + b"\n"
        return stamp.join(self.rows) + stamp

    def text_driven(self, clock_at: datetime) -> bytes:
        """Under the driven clock an event is accepted when it happened, if that lies ahead: so a
        recorded batch is posted at once, and the clock is moved through it afterwards."""
        stamped = zip(self.rows, self.happened, strict=True)
        return b"".join(
            row + max(clock_at, happened).isoformat().encode() + b"\n" for row, happened in stamped
        )

    def settle(self, error: RefusedError | None = None) -> None:
        """Tell the request, unless its client has gone."""
        if not self.done.done():
            if error:
                self.done.set_exception(error)
            else:
                self.done.set_result(None)


class Gatherer:
    """The parcels that wait, and the writers that take them."""

    def __init__(self, on_commit: Callable[[Iterable[int]], None]) -> None:
        self._on_commit = on_commit
        self._parcels: deque[Parcel] = deque()
        self._size = 0
        self._arrived = asyncio.Event()
        self._links = [Link() for _ in range(WRITERS)]
        self._tasks = [asyncio.create_task(self._write_on(link)) for link in self._links]

    async def store(self, parcel: Parcel) -> None:
        """Returns when the parcel is committed; RefusedError when it is not, or not known to be."""
        if self._size + parcel.size > MOST_WAITING:
            raise busy()
        self._size += parcel.size
        self._parcels.append(parcel)
        self._arrived.set()
        await parcel.done

    async def close(self) -> None:
        """Write what waits, then stop."""
        waiting = [parcel.done for parcel in self._parcels]
        if waiting:
            await asyncio.wait(waiting, timeout=5)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for link in self._links:
            await link.close()

    async def _write_on(self, link: Link) -> None:
        while True:
            await self._arrived.wait()
            await asyncio.sleep(WINDOW)
            if parcels := self._take():
                try:
                    await self._deliver(parcels, link)
                except Exception:
                    log.exception("events were not stored")
                finally:
                    for parcel in parcels:
                        parcel.settle(unavailable())  # who has no answer yet
                        self._size -= parcel.size

    def _take(self) -> list[Parcel]:
        taken: list[Parcel] = []
        size = 0
        while self._parcels and size < MOST_AT_ONCE:
            taken.append(self._parcels.popleft())
            size += taken[-1].size
        if not self._parcels:
            self._arrived.clear()
        return taken

    async def _deliver(self, parcels: list[Parcel], link: Link) -> None:
        try:
            await copy(parcels, link)
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            await self._one_by_one(parcels, link, error)
        except psycopg.Error as error:
            log.warning("events were not stored: %s", error)
            for parcel in parcels:
                parcel.settle(unavailable())
        else:
            for parcel in parcels:
                parcel.settle()
            self._on_commit(set().union(*(parcel.lanes for parcel in parcels)))

    async def _one_by_one(self, parcels: list[Parcel], link: Link, error: Exception) -> None:
        """Something passed the door that PostgreSQL refuses: only its own request fails."""
        if len(parcels) > 1:
            for parcel in parcels:
                await self._deliver([parcel], link)
            return
        log.error("PostgreSQL refused what the door had passed: %s", error)
        message = "The database cannot hold what was sent. Send the items one by one to find it."
        parcels[0].settle(RefusedError(400, "not_storable", message))


async def copy(parcels: list[Parcel], link: Link) -> None:
    """All parcels in one transaction. With the driven clock, `at` is read in the same one."""
    async with link.use() as connection:
        if clock.driven():
            async with connection.transaction():
                cursor = await connection.execute(DRIVEN_NOW_SQL.encode())
                (at,) = await cursor.fetchone() or (None,)
                await _send(connection, [parcel.text_driven(at or parcel.at) for parcel in parcels])
        else:
            await _send(connection, [parcel.text(parcel.at) for parcel in parcels])


async def _send(connection: psycopg.AsyncConnection[Any], texts: list[bytes]) -> None:
    async with connection.cursor() as cursor, cursor.copy(COPY_SQL) as pipe:
        await pipe.write(b"".join(texts))
