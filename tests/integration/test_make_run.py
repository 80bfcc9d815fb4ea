"""The whole group as `make run` starts it, in a folder of its own: up, healed, stopped."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from config import kept
from config.postgres import place

HEALED_WITHIN = 10.0  # the promise is 5 s; a busy machine gets twice that
LINUX = sys.platform == "linux"


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


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    started = Run(tmp_path_factory.mktemp("checkout") / "sojourn", free_port())
    try:
        until(lambda: started.is_ready() or started.process.poll() is not None, 60)
        assert started.process.poll() is None, "".join(started.lines)
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()
        for note in place.SYSTEM_HOME.glob("*/checkout"):
            if note.read_text().strip() == str(started.folder):
                shutil.rmtree(note.parent)


def test_it_says_where_it_is_and_how_to_sign_in(run: Run) -> None:
    until(lambda: any("Stop with Ctrl-C" in line for line in run.lines), 20)
    shown = "".join(run.lines)
    assert f"Sojourn is at http://localhost:{run.port}" in shown
    kept_lines = (run.folder / "first-sign-in").read_text().splitlines()
    assert kept_lines[0] == "email:    admin@localhost"
    assert kept_lines[1] in shown


def test_a_second_one_in_the_same_folder_is_refused_in_a_sentence(run: Run) -> None:
    second = Run(run.folder, free_port())
    assert second.process.wait(30) == 1
    second.reader.join(10)
    assert second.lines == ["Sojourn already runs from this folder; stop that one first.\n"]


def test_a_busy_port_is_a_sentence(run: Run, tmp_path: Path) -> None:
    second = Run(tmp_path / "other", run.port)
    assert second.process.wait(30) == 1
    second.reader.join(10)
    assert second.lines[0].startswith(f"Port {run.port} of 127.0.0.1 is in use")
    assert len(second.lines) == 1


@pytest.mark.parametrize("port", ["http", "0", "65536"])
def test_an_odd_port_is_a_sentence(tmp_path: Path, port: str) -> None:
    odd = Run(tmp_path, 1, PORT=port)
    assert odd.process.wait(30) == 1
    odd.reader.join(10)
    assert odd.lines == [
        f"The environment variable PORT is '{port}'; write a whole number from 1 to 65535.\n"
    ]


@pytest.mark.skipif(not LINUX, reason="finds the parts in /proc")
@pytest.mark.parametrize("mark", ["uvicorn", "postgres", "qcluster"])
def test_a_killed_part_is_healed(run: Run, mark: str) -> None:
    until(lambda: run.part(mark) and run.is_ready(), 30)
    before = run.part(mark)
    os.kill(before, signal.SIGKILL)
    took = until(lambda: run.part(mark) not in (0, before) and run.is_ready(), 30)
    assert took < HEALED_WITHIN


@pytest.mark.skipif(not LINUX, reason="finds the parts in /proc")
def test_it_stops_cleanly_with_the_database_last(run: Run) -> None:
    parts = [run.part(mark) for mark in ("uvicorn", "postgres", "qcluster")]
    assert all(parts)
    assert run.stop() == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts)
    assert "database system is shut down" in run.lines[-1]
    assert not run.is_ready()
