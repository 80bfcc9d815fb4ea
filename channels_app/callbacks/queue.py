"""The thread that handles callbacks, on connections of its own, beside the delivery loop."""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

import psycopg
import structlog
from django.db import InterfaceError, OperationalError, close_old_connections

from channels_app.callbacks.handling import forget, handle
from channels_app.callbacks.store import WAKE_CHANNEL
from channels_app.delivery.connect import Connection, connect
from channels_app.delivery.loop import read_clock

LONGEST_PAUSE_SECONDS = 1.0
STOP_WITHIN_SECONDS = 0.2
RECONNECT_SECONDS = 0.5
FORGET_EVERY_SECONDS = 600.0

log = structlog.get_logger(__name__)


class Hearing:
    """While it is open, callbacks are handled: `with Hearing(): ...`."""

    def __init__(self, opened: Callable[[], Connection] = connect) -> None:
        self.opened = opened
        self.stop = Event()
        self.handled = 0
        self.thread = Thread(target=self._run, daemon=True, name="callbacks")

    def __enter__(self) -> "Hearing":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()

    def _run(self) -> None:
        while not self.stop.is_set():
            try:
                with self.opened() as connection, self.opened() as listener:
                    listener.execute(f"listen {WAKE_CHANNEL}")
                    self._work(connection, listener)
            except (psycopg.OperationalError, OperationalError, InterfaceError) as error:
                log.warning("callbacks wait for the database", error=str(error).strip())
            except Exception:
                log.exception("the handling of callbacks broke, and starts again")
            close_old_connections()
            self.stop.wait(RECONNECT_SECONDS)

    def _work(self, connection: Connection, listener: Connection) -> None:
        forgetting = 0.0
        while not self.stop.is_set():
            now = read_clock(connection)
            if monotonic() >= forgetting and not forget(connection, now):
                forgetting = monotonic() + FORGET_EVERY_SECONDS
            looked_at = handle(connection, now)
            self.handled += looked_at
            if not looked_at:
                self._pause(listener)

    def _pause(self, listener: Connection) -> None:
        until = monotonic() + LONGEST_PAUSE_SECONDS
        while not self.stop.is_set() and (left := until - monotonic()) > 0:
            if list(listener.notifies(timeout=min(left, STOP_WITHIN_SECONDS), stop_after=1)):
                return
