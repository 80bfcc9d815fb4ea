"""The group: the database first, then what prepares it, then the rest; stopped in reverse."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import TypeVar

from config.supervisor.part import Part

T = TypeVar("T")
Prepare = Callable[[], Awaitable[bool]]


class Group:
    """Runs the foundations, prepares, runs the others, and stops all when asked to."""

    def __init__(self, foundations: list[Part], others: list[Part], prepare: Prepare) -> None:
        self.foundations = foundations
        self.others = others
        self.prepare = prepare
        self.asked_to_stop = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    async def run(self, ready: Callable[[], Awaitable[None]]) -> int:
        """Run until a signal asks to stop; the exit code. `ready` is awaited once all are up."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.asked_to_stop.set)
        try:
            self._start(self.foundations)
            if not await self._unless_stopped(self.prepare()):
                return 0 if self.asked_to_stop.is_set() else 1
            self._start(self.others)
            await self._unless_stopped(ready())
            await self.asked_to_stop.wait()
            return 0
        finally:
            await self._stop()

    async def _unless_stopped(self, work: Awaitable[T]) -> T | None:
        """The work's result, or None as soon as somebody asks to stop."""
        task = asyncio.ensure_future(work)
        stop = asyncio.ensure_future(self.asked_to_stop.wait())
        await asyncio.wait([task, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if task.done():
            return task.result()
        task.cancel()
        await asyncio.wait([task])
        return None

    def _start(self, parts: list[Part]) -> None:
        self.tasks += [asyncio.create_task(part.keep_running()) for part in parts]

    async def _stop(self) -> None:
        # The others together, the foundations after them: no part loses its database.
        await asyncio.gather(*(part.stop() for part in self.others))
        for part in reversed(self.foundations):
            await part.stop()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
