"""The whole group as `make run` starts it, in a folder of its own: up, healed, stopped."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Run, free_port, started, stopped_and_removed, until

# The promise is 5 s; a machine that runs other tests too gets four times that.
HEALED_WITHIN = 20.0
LINUX = sys.platform == "linux"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    made = started(tmp_path_factory.mktemp("checkout") / "sojourn")
    yield made
    stopped_and_removed(made)


def test_it_says_where_it_is_and_how_to_sign_in(run: Run) -> None:
    until(lambda: any("Stop with Ctrl-C" in line for line in run.lines), 20)
    shown = "".join(run.lines)
    assert f"Sojourn is at http://localhost:{run.port}" in shown
    email, password = run.first_sign_in
    assert email == "admin@localhost"
    assert password in shown


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
@pytest.mark.parametrize("mark", ["uvicorn", "postgres", "manage.py worker", "qcluster"])
def test_a_killed_part_is_healed(run: Run, mark: str) -> None:
    until(lambda: run.part(mark) and run.is_ready(), 60)
    before = run.part(mark)
    os.kill(before, signal.SIGKILL)
    took = until(lambda: run.part(mark) not in (0, before) and run.is_ready(), 60)
    assert took < HEALED_WITHIN


@pytest.mark.skipif(not LINUX, reason="finds the parts in /proc")
def test_it_stops_cleanly_with_the_database_last(run: Run) -> None:
    parts = [run.part(mark) for mark in ("uvicorn", "postgres", "manage.py worker", "qcluster")]
    assert all(parts)
    assert run.stop() == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts)
    assert "database system is shut down" in run.lines[-1]
    assert not run.is_ready()
