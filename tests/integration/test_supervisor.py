"""The supervisor: a part that dies comes back, with growing pauses; stopping is clean."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.supervisor import part as parts
from config.supervisor.group import Group
from config.supervisor.part import Part

# A part that notes its number when it starts and its end when it is asked to stop.
STEADY = """
import os, signal, sys, time
note = open(sys.argv[1], "a", buffering=1)
def end(*_):
    note.write(f"stopped {sys.argv[2]}\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
note.write(f"started {sys.argv[2]} {os.getpid()}\\n")
print("hello", flush=True)
while True:
    time.sleep(0.05)
"""
FAILING = "import sys; sys.exit(3)"
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""
# A part whose child would go on alone.
PARENT = (
    "import subprocess, sys\nsubprocess.run([sys.executable, '-c', sys.argv[1], *sys.argv[2:]])"
)


class Notes:
    """What the parts wrote, and what the supervisor said of them."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "notes"
        self.file.touch()
        self.said: list[tuple[str, str]] = []

    def say(self, name: str, line: str) -> None:
        self.said.append((name, line))

    def steady(self, name: str) -> Part:
        command = [sys.executable, "-c", STEADY, str(self.file), name]
        return Part(name, command, self.say)

    def lines(self) -> list[str]:
        return self.file.read_text().splitlines()

    def pids(self, name: str) -> list[int]:
        return [
            int(line.split()[2]) for line in self.lines() if line.startswith(f"started {name} ")
        ]


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


async def until(true: Callable[[], object], limit: float = 10.0) -> None:
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


async def yes() -> bool:
    return True


async def nothing() -> None:
    return None


async def test_a_killed_part_is_started_again(notes: Notes) -> None:
    part = notes.steady("web")
    task = asyncio.create_task(part.keep_running())
    await until(lambda: notes.pids("web"))
    killed = time.monotonic()
    os.kill(notes.pids("web")[0], signal.SIGKILL)
    await until(lambda: len(notes.pids("web")) == 2)
    assert time.monotonic() - killed < 5
    assert ("web", "ended (SIGKILL); starting again in 0.1 s") in notes.said
    assert ("web", "hello") in notes.said
    await part.stop()
    await task


async def test_the_pauses_double_while_a_part_keeps_dying(notes: Notes) -> None:
    part = Part("web", [sys.executable, "-c", FAILING], notes.say)
    task = asyncio.create_task(part.keep_running())
    await until(lambda: len(notes.said) == 4)
    await part.stop()
    task.cancel()
    pauses = [line.rsplit(" ", 2)[1] for _, line in notes.said]
    assert pauses == ["0.1", "0.2", "0.4", "0.8"]
    assert "exit code 3" in notes.said[0][1]


async def test_a_part_that_was_well_is_started_again_at_once(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "WELL_AFTER", 0.0)
    part = Part("web", [sys.executable, "-c", FAILING], notes.say)
    task = asyncio.create_task(part.keep_running())
    await until(lambda: len(notes.said) == 3)
    await part.stop()
    task.cancel()
    assert {line.rsplit(" ", 2)[1] for _, line in notes.said} == {"0.1"}


async def test_a_deaf_part_is_killed_after_its_patience(notes: Notes) -> None:
    part = Part("worker", [sys.executable, "-c", DEAF], notes.say, patience=0.3)
    task = asyncio.create_task(part.keep_running())
    await until(lambda: ("worker", "deaf") in notes.said)
    began = time.monotonic()
    await part.stop()
    await task
    assert time.monotonic() - began < 5
    assert ("worker", "did not stop within 0.3 s and is killed") in notes.said


async def test_what_a_dead_part_left_behind_is_ended(notes: Notes) -> None:
    inner = [sys.executable, "-c", PARENT, STEADY, str(notes.file), "child"]
    part = Part("jobs", inner, notes.say)
    task = asyncio.create_task(part.keep_running())
    await until(lambda: notes.pids("child"))
    assert part.process is not None
    part.process.kill()
    await until(lambda: len(notes.pids("child")) == 2)
    assert not is_alive(notes.pids("child")[0])
    await part.stop()
    await task


async def test_the_database_stops_last(notes: Notes) -> None:
    web, database = notes.steady("web"), notes.steady("database")
    group = Group([database], [web], yes)
    running = asyncio.create_task(group.run(nothing))
    await until(lambda: notes.pids("web") and notes.pids("database"))
    os.kill(os.getpid(), signal.SIGINT)  # what Ctrl-C sends
    assert await running == 0
    assert notes.lines()[-2:] == ["stopped web", "stopped database"]
    assert not any(is_alive(pid) for pid in notes.pids("web") + notes.pids("database"))


async def test_nothing_starts_when_the_preparation_fails(notes: Notes) -> None:
    async def no() -> bool:
        return False

    group = Group([notes.steady("database")], [notes.steady("web")], no)
    assert await group.run(nothing) == 1
    assert notes.pids("web") == []
    assert not any(is_alive(pid) for pid in notes.pids("database"))


async def test_a_stop_during_the_preparation_is_obeyed(notes: Notes) -> None:
    async def never() -> bool:
        await asyncio.sleep(60)
        return True

    group = Group([notes.steady("database")], [notes.steady("web")], never)
    running = asyncio.create_task(group.run(nothing))
    await until(lambda: notes.pids("database"))
    group.asked_to_stop.set()
    assert await running == 0
    assert notes.pids("web") == []


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a child of its parent's death"
)
async def test_the_parts_do_not_outlive_a_killed_supervisor(notes: Notes) -> None:
    script = (
        "import asyncio, sys\n"
        "from config.supervisor.part import Part\n"
        "part = Part('web', [sys.executable, '-c', *sys.argv[1:]], print)\n"
        "asyncio.run(part.keep_running())\n"
    )
    supervisor = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script,
        STEADY,
        str(notes.file),
        "web",
        stdout=asyncio.subprocess.DEVNULL,
    )
    await until(lambda: notes.pids("web"))
    supervisor.kill()
    await supervisor.wait()
    await until(lambda: not is_alive(notes.pids("web")[0]))
