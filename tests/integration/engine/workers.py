"""Real worker processes on the test database, to be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).parents[3]


def database_url() -> str:
    params = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    return make_conninfo("", **{name: params[name] for name in names if params.get(name)})


class WorkerProcess:
    """`manage.py worker` in a process of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.arguments = arguments
        self.environment = environment
        self.start()

    def start(self) -> None:
        given = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"}
        inherited = dict(os.environ)  # noqa: TID251 - passed on to a program
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "worker", *self.arguments],
            env=inherited | given | self.environment,
            cwd=ROOT,
        )

    @property
    def children(self) -> list[int]:
        own = self.process.pid
        return [int(c) for c in Path(f"/proc/{own}/task/{own}/children").read_text().split()]

    def kill(self) -> None:
        """SIGKILL for the parent and all its children: no time to tidy up."""
        self.process.send_signal(signal.SIGSTOP)
        for child in self.children:
            os.kill(child, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def kill_child(self) -> None:
        """SIGKILL for its first child; the parent starts another."""
        for child in self.children[:1]:
            os.kill(child, signal.SIGKILL)

    def stop(self) -> float:
        """SIGTERM; how long it took."""
        begun = time.monotonic()
        self.process.terminate()
        self.process.wait(timeout=15)
        return time.monotonic() - begun


def until(true: Callable[[], Any], within: float = 60.0) -> None:
    give_up = time.monotonic() + within
    while not true():
        if time.monotonic() > give_up:
            raise AssertionError(f"Not within {within:g} s.")
        time.sleep(0.05)
