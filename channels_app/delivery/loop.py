"""The delivery loop: woken by a notification or by the next due time, until it is told to stop.

`manage.py worker` runs it in a thread; `manage.py deliver` runs it alone. Any number of them
share the lanes.
"""

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Event, Thread
from time import monotonic

import psycopg
import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connections

from channels_app import registry
from channels_app.delivery import claim as claims
from channels_app.delivery import rates
from channels_app.delivery.claim import Claimer, Held
from channels_app.delivery.connect import Connection, connect
from channels_app.delivery.expire import expire
from channels_app.delivery.outbox import WAKE_CHANNEL
from channels_app.delivery.run import Deliverer
from workspaces import clock

log = structlog.get_logger(__name__)

BATCH = 1000
EXPIRE_EVERY_SECONDS = 0.5
FORGET_EVERY_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_DRIVEN_SECONDS = 0.1
STOP_WITHIN_SECONDS = 0.2
RECONNECT_SECONDS = 0.3
REST_AFTER_SECONDS = 30.0


class Loop:
    """One worker's delivery. `run` returns when `stop` is set and the batch in hand is done."""

    def __init__(
        self,
        worker: str,
        lanes: Sequence[int] = range(64),
        opened: Callable[[], Connection] = connect,
    ) -> None:
        self.opened = opened
        self.claimer = Claimer(worker, lanes)
        # Under a driven clock a batch is done when the next begins, so that a run is exact.
        couriers = None if clock.driven() else opened
        self.deliverer = Deliverer(self.claimer, read_clock, couriers)
        self.delivered = 0

    def run(self, stop: Event) -> None:
        """Work until told to stop. The process should do nothing else: its memory is frozen."""
        quiet_memory()
        with KeptAlive(self.claimer.held, self.opened):
            while not stop.is_set():
                self._connected(stop)
            self.deliverer.stop()
        connections.close_all()

    def _connected(self, stop: Event) -> None:
        try:
            with self.opened() as connection, self.opened() as listener:
                listener.execute(f"listen {WAKE_CHANNEL}")
                self._work(connection, listener, stop)
        except (psycopg.OperationalError, OperationalError, InterfaceError) as error:
            log.warning("delivery waits for the database", error=str(error).strip())
            self._start_afresh(stop)
        except Exception:
            # The batch in hand comes back when its claim ends; nothing of it was written.
            log.exception("delivery broke, and starts again")
            self._start_afresh(stop)

    def _start_afresh(self, stop: Event) -> None:
        close_old_connections()
        stop.wait(RECONNECT_SECONDS)

    def _work(self, connection: Connection, listener: Connection, stop: Event) -> None:
        next_expiry = next_forgetting = busy_until = 0.0
        while not stop.is_set():
            if monotonic() >= next_expiry:
                expire(connection, read_clock(connection))
                next_expiry = monotonic() + EXPIRE_EVERY_SECONDS
            if monotonic() >= next_forgetting:
                rates.forget(connection, read_clock(connection))
                next_forgetting = monotonic() + FORGET_EVERY_SECONDS
            done = self.deliverer.run_once(connection, BATCH)
            self.delivered += done.claimed
            if done.claimed:
                busy_until = monotonic() + REST_AFTER_SECONDS
            else:
                self._pause(connection, listener, stop)
                if monotonic() > busy_until:
                    registry.rest()

    def _pause(self, connection: Connection, listener: Connection, stop: Event) -> None:
        """Until a notification, the next due time, an order to stop, or a second."""
        longest = LONGEST_PAUSE_DRIVEN_SECONDS if clock.driven() else LONGEST_PAUSE_SECONDS
        due = self.claimer.next_due(connection)
        if due is not None and not clock.driven():
            longest = min(longest, (due - read_clock(connection)).total_seconds())
        until = monotonic() + longest
        while not stop.is_set() and (left := until - monotonic()) > 0:
            if list(listener.notifies(timeout=min(left, STOP_WITHIN_SECONDS), stop_after=1)):
                return


class KeptAlive:
    """Moves the ends of the claims in hand from a thread, while slow providers are waited for."""

    def __init__(self, held: Held, opened: Callable[[], Connection]) -> None:
        self.held = held
        self.opened = opened
        self.stop = Event()
        self.thread = Thread(target=self._run, daemon=True, name="delivery-claim")

    def __enter__(self) -> "KeptAlive":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()

    def _run(self) -> None:
        """A connection is opened only for a claim that outlives a second."""
        seen: set[int] = set()
        connection: Connection | None = None
        while not self.stop.wait(1.0):
            current = self.held.now()
            if old := current & seen:
                try:
                    connection = connection or self.opened()
                    claims.keep_alive(connection, sorted(old))
                except psycopg.Error:
                    if connection is not None:
                        connection.close()
                    connection = None
            seen = current
        if connection is not None:
            connection.close()


def quiet_memory() -> None:
    """What a delivery makes is short-lived and has few cycles: look for them seldom (lesson 7)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def read_clock(connection: Connection) -> datetime:
    """The present instant; under the driven clock, its row."""
    if not clock.driven():
        return clock.now()
    row = connection.execute(clock.DRIVEN_SQL).fetchone()
    return row[0] if row else clock.now()
