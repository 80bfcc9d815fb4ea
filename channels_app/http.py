"""HTTP to providers: many requests at once, each with a time limit and a bound on its answer.

A carrier writes `Ask`s and reads `Reply`s; what went wrong on the way is a reply too, so that no
exception is lost between one message and the next. Redirects are never followed.
"""

import asyncio
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from threading import Lock, Thread
from typing import Any, Literal

import httpx
import msgspec

SECONDS = 20.0
ANSWER_BYTES = 256 * 1024
AT_ONCE = 50


class Ask(msgspec.Struct, kw_only=True):
    """One request. `body` is sent as it stands."""

    method: str = "POST"
    url: str
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Reply(msgspec.Struct, kw_only=True):
    """What came back; `status` 0 when nothing did.

    `trouble`: "unreachable" means that the request never left (safe to try again), "cut" that it
    may have arrived.
    """

    status: int = 0
    headers: Mapping[str, str] = {}
    body: bytes = b""
    trouble: Literal["", "unreachable", "cut", "too_long"] = ""
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


class Client:
    """Keeps connections open. Safe to use from several threads."""

    def __init__(self, *, http2: bool = False, at_once: int = AT_ONCE, **options: Any) -> None:
        self.options = {"http2": http2, "timeout": SECONDS, "trust_env": False, **options}
        self.at_once = at_once
        self.client: httpx.AsyncClient | None = None

    def all(self, asks: Sequence[Ask]) -> list[Reply]:
        """The replies, in the order of the asks."""
        return asyncio.run_coroutine_threadsafe(self._all(asks), _loop()).result()

    def one(self, ask: Ask) -> Reply:
        return self.all([ask])[0]

    def close(self) -> None:
        client, self.client = self.client, None
        if client is not None:
            asyncio.run_coroutine_threadsafe(client.aclose(), _loop()).result()

    async def _all(self, asks: Sequence[Ask]) -> list[Reply]:
        if self.client is None:
            limits = httpx.Limits(max_connections=self.at_once)
            self.client = httpx.AsyncClient(limits=limits, follow_redirects=False, **self.options)
        gate = asyncio.Semaphore(self.at_once)
        return list(await asyncio.gather(*(_one(self.client, gate, ask) for ask in asks)))


async def _one(client: httpx.AsyncClient, gate: asyncio.Semaphore, ask: Ask) -> Reply:
    async with gate:
        try:
            # The whole of it has a limit too: httpx's are for each read.
            async with asyncio.timeout(SECONDS):
                return await _read(client, ask)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Reply(trouble="unreachable", words=_words(error))
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            return Reply(trouble="unreachable", words=_words(error))
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            return Reply(trouble="cut", words=_words(error))


async def _read(client: httpx.AsyncClient, ask: Ask) -> Reply:
    request = client.stream(ask.method, ask.url, headers=dict(ask.headers), content=ask.body)
    async with request as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        parts, size = [], 0
        async for part in answer.aiter_bytes():
            size += len(part)
            if size > ANSWER_BYTES:
                words = "The answer is too long."
                return Reply(
                    status=answer.status_code, headers=headers, trouble="too_long", words=words
                )
            parts.append(part)
        return Reply(status=answer.status_code, headers=headers, body=b"".join(parts))


def _words(error: BaseException) -> str:
    return str(error).strip() or type(error).__name__


class _Background:
    """One event loop in a thread of its own, for every client of the process."""

    lock = Lock()
    loop: asyncio.AbstractEventLoop | None = None


def _loop() -> asyncio.AbstractEventLoop:
    with _Background.lock:
        if _Background.loop is None:
            _Background.loop = asyncio.new_event_loop()
            Thread(target=_Background.loop.run_forever, daemon=True, name="http").start()
        return _Background.loop
