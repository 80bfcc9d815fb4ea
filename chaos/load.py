"""The load: customers who do things, over several connections, and a book of what was accepted.

Who gets no answer sends the same messageId again until there is one, or sometimes gives up and
never knows. A customer's next event is sent only after the last one was settled.
"""

import asyncio
import base64
import json
import threading
import time
from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Any

import msgspec

from chaos.documents import BOUGHT, CART, PING

CONNECTIONS = 8
CUSTOMERS = 150
STRANGERS = 30
"""Per connection."""
STRANGER = "s"
"""What their names begin with."""
ANSWER_WITHIN_S = 15.0
AGAIN_AFTER_S = 0.05


class Posted(msgspec.Struct):
    """One event as it was sent. `accepted` is None when no answer ever came."""

    message_id: str
    user: str
    number: int
    """Its place among the customer's events."""
    kind: str
    name: str
    properties: dict[str, Any]
    ids: dict[str, str]
    accepted: bool | None = None
    sent: int = 0
    """How many times it left."""

    def body(self) -> dict[str, Any]:
        what = (
            {"traits": self.properties}
            if self.kind == "identify"
            else {"event": self.name, "properties": self.properties}
        )
        return {"type": self.kind, "messageId": self.message_id, **self.ids, **what}


class Book:
    """Everything that was sent, and when the last answers came."""

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.answered: deque[float] = deque(maxlen=20_000)
        self.lost = 0

    def silence_since(self, moment: float) -> float:
        """The longest time without an accepted request since then."""
        times = [moment, *(t for t in list(self.answered) if t > moment), time.monotonic()]
        return max(b - a for a, b in pairwise(times))


class Shopper:
    """Makes one customer's events."""

    def __init__(self, user: str) -> None:
        self.user, self.count = user, 0
        self.ids = {"userId": user}

    def does(self, kind: str, name: str, **properties: Any) -> Posted:
        self.count += 1
        mark = f"{self.user}-{self.count:05d}"
        return Posted(mark, self.user, self.count, kind, name, properties, self.ids)

    def introduces(self) -> Posted:
        email = f"{self.user}@example.org"
        return self.does("identify", "$identify", email=email, first_name=self.user.title())

    def acts(self, chance: Random) -> Posted:
        if not self.count:
            return self.introduces()
        name = chance.choices([CART, BOUGHT, PING, ""], [40, 15, 35, 10])[0]
        if not name:
            return self.does("identify", "$identify", city=chance.choice(["Riga", "Oslo"]))
        return self.does("track", name, total=chance.randrange(100))


class Stranger(Shopper):
    """Comes without a name, and says it later: two customers become one (S25)."""

    def __init__(self, user: str) -> None:
        super().__init__(user)
        self.ids = {"anonymousId": f"anonymous-{user}"}

    def acts(self, chance: Random) -> Posted:
        both = {"userId": self.user, "anonymousId": f"anonymous-{self.user}"}
        if self.count == 3:
            self.ids = both
        if self.count in (0, 3):
            return self.introduces()
        if self.count > 3:
            one = chance.choice(sorted(both))
            self.ids = {one: both[one]}
        return self.does("track", PING, total=chance.randrange(100))


class Line:
    """One connection to the web, opened again when it breaks."""

    def __init__(self, port: int, key: str, book: Book) -> None:
        self.port, self.book = port, book
        self.token = base64.b64encode(f"{key}:".encode()).decode()
        self.writer: asyncio.StreamWriter | None = None

    async def send(self, events: Sequence[Posted]) -> int:
        """One request; its status, or 0 when no answer came. No other than 200 and 503 may come."""
        for event in events:
            event.sent += 1
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                status = await self._exchange(_request(events, self.token))
        except (OSError, EOFError, TimeoutError):
            self.hang_up()
            return 0
        if status == 200:
            self.book.answered.append(time.monotonic())
            for event in events:
                event.accepted = True
        elif status in (0, 503):
            self.book.lost += 1
        else:
            raise RuntimeError(f"The web answered {status}.")
        return status

    async def insist(self, events: Sequence[Posted], stop: threading.Event) -> None:
        """Send until accepted."""
        while await self.send(events) != 200 and not stop.is_set():  # noqa: ASYNC110
            await asyncio.sleep(AGAIN_AFTER_S)

    def hang_up(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.writer = None

    async def _exchange(self, content: bytes) -> int:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(content)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        place = head.index(b"content-length:")
        body = await self.reader.readexactly(int(head[place + 15 :].split(b"\r\n", 1)[0]))
        if b"errors" in body:
            raise RuntimeError(f"The web refused an event: {body.decode()}")
        return int(head.split(b" ", 2)[1])


class Load(threading.Thread):
    """Posts at a steady pace until told to stop. `failure` holds what broke the harness itself."""

    def __init__(self, port: int, key: str, book: Book, seed: int, per_second: float) -> None:
        super().__init__(daemon=True, name="load")
        self.port, self.key, self.book, self.seed = port, key, book, seed
        self.pause = CONNECTIONS / per_second
        self.stopping, self.hurry = threading.Event(), threading.Event()
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            asyncio.run(self._all())
        except BaseException as error:  # noqa: BLE001 - shown by the main thread
            self.failure = error

    def end(self) -> None:
        """Stop after the events in hand are accepted."""
        self.stopping.set()
        self.join(60)
        self.hurry.set()
        self.join(30)
        if self.failure:
            raise self.failure

    async def _all(self) -> None:
        await asyncio.gather(*(self._shoppers(number) for number in range(CONNECTIONS)))

    async def _shoppers(self, number: int) -> None:
        chance = Random(f"{self.seed} {number}")
        crowd = [Shopper(f"c{number}x{n:04d}") for n in range(CUSTOMERS)]
        crowd += [Stranger(f"{STRANGER}{number}x{n:04d}") for n in range(STRANGERS)]
        line, twin = (Line(self.port, self.key, self.book) for _ in range(2))
        while not self.stopping.is_set():
            size = chance.choices([1, chance.randrange(2, 12), 100], [78, 19, 3])[0]
            events = [shopper.acts(chance) for shopper in chance.sample(crowd, size)]
            self.book.posted += events
            await self._post(events, chance, line, twin)
            await asyncio.sleep(self.pause * size * chance.uniform(0.5, 1.5))
        line.hang_up()
        twin.hang_up()

    async def _post(self, events: list[Posted], chance: Random, line: Line, twin: Line) -> None:
        habit = chance.random()
        if habit < 0.03:  # the same event twice at the same moment
            await asyncio.gather(line.insist(events, self.hurry), twin.insist(events, self.hurry))
        elif habit < 0.15:  # without an answer it gives up, and never knows
            await line.send(events)
        else:
            await line.insist(events, self.hurry)
            if habit > 0.96:  # once more, after the answer
                await line.insist(events, self.hurry)


def _request(events: Sequence[Posted], token: str) -> bytes:
    batch = len(events) > 1
    path = "/v1/batch" if batch else f"/v1/{events[0].kind}"
    body: Any = {"batch": [e.body() for e in events]} if batch else events[0].body()
    content = json.dumps(body, separators=(",", ":")).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content
