"""A provider that stands in for the real one: a server on the loopback that behaves as it does.

`StandIn` is what the conformance suite asks; `HttpStandIn` is one over HTTP/1.1, of which a
provider's own file fills in `answer` and the callbacks. What does not speak HTTP/1.1 derives from
`StandIn` and brings its own server.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qsl, urlsplit

import msgspec

from channels_app.base import Address
from channels_app.contracts import Status
from channels_app.provider import Callback

# "gone": refused for good (no such number, a blocked bot). Everybody else gets the message.
Person = Literal["ann", "bea", "gone"]
# What the server does instead of its work. "broken" is a temporary failure of the provider's own.
Mood = Literal["", "busy", "html", "hang", "broken"]
BUSY_SECONDS = 7
PAGE = b"<!doctype html><title>502</title><p>The proxy says hello.</p>"


class Request(msgspec.Struct):
    """What came in; header names in lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Response(msgspec.Struct):
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = {}


class Taken(msgspec.Struct):
    """A message that the provider took: to whom, what could be read, and its own id of it."""

    address: str
    text: str
    ref: str = ""


class StandIn(ABC):
    """One provider. The class attributes say what it is, the methods what the suite needs."""

    kind: ClassVar[str]
    provider: ClassVar[str]
    content: ClassVar[dict[str, Any]]
    """A step's content; its text shows {{ customer.first_name }}, once."""
    wrong: ClassVar[dict[str, Any]]
    """Settings that the provider's sign-in refuses; empty for one that has none."""
    reports: ClassVar[frozenset[Status]] = frozenset()
    """What its callbacks tell of a message."""
    hears_people: ClassVar[bool] = False
    """Whether its callbacks tell what people write."""
    by_signature: ClassVar[bool] = True
    """Whether a changed body is found out; False where a secret alone proves the callback."""
    proof_in_body: ClassVar[bool] = False
    """Whether it shows its secret inside of the body, so that a bare call still carries it."""
    moods: ClassVar[frozenset[Mood]] = frozenset({"busy", "html", "hang", "broken"})
    """What can go wrong with it."""
    one_host: ClassVar[bool] = True
    """False where each message names its own host: one that is down is no fault of the account."""
    gone_drops: ClassVar[bool] = False
    """Whether the endpoint of "gone" is dropped (Receipt.dropped) instead of refused."""

    def __init__(self) -> None:
        self.mood: Mood = ""
        self.taken: list[Taken] = []
        self.hung = Event()

    @contextmanager
    @abstractmethod
    def serving(self) -> Iterator[str]:
        """The address it listens at, as a base URL without a slash at its end."""

    @abstractmethod
    def settings(self, base_url: str) -> dict[str, Any]:
        """The account's settings as a form gives them, secrets included."""

    @abstractmethod
    def recipient(self, person: Person) -> str:
        """The address in the profile (Waiting.recipient)."""

    def to(self, person: Person) -> list[Address]:
        """The endpoints of that person, for a kind that goes to endpoints."""
        return []

    def report(self, carried: str, taken: Taken, status: Status, account: Any) -> Callback:
        """The callback that tells `status` of a message: `carried` is our id of it."""
        raise NotImplementedError

    def speech(self, person: Person, text: str, number: int, account: Any) -> Callback:
        """The callback that tells of the `number`-th thing that somebody wrote."""
        raise NotImplementedError

    def forged(self, callback: Callback) -> Callback:
        """The same callback by somebody who does not know the secret."""
        raise NotImplementedError

    def stale(self, callback: Callback) -> Callback | None:
        """The same, a week old and proven all the same, where the proof covers a time."""
        return None

    def garbled(self, account: Any) -> Callback | None:
        """A callback that proves itself and cannot be read."""
        return None


class HttpStandIn(StandIn):
    """A thread for each connection; `mood` is handled here, what is asked in `answer`."""

    @abstractmethod
    def answer(self, request: Request) -> Response:
        """What the provider does with a request; takes what it accepts into `self.taken`."""

    def busy(self) -> Response:
        """429 as this provider writes it."""
        return Response(429, b"Slow down.", {"Retry-After": str(BUSY_SECONDS)})

    def broken(self) -> Response:
        return Response(500, b'{"error": "Something went wrong."}')

    @contextmanager
    def serving(self) -> Iterator[str]:
        stand_in = self

        class Handler(_Handler):
            owner = stand_in

        server = _Server(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            self.hung.set()
            server.shutdown()
            server.server_close()

    def respond(self, request: Request) -> Response:
        if self.mood == "busy":
            return self.busy()
        if self.mood == "html":
            return Response(200, PAGE, {"Content-Type": "text/html"})
        if self.mood == "broken":
            return self.broken()
        if self.mood == "hang":
            self.hung.wait(20)
        return self.answer(request)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: HttpStandIn

    def handle_any(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query))
        answer = self.owner.respond(Request(self.command, parts.path, query, headers, body))
        self.send_response(answer.status)
        given = {"Content-Type": "application/json", **answer.headers}
        for name, value in {**given, "Content-Length": str(len(answer.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 - the library's names

    def handle(self) -> None:
        """A client that goes away in the middle is no error."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass
