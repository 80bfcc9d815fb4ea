"""One drain process: sleeps until a notification or the next due time, and keeps house."""

import gc
import logging
import os
import socket
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
from psycopg import Connection

from journeys.engine import counts, partitions, store, timers
from journeys.engine.announce import Announcer
from journeys.engine.connect import DRAIN_SETTINGS, connect
from journeys.engine.drain import BATCH, Drain
from journeys.engine.intake import WAKE, wake
from journeys.engine.lease import Leases
from journeys.engine.programs import Programs
from workspaces import clock

HOUSEKEEPING = 1.0
LOOK_AHEAD = 0.2
"""How often a busy drain looks at the due times of lanes that it is not busy with."""
FOLDING = 2.0
COLLECTING = 60.0
PARTITIONS = 3600.0
LONGEST_SLEEP_DRIVEN = 0.02
TICK = 0.02
"""Due times that lie closer together are handled together."""
# Leases, signs of life and folded counters: what a crash of the server takes back is made again.
# And a plan that was made when a table was empty would read all of it when it has grown.
SIDE_SETTINGS = "-c synchronous_commit=off -c plan_cache_mode=force_custom_plan"
STOP_WITHIN = 0.2
"""An order to stop is heard between two sleeps of this length."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 0.4

log = logging.getLogger(__name__)


def quiet_memory() -> None:
    """A drain's garbage has no cycles, so the collector would only cost (lesson 7)."""
    gc.collect()
    gc.freeze()
    gc.disable()


def rss_mib() -> int:
    """Memory in use, where the system tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)


class Worker:
    """`run` returns when `stop` is set and the batch in hand is committed."""

    def __init__(self, name: str = "") -> None:
        self.host, self.pid = socket.gethostname(), os.getpid()
        self.name = name or f"{self.host}:{self.pid}"
        self.programs = Programs()
        self.handled = 0
        self.size = BATCH

    def run(self, stop: Event) -> None:
        pause = FIRST_PAUSE
        while not stop.is_set():
            try:
                self._connected(stop)
                pause = FIRST_PAUSE
            except psycopg.Error as error:
                log.warning("the drain waits for the database: %s", str(error).strip())
                stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _connected(self, stop: Event) -> None:
        with (
            connect("drain", options=DRAIN_SETTINGS) as connection,
            connect("side", options=SIDE_SETTINGS) as side,
            connect("listen") as listener,
        ):
            listener.execute(f"listen {WAKE}")
            shift = Shift(self, connection, side, listener)
            shift.begin()
            try:
                while not stop.is_set():
                    shift.turn(stop)
            finally:
                self.size = shift.drain.size  # a batch that was too slow is not tried again whole
                if not side.broken:
                    shift.end()


class Shift:
    """A worker's work on one set of connections."""

    def __init__(
        self,
        worker: Worker,
        connection: Connection[Any],
        side: Connection[Any],
        listener: Connection[Any],
    ) -> None:
        self.worker, self.side, self.listener = worker, side, listener
        self.leases = Leases(worker.name, worker.host, worker.pid)
        self.drain = Drain(connection, self.leases, Announcer(side), worker.programs)
        self.drain.size = worker.size
        self.pending: set[int] = set()
        self.broken: set[int] = set()
        """Journeys whose trigger timers fail; left out for a minute."""
        self.next_due: dict[int, datetime] = {}
        self.vain: dict[int, datetime] = {}
        """Due times that could not be taken, as when the lane was lost: not asked for at once."""
        self.next_timer: datetime | None = None
        self.at = dict.fromkeys(("house", "fold", "due", "partitions"), 0.0)
        self.at["collect"] = time.monotonic() + COLLECTING

    def begin(self) -> None:
        self.leases.join(self.side)
        quiet_memory()

    def end(self) -> None:
        self.drain.announcer.flush(now=True)
        self._tell_names()
        self.leases.leave(self.side)
        self.worker.handled += self.drain.handled

    def turn(self, stop: Event) -> None:
        """Keep house if it is time, handle what is there, else sleep."""
        self._keep_house()
        self._fire_timers()
        if self.pending:
            if not self.drain.run(sorted(self.pending)):
                overdue = self._overdue()
                self.vain = {lane: overdue[lane] for lane in overdue.keys() & self.pending}
                self.pending.clear()
                self.at["due"] = 0.0
            self._woken(self.drain.moved)
            self.drain.moved.clear()
            self._heard(0)
        else:
            self._sleep(stop)
        if self._is_time("due", LOOK_AHEAD):
            self.next_due = store.next_due(self.side, self.leases.lanes)
        overdue = self._overdue()
        self.pending |= {lane for lane, due in overdue.items() if due != self.vain.get(lane)}

    def _overdue(self) -> dict[int, datetime]:
        now = self.drain.now()
        return {lane: due for lane, due in self.next_due.items() if due <= now}

    def _keep_house(self) -> None:
        if self._is_time("house", HOUSEKEEPING):
            before = set(self.leases.lanes)
            handled = self.worker.handled + self.drain.handled
            lanes = self.leases.balance(self.side, handled, rss_mib())
            if set(lanes) != before or store.anything(self.side, lanes):
                self.pending |= set(lanes)
            self._tell_names()
            self.at["due"] = 0.0
            self.vain = {}
            self.next_timer = timers.next_due(self.side, self.broken)
        if self._is_time("fold", FOLDING):
            counts.fold(self.side)
        if self._is_time("partitions", PARTITIONS):
            self._make_partitions()
            counts.compact(self.side, self.drain.now())
        if self._is_time("collect", COLLECTING):
            gc.collect(1)
            self.broken.clear()

    def _make_partitions(self) -> None:
        """A backup under way may hold the tables for long: three months ahead, there is time."""
        try:
            partitions.make_ahead(self.side, self.drain.now())
        except psycopg.errors.LockNotAvailable:
            log.info("the partitions of coming months are made later: the tables are in use")

    def _tell_names(self) -> None:
        try:
            self.drain.names.flush(self.side)
        except psycopg.DataError as error:
            log.warning("names that were seen could not be kept: %s", error)
        zones, self.drain.new_zones = self.drain.new_zones, set()
        for workspace, zone in sorted(zones):
            timers.add_zone(self.side, workspace, zone, self.drain.now())

    def _is_time(self, what: str, every: float) -> bool:
        moment = time.monotonic()
        if moment < self.at[what]:
            return False
        self.at[what] = moment + every
        return True

    def _fire_timers(self) -> None:
        """Due schedule and date triggers, one transaction each; a broken one waits a minute."""
        now = self.drain.now()
        if self.next_timer is None or self.next_timer > now:
            return
        try:
            while (lanes := timers.fire(self.side, now, self.broken)) is not None:
                self._woken(lanes)
                if lanes:
                    wake(self.side, lanes)
        except timers.BrokenTimer as broken:
            log.exception("%s; they are tried again in a minute", broken)
            self.broken.add(broken.journey_id)
        self.next_timer = timers.next_due(self.side, self.broken)

    def _woken(self, lanes: Iterable[int]) -> None:
        self.pending |= set(lanes) & set(self.leases.lanes)

    def _sleep(self, stop: Event) -> None:
        """Until something is announced, due, or to be kept in order."""
        seconds = self._until_next()
        until = time.monotonic() + seconds
        while seconds > 0 and not stop.is_set():
            if self._heard(min(seconds, STOP_WITHIN)):
                break
            seconds = until - time.monotonic()
        if clock.driven() and store.anything(self.side, self.leases.lanes):
            self.pending |= set(self.leases.lanes)
        self.drain.announcer.flush()

    def _heard(self, seconds: float) -> bool:
        """Whether something was announced within that time, or before."""
        notices = list(self.listener.notifies(timeout=seconds, stop_after=1)) if seconds else []
        notices += self.listener.notifies(timeout=0)
        for notice in notices:
            self._woken(int(lane) for lane in notice.payload.split(",") if lane.isdigit())
        return bool(notices)

    def _until_next(self) -> float:
        if clock.driven():
            self.at["due"] = 0.0
            self.next_timer = timers.next_due(self.side, self.broken)
            return LONGEST_SLEEP_DRIVEN
        seconds = max(0.001, self.at["house"] - time.monotonic())
        if self.drain.announcer.waits:
            seconds = min(seconds, 0.1)
        now = self.drain.now()
        for due in (min(self.next_due.values(), default=None), self.next_timer):
            if due is not None:
                seconds = min(seconds, max(TICK, (due - now).total_seconds()))
        return seconds
