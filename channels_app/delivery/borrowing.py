"""A few connections that many couriers share: each takes one for a moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from threading import BoundedSemaphore

from psycopg.pq import TransactionStatus

from channels_app.delivery.connect import Connection

MOST = 8


class Connections:
    """Opened when needed, kept for the next; a broken one is thrown away."""

    def __init__(self, opened: Callable[[], Connection], most: int = MOST) -> None:
        self.opened = opened
        self.gate = BoundedSemaphore(most)
        self.idle: LifoQueue[Connection] = LifoQueue()
        self.closed = False

    @contextmanager
    def borrow(self) -> Iterator[Connection]:
        with self.gate:
            connection = self._idle() or self.opened()
            try:
                yield connection
            finally:
                well = connection.info.transaction_status == TransactionStatus.IDLE
                if well and not self.closed:
                    self.idle.put(connection)
                else:
                    connection.close()

    def close(self) -> None:
        """Those in use are closed by whoever gives them back."""
        self.closed = True
        while (connection := self._idle()) is not None:
            connection.close()

    def _idle(self) -> Connection | None:
        try:
            return self.idle.get_nowait()
        except Empty:
            return None
