"""The whole product as `make run` starts it, in a folder of its own, for tests of the whole."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from config import kept
from config.postgres import place


class Run:
    """One `make run`, its output, and the processes below it."""

    def __init__(self, folder: Path, port: int, **variables: str) -> None:
        inherited = dict(os.environ)  # noqa: TID251 - passed on to a program
        inherited.pop("DATABASE_URL", None)
        own = {"SOJOURN_FOLDER": str(folder), "PORT": str(port), "DEMO": "0"} | variables
        self.folder, self.port = folder, port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.supervisor"],
            cwd=kept.ROOT,
            env=inherited | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            self.lines += self.process.stdout

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def part(self, mark: str) -> int:
        """The process id of the part whose command line holds the mark, or 0."""
        below = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        for pid in below.split():
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
            except FileNotFoundError:
                continue
            if mark.encode() in command:
                return int(pid)
        return 0

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def first_sign_in(self) -> tuple[str, str]:
        """The email and the password that were generated."""
        lines = (self.folder / kept.FIRST_SIGN_IN).read_text().splitlines()
        return lines[0].split()[1], lines[1].split()[1]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(60)
        self.reader.join(10)
        return code


def until(true: Callable[[], object], limit: float) -> float:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < limit, "it did not happen in time"
        threading.Event().wait(0.05)
    return time.monotonic() - began


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(folder: Path, within: float = 90, **variables: str) -> Run:
    """A product that answers; fails with its output when it does not come up."""
    run = Run(folder, free_port(), **variables)
    try:
        until(lambda: run.is_ready() or run.process.poll() is not None, within)
        assert run.process.poll() is None, "".join(run.lines)
    except AssertionError:
        stopped_and_removed(run)
        raise
    return run


def stopped_and_removed(run: Run) -> None:
    """Stop it and remove the data that root's server keeps outside its folder."""
    if run.process.poll() is None:
        run.stop()
    for note in place.SYSTEM_HOME.glob("*/checkout"):
        if note.read_text().strip() == str(run.folder):
            shutil.rmtree(note.parent)
