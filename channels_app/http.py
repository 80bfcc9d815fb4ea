"""HTTP to providers: many requests at once, each with a time limit and a bound on its answer.

A carrier writes `Ask`s and reads `Reply`s; what went wrong on the way is a reply too, so that no
exception is lost between one message and the next. Redirects are never followed.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from threading import Lock, Thread
from typing import Any, Literal, Protocol

import msgspec

SECONDS = 20.0
ANSWER_BYTES = 256 * 1024
AT_ONCE = 50
NO_URL = "the address is not one of HTTP"


class Ask(msgspec.Struct, kw_only=True):
    """One request. `body` is sent as it stands."""

    method: str = "POST"
    url: str
    headers: Mapping[str, str] = {}
    body: bytes = b""
    most: int = ANSWER_BYTES
    """Bytes of an answer that are read; a longer one is trouble."""


class Reply(msgspec.Struct, kw_only=True):
    """What came back; `status` 0 when nothing did.

    `trouble`: "unreachable" means that the request never left (safe to try again), "forbidden"
    that it must not go there, "cut" that it may have arrived.
    """

    status: int = 0
    headers: Mapping[str, str] = {}
    body: bytes = b""
    trouble: Literal["", "unreachable", "forbidden", "cut", "too_long"] = ""
    words: str = ""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body as JSON; None for what is none (a provider's HTML)."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, RecursionError):
            return None

    def retry_after(self, now_timestamp: float) -> float | None:
        """Seconds of Retry-After (RFC 9110, 10.2.3), a number or a date; at most a day."""
        given = self.headers.get("retry-after", "").strip()
        try:
            wait = float(given)
        except ValueError:
            try:
                wait = parsedate_to_datetime(given).timestamp() - now_timestamp
            except (ValueError, TypeError):
                return None
        return min(max(wait, 0.0), 86_400.0) if wait == wait else None


class Engine(Protocol):
    """What makes the requests of one client, on the loop below."""

    async def ask(self, ask: Ask) -> Reply:
        """Troubles that it knows are replies; a cut connection may raise OSError."""

    async def close(self) -> None: ...


class Client:
    """Keeps connections open. Safe to use from several threads.

    HTTP/1.1 goes by aiohttp, which is several times quicker; HTTP/2 by httpx, which takes
    `options`. `reachable` is asked of every IP address, at the moment of connecting to it.
    """

    def __init__(
        self,
        *,
        http2: bool = False,
        at_once: int = AT_ONCE,
        reachable: Callable[[str], bool] | None = None,
        **options: Any,
    ) -> None:
        self.http2 = http2
        self.at_once = at_once
        self.reachable = reachable
        self.options = options
        self.engine: Engine | None = None

    def all(self, asks: Sequence[Ask]) -> list[Reply]:
        """The replies, in the order of the asks."""
        return asyncio.run_coroutine_threadsafe(self._all(asks), _loop()).result()

    def one(self, ask: Ask) -> Reply:
        return self.all([ask])[0]

    def close(self) -> None:
        engine, self.engine = self.engine, None
        if engine is not None:
            asyncio.run_coroutine_threadsafe(engine.close(), _loop()).result()

    async def _all(self, asks: Sequence[Ask]) -> list[Reply]:
        if self.engine is None:
            self.engine = self._made()
        replies: list[Reply | None] = [None] * len(asks)
        left = iter(enumerate(asks))
        workers = min(self.at_once, len(asks))
        await asyncio.gather(*(_work(self.engine, left, replies) for _ in range(workers)))
        return [reply for reply in replies if reply is not None]

    def _made(self) -> Engine:
        if self.http2:
            from channels_app.http2 import Http2

            return Http2(self.at_once, **self.options)
        from channels_app.http1 import Http1

        return Http1(self.at_once, self.reachable)


async def _work(
    engine: Engine, left: Iterator[tuple[int, Ask]], replies: list[Reply | None]
) -> None:
    """One after the other, until none is left: as many of these run as may be under way at once."""
    for index, ask in left:
        replies[index] = await _one(engine, ask)


async def _one(engine: Engine, ask: Ask) -> Reply:
    try:
        async with asyncio.timeout(SECONDS):
            return await engine.ask(ask)
    except TimeoutError:
        return Reply(trouble="cut", words=f"nothing came within {SECONDS:g} seconds")
    except Exception as error:  # noqa: BLE001 - one request's trouble must not take the others along
        return Reply(trouble="cut", words=words(error))


def words(error: BaseException) -> str:
    """The error in words that name no path and no query: keys stand there."""
    return str(error).strip() or type(error).__name__


def too_long(status: int, headers: Mapping[str, str]) -> Reply:
    text = "the answer is too long"
    return Reply(status=status, headers=headers, trouble="too_long", words=text)


class _Background:
    """One event loop in a thread of its own, for every client of the process."""

    lock = Lock()
    loop: asyncio.AbstractEventLoop | None = None


def _loop() -> asyncio.AbstractEventLoop:
    with _Background.lock:
        if _Background.loop is None:
            _Background.loop = _new_loop()
            Thread(target=_Background.loop.run_forever, daemon=True, name="http").start()
        return _Background.loop


def _new_loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()
