"""The inboxes that are open in this web process: one LISTEN wakes those whose customer is named."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import msgspec
from django.db import close_old_connections, connection, connections, transaction
from psycopg import Connection

from channels_app.inapp.inbox import CHANNEL
from channels_app.live.listen import listen

THREADS = 2
MOST_PAGES = 20
"""Of one customer, in one process."""

_decode = msgspec.json.Decoder(list[str]).decode


class Hub:
    """It listens while pages are open: the first one begins, the last one ends it."""

    def __init__(self) -> None:
        self._pages: dict[str, set[asyncio.Event]] = {}
        self._listening: asyncio.Task[None] | None = None
        self._threads: list[ThreadPoolExecutor] = []
        self._turns = count()

    def join(self, customer: str, page: asyncio.Event) -> bool:
        """The event is set whenever there may be news. False when so many are open already."""
        pages = self._pages.setdefault(customer, set())
        if len(pages) >= MOST_PAGES:
            return False
        pages.add(page)
        if self._listening is None:
            self._listening = asyncio.create_task(listen({CHANNEL: self._heard}, self._missed))
        return True

    def leave(self, customer: str, page: asyncio.Event) -> None:
        """Also of a page that was never admitted: the last one to go ends the listening."""
        pages = self._pages.get(customer, set())
        pages.discard(page)
        if not pages:
            self._pages.pop(customer, None)
        if self._pages:
            return
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None
        threads, self._threads = self._threads, []
        for thread in threads:
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)

    async def ask(self, question: Callable[..., Any], *arguments: Any) -> Any:
        """Run it with a connection, in a transaction, in one of a few threads that keep theirs."""
        if not self._threads:
            self._threads = [ThreadPoolExecutor(1, "inbox") for _ in range(THREADS)]
        thread = self._threads[next(self._turns) % THREADS]
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(thread, _within, question, *arguments)

    def _heard(self, payload: str) -> None:
        for customer in _decode(payload):
            for page in self._pages.get(customer, ()):
                page.set()

    def _missed(self) -> None:
        for pages in self._pages.values():
            for page in pages:
                page.set()


def _within(question: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    with transaction.atomic():
        raw: Connection[Any] = connection.connection
        return question(raw, *arguments)


hub = Hub()
