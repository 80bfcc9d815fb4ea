"""One supervised process."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from config.supervisor.orphans import die_with_parent

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 30.0
# A part that lived this long was well: its next death counts as the first. Longer than a
# part needs to fail at its start, shorter than the time between two accidents.
WELL_AFTER = 3.0
LONGEST_LINE = 256 * 1024

Say = Callable[[str, str], None]


@dataclass
class Part:
    """What to start, how to ask it to stop, and how long to wait until it is made to."""

    name: str
    command: list[str]
    say: Say
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    kills_family: bool = True  # what a dead part leaves behind would do its work twice
    process: asyncio.subprocess.Process | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep_running(self) -> None:
        """Start the part and start it again whenever it ends, until stop() is called."""
        pause = FIRST_PAUSE
        while not self.stopping.is_set():
            began = time.monotonic()
            await self._run_once()
            if self.stopping.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > WELL_AFTER else pause
            self.say(self.name, f"ended ({self._ending()}); starting again in {pause:g} s")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def stop(self) -> None:
        """Ask the part to stop; after its patience, kill it and all that it started."""
        self.stopping.set()
        process = self.process
        if process is None or process.returncode is not None:
            return
        process.send_signal(self.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), self.patience)
        except TimeoutError:
            self.say(self.name, f"did not stop within {self.patience:g} s and is killed")
            process.kill()
            await process.wait()
        self._end_family()

    async def _run_once(self) -> None:
        # A pipe of our own: with asyncio's, wait() would also wait for whatever grandchild
        # still holds the other end.
        ours, theirs = os.pipe()
        try:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=theirs,
                stderr=theirs,
                env=self.environment,
                # A session of its own: Ctrl-C reaches the supervisor alone, which stops the
                # parts in order.
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        finally:
            os.close(theirs)
        reading = asyncio.create_task(self._pass_on_lines(ours))
        try:
            await self.process.wait()
            self._end_family()
            await asyncio.wait([reading], timeout=1.0)
        finally:
            reading.cancel()

    async def _pass_on_lines(self, descriptor: int) -> None:
        reader = asyncio.StreamReader(limit=LONGEST_LINE)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(descriptor, "rb")
        )
        try:
            while line := await self._line(reader):
                self.say(self.name, line.decode(errors="replace").rstrip())
        finally:
            transport.close()

    async def _line(self, reader: asyncio.StreamReader) -> bytes:
        try:
            return await reader.readline()
        except ValueError:  # asyncio has dropped a line beyond the limit
            return b"(a line too long to show)\n"

    def _end_family(self) -> None:
        if self.kills_family and self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def _ending(self) -> str:
        code = self.process.returncode if self.process else None
        if code is not None and code < 0:
            return signal.Signals(-code).name
        return f"exit code {code}"
