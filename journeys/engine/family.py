"""`manage.py worker`: a parent and its children, one drain or delivery loop each.

They are processes and not threads, for each can fill a core. The parent forks them before it has
any connection, starts again whichever dies, with back-off, and passes the order to stop on.
A child whose parent has gone stops by itself.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import NoReturn

Job = Callable[[threading.Event], None]

FIRST_PAUSE, LONGEST_PAUSE, WELL_AFTER = 0.1, 5.0, 3.0
PATIENCE = 8.0

log = logging.getLogger(__name__)


class Family:
    """The children of one worker, by name."""

    def __init__(self, jobs: dict[str, Job]) -> None:
        self.jobs = jobs
        self.children: dict[int, str] = {}
        self.started: dict[str, float] = {}
        self.pauses: dict[str, float] = {}
        self.due: dict[str, float] = dict.fromkeys(jobs, 0.0)
        self.stop = threading.Event()
        self._alive, self._life_line = os.pipe()

    def run(self) -> None:
        """Until SIGTERM or SIGINT; then every child ends its batch and goes."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())
        while not self.stop.is_set():
            self._start_due()
            self._bury()
            self.stop.wait(0.05)
        self._end()

    def _start_due(self) -> None:
        moment = time.monotonic()
        for name, due in list(self.due.items()):
            if due <= moment:
                del self.due[name]
                self._start(name)

    def _start(self, name: str) -> None:
        self.started[name] = time.monotonic()
        pid = os.fork()
        if pid == 0:
            self._be_child(name)
        self.children[pid] = name

    def _be_child(self, name: str) -> NoReturn:
        os.close(self._life_line)
        # The parent's own event and handlers, which the child has from its first moment: an order
        # that came before it could set others would be lost.
        stop = self.stop
        threading.Thread(target=self._watch_parent, args=(stop,), daemon=True).start()
        code = 0
        try:
            self.jobs[name](stop)
        except BaseException:
            log.exception("%s ended by an error", name)
            code = 1
        os._exit(code)

    def _watch_parent(self, stop: threading.Event) -> None:
        """The pipe ends when the parent does, however it died."""
        os.read(self._alive, 1)
        stop.set()

    def _bury(self) -> None:
        while self.children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            name = self.children.pop(pid, "")
            if not name or self.stop.is_set():
                continue
            moment = time.monotonic()
            lived = moment - self.started[name]
            pause = FIRST_PAUSE if lived > WELL_AFTER else self.pauses.get(name, FIRST_PAUSE)
            self.pauses[name] = min(pause * 2, LONGEST_PAUSE)
            self.due[name] = moment + pause
            log.warning("%s ended (%s); starting again in %g s", name, status, pause)

    def _end(self) -> None:
        for pid in self.children:
            os.kill(pid, signal.SIGTERM)
        give_up = time.monotonic() + PATIENCE
        while self.children and time.monotonic() < give_up:
            self._bury()
            time.sleep(0.01)
        for pid in self.children:
            os.kill(pid, signal.SIGKILL)
