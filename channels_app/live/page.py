"""One open page: whose it is, and what waits to be sent to it, bounded, however slowly it reads."""

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass

MOST_WAITING = 300
"""Events beyond this are dropped, the oldest first: a stream is for looking at."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person in the workspace that the page's address names."""

    workspace: int
    person: int
    name: str
    role: str


class Page:
    def __init__(self, who: Who | None = None) -> None:
        self.who = who
        self.key = secrets.token_hex(4)
        self._newest: dict[tuple[str, str], str] = {}
        self._stream: deque[str] = deque(maxlen=MOST_WAITING)
        self._something = asyncio.Event()

    def put(self, topic: str, kind: str, text: str, *, replaces: bool) -> None:
        """Never waits. What replaces takes the place of an unsent older one."""
        if replaces:
            self._newest[topic, kind] = text
        else:
            self._stream.append(text)
        self._something.set()

    def forget(self, topic: str) -> None:
        """After an unsubscribe nothing newer of the topic's state is sent."""
        for key in [key for key in self._newest if key[0] == topic]:
            del self._newest[key]

    async def take(self) -> str:
        """The next text to send."""
        while True:
            if self._newest:
                return self._newest.pop(next(iter(self._newest)))
            if self._stream:
                return self._stream.popleft()
            self._something.clear()
            await self._something.wait()
