"""Couriers: each account's messages are handed over in a thread of their own, so that a provider
that is slow, or dead, delays no other.

A courier has so much in hand and no more; what comes beyond that goes back to the queue for as
long as it will take, by the pace that was seen. While it waits for a provider it holds no
connection. Told to stop, it ends the chunk that is under way and gives the rest back.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic

import msgspec
import structlog
from django.db import connections as django_connections

from channels_app import registry
from channels_app.base import Inside, Outside
from channels_app.delivery.borrowing import Connections
from channels_app.delivery.connect import Connection
from channels_app.delivery.handover import Hands, Tell
from channels_app.delivery.pace import Pace
from channels_app.delivery.routing import Parcel
from channels_app.delivery.settle import ClaimLostError
from channels_app.delivery.ways import Way

log = structlog.get_logger(__name__)

# Threads of one process, and how long one without work stays.
MOST = 100
IDLE_SECONDS = 30.0
# A provider that hangs when the worker is told to stop is waited for this long.
STOP_SECONDS = 25.0


class Job(msgspec.Struct):
    """A claim's messages on their way by one account."""

    claim_id: int
    way: Way
    parcels: list[Parcel]
    tell: Tell


Carry = Callable[[Job, Hands], None]


def capacity(way: Way) -> int:
    """How many messages a courier has in hand at most: what waits there can not be cancelled (S9),
    and what does not wait there cannot be sent."""
    kind = registry.channel(way.channel)
    chunk = way.carrier.chunk if isinstance(way.carrier, Outside) else 1
    return max(kind.batch if kind else 1, 2 * chunk)


class Courier:
    """One way's thread, its queue, and its pace."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()
        self.load = 0
        self.pace = Pace()
        self.thread: Thread | None = None


class Couriers:
    """All couriers of one process. `carry` hands a job over and sees to what is left of it."""

    def __init__(
        self,
        carry: Carry,
        opened: Callable[[], Connection],
        clock: Callable[[Connection], datetime],
    ) -> None:
        self.carry = carry
        self.clock = clock
        self.connections = Connections(opened)
        self.lock = Lock()
        self.stopping = Event()
        self.known: dict[int | str, Courier] = {}

    def free(self, way: Way) -> int:
        with self.lock:
            courier = self.known.get(way.key)
            if courier is None:
                return capacity(way) if len(self.known) < MOST else 0
            # In halves: many small jobs cost more than a few large ones.
            room = capacity(way) - courier.load
            return room if room * 2 >= capacity(way) else 0

    def times(self, way: Way, many: int, now: datetime) -> Sequence[datetime]:
        with self.lock:
            courier = self.known.get(way.key)
            if courier is None:
                return [now + timedelta(seconds=1)] * many
            return courier.pace.times(now, courier.load, many)

    def give(self, job: Job) -> None:
        with self.lock:
            courier = self.known.get(job.way.key)
            if courier is None:
                courier = self.known[job.way.key] = Courier(job.way)
                courier.thread = Thread(
                    target=self._run, args=(courier,), daemon=True, name=f"courier-{job.way.key}"
                )
                courier.thread.start()
            courier.load += len(job.parcels)
            courier.jobs.put(job)

    def stop(self) -> None:
        """End what is under way; what hangs longer than that is left to its claim's end."""
        self.stopping.set()
        until = monotonic() + STOP_SECONDS
        # One that ends may hand what is left to another, who comes to life for it.
        while (courier := self._any()) is not None and monotonic() < until:
            courier.jobs.put(None)
            if courier.thread is not None:
                courier.thread.join(max(0.0, until - monotonic()))
        self.connections.close()

    def _any(self) -> Courier | None:
        with self.lock:
            return next(iter(self.known.values()), None)

    def _run(self, courier: Courier) -> None:
        carrier: Inside | Outside | None = None
        while True:
            try:
                job = courier.jobs.get(timeout=IDLE_SECONDS)
            except Empty:
                job = None
            if job is None:
                if self._leave(courier):
                    break
                continue
            if carrier is not job.way.carrier:
                # The account was changed: the old carrier's connections are of no use.
                _rest(carrier)
                carrier = job.way.carrier
            self._carry(courier, job)
        _rest(carrier)

    def _carry(self, courier: Courier, job: Job) -> None:
        many = len(job.parcels)
        hands = Hands(
            self.connections.borrow, self.clock, job.tell, lambda: not self.stopping.is_set()
        )
        courier.pace.begin(many)
        try:
            self.carry(job, hands)
        except ClaimLostError:
            log.warning("claim expired before its receipts were written", claim=job.claim_id)
        except Exception:
            # Its claim ends by itself, and says what had begun.
            log.exception("a courier broke", way=job.way.name)
        finally:
            # Those who hear of receipts may have asked by Django's own; a hundred threads may not
            # each keep one of these connections.
            django_connections.close_all()
            courier.pace.end(many)
            with self.lock:
                courier.load -= many

    def _leave(self, courier: Courier) -> bool:
        with self.lock:
            if not courier.jobs.empty():
                return False
            self.known.pop(courier.way.key, None)
            return True


class InPlace:
    """Hands over in the caller's thread and on its connection: for a clock that is driven, and for
    tests that look at one batch."""

    def __init__(self, carry: Carry, hands: Hands) -> None:
        self.carry = carry
        self.hands = hands

    def free(self, way: Way) -> int:
        return 1_000_000

    def times(self, way: Way, many: int, now: datetime) -> Sequence[datetime]:
        return [now] * many

    def give(self, job: Job) -> None:
        self.carry(job, self.hands)

    def stop(self) -> None:
        """Nothing is under way."""


def _rest(carrier: Inside | Outside | None) -> None:
    if isinstance(carrier, Outside):
        try:
            carrier.rest()
        except Exception:
            log.exception("a carrier could not rest")
