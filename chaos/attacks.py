"""Attacks that are no single SIGKILL: a process that stops and comes back, two workers at once, a
database that dies under a long transaction, Ctrl-C under load, a power cut."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from random import Random

import msgspec
import psycopg

from chaos.house import ROOT, House, Watch, children, until
from chaos.kills import candidates, drain_pids, kill
from chaos.recovery import Probes

FROZEN_S = 10.0


class Attack(msgspec.Struct, frozen=True):
    """What was done, the seconds that it took until work went on, and the most it may take."""

    name: str
    seconds: float
    limit: float | None = None

    @property
    def is_good(self) -> bool:
        return self.limit is None or self.seconds <= self.limit


class Siege:
    """The attacks, one after the other, on a house under load."""

    def __init__(self, house: House, watch: Watch, probes: Probes, within: float) -> None:
        self.house, self.watch, self.probes, self.within = house, watch, probes, within

    def all(self) -> Iterator[Attack]:
        yield from self.two_workers()
        yield self.long_transaction()
        yield from self.stop_and_start()
        yield from self.power_cut()

    def two_workers(self) -> Iterator[Attack]:
        """A second worker beside the house's: each in turn is frozen, and its work goes over."""
        with second_worker() as second:
            until(lambda: len(live_drains(self.watch)) >= 3)
            yield self._measured("second worker joins", lambda: None)
            for kind in ("drain", "delivery"):
                victims = candidates(kind, self.house, self.watch)
                yield self._frozen(kind, victims[0])
            for pid in children(second.pid):
                os.kill(pid, signal.SIGKILL)
            yield self._measured("its children killed at once", lambda: None)
            begun = time.monotonic()
        yield Attack("second worker told to stop", time.monotonic() - begun, 10.0)

    def _frozen(self, kind: str, pid: int) -> Attack:
        """SIGSTOP for ten seconds; when it wakes, its leases are another's: it must be fenced."""

        def freeze() -> None:
            os.kill(pid, signal.SIGSTOP)
            threading.Timer(FROZEN_S, lambda: _wake(pid)).start()

        begun = time.monotonic()
        name = f"{kind} frozen for {FROZEN_S:g} s beside another"
        found = self._measured(name, freeze, FROZEN_S)  # before it wakes
        time.sleep(max(0.0, begun + FROZEN_S + 2.0 - time.monotonic()))
        return found

    def long_transaction(self) -> Attack:
        """The postmaster dies while somebody holds an old snapshot and an unfinished write."""
        from config.database import database_url

        holder = psycopg.connect(database_url())
        holder.execute("set transaction isolation level repeatable read")
        holder.execute("select pg_current_xact_id(), count(*) from inbox")
        time.sleep(3.0)
        chance = Random(0)
        found = self._measured(
            "postmaster killed under a long transaction",
            lambda: kill("database", self.house, self.watch, chance),
        )
        with suppress(psycopg.Error):
            holder.close()
        return found

    def stop_and_start(self) -> Iterator[Attack]:
        """Ctrl-C while events come; nothing is lost, and it begins where it ended."""
        seconds, code = self.house.stop()
        yield Attack(f"Ctrl-C under load (exit code {code})", seconds, 0.0 if code else 10.0)
        yield Attack("started again", self.house.start())
        yield self._measured("work goes on", lambda: None, None)

    def power_cut(self) -> Iterator[Attack]:
        self.house.cut_the_power()
        yield Attack("everything killed at once, started again", self.house.start())
        yield self._measured("work goes on", lambda: None, None)

    def _measured(self, name: str, act: Callable[[], object], limit: float | None = -1.0) -> Attack:
        moment = time.monotonic()
        act()
        seconds = self.probes.measure(moment).whole
        return Attack(name, seconds, self.within if limit == -1.0 else limit)


@contextmanager
def second_worker() -> Iterator["subprocess.Popen[bytes]"]:
    """`manage.py worker` with two drains and a delivery, told to stop in the end."""
    command = [sys.executable, "-u", "manage.py", "worker", "--drains", "2", "--deliveries", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def live_drains(watch: Watch) -> set[int]:
    return {pid for pid in drain_pids(watch) if os.path.exists(f"/proc/{pid}")}  # noqa: PTH110


def _wake(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
