"""The house that is attacked: the product as `make run` starts it, in a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import psycopg

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 120.0
MARKS = {"database": "postgres", "web": "uvicorn", "worker": "manage.py worker", "jobs": "qcluster"}


def furnish(folder: Path) -> None:
    """Settings for this process and those that it starts; before the settings are read."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(
        SOJOURN_FOLDER=str(folder),
        SOJOURN_EVENTS_PER_SECOND="0",
        SOJOURN_LOG_LEVEL="warning",
        DEMO="0",
        DJANGO_SETTINGS_MODULE="config.settings",
    )


class House:
    """The supervisor and what it keeps alive; its lines go to a file beside the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.log = folder.with_name(f"{folder.name}.log").open("w")

    def start(self) -> float:
        """Seconds until it answers."""
        from config.supervisor.orphans import die_with_parent

        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.supervisor"],
            cwd=ROOT, env={**os.environ, "PORT": str(self.port)}, stdout=self.log,
            stderr=self.log, start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - one call of the C library, no lock
        )  # fmt: skip
        return until(lambda: self._answers() or self.process.poll() is not None)

    def stop(self) -> tuple[float, int]:
        """Ctrl-C; seconds until everything has ended, and the exit code."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE_S)
        return time.monotonic() - begun, code

    def cut_the_power(self) -> None:
        """SIGKILL for the supervisor and everything below it, at once."""
        everyone = [self.process.pid, *descendants(self.process.pid)]
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for pid in everyone:
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
        self.process.wait()

    def raze(self) -> None:
        """Stop it and remove all that it wrote, its database too."""
        from config.postgres import place

        if self.process.poll() is None:
            self.stop()
        self.log.close()
        data = place.find().data
        shutil.rmtree(data.parent if os.geteuid() == 0 else data, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def part(self, name: str) -> int:
        """The process id of a part, or 0 while it is down."""
        for pid in children(self.process.pid):
            if MARKS[name] in command_line(pid):
                return pid
        return 0

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            answer = httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=3)
            return answer.status_code == 200
        return False


class Watch:
    """A connection that outlives the database's deaths: it asks again until there is an answer."""

    def __init__(self) -> None:
        self._connection: psycopg.Connection[Any] | None = None

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        limit = time.monotonic() + PATIENCE_S
        while True:
            try:
                return self.open().execute(sql.encode(), values or None).fetchall()
            except psycopg.OperationalError:
                self._connection = None
                if time.monotonic() > limit:
                    raise
                time.sleep(0.05)

    def one(self, sql: str, *values: Any) -> Any:
        return self.rows(sql, *values)[0][0]

    def open(self) -> psycopg.Connection[Any]:
        """The connection, anew if it was lost."""
        if self._connection is None:
            from config.database import database_url

            self._connection = psycopg.connect(database_url(), autocommit=True, connect_timeout=3)
        return self._connection


def until(true: Callable[[], object], within: float = PATIENCE_S) -> float:
    """Wait; the seconds that it took. TimeoutError when it does not come true."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > within:
            raise TimeoutError(f"It did not happen within {within:g} s.")
        time.sleep(0.05)
    return time.monotonic() - begun


def children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def descendants(pid: int) -> list[int]:
    found, ahead = [], children(pid)
    while ahead:
        found.append(ahead.pop())
        ahead += children(found[-1])
    return found


def command_line(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
