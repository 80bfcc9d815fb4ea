"""From one request to an answer: read, whose, decode, limit, store."""

import time
from dataclasses import dataclass
from typing import Any

import msgspec
from django.conf import settings

from journeys.core.ids import customer_id, identity_key, lane_of
from journeys.core.items import Event
from journeys.ingest import answers, body, browser, envelope, items, routes, writekeys
from journeys.ingest.answers import Answer
from journeys.ingest.connection import Link
from journeys.ingest.devices import Devices
from journeys.ingest.gather import DRIVEN_NOW_SQL, Gatherer, Parcel
from journeys.ingest.items import ITEM_LIMIT, Received
from journeys.ingest.rate import Rates
from journeys.ingest.refusals import ItemError, RefusedError, busy
from journeys.ingest.routes import Route
from journeys.ingest.wake import Waker
from workspaces import clock

MOST_READING = 128 * 1024 * 1024
"""Bytes that the bodies of all batches under way may have together."""
POST, GET = b"POST, OPTIONS", b"GET, HEAD, OPTIONS"
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    scheme: str
    headers: dict[bytes, bytes]
    receive: Any


class Door:
    """The event API of one event loop, with its connections."""

    def __init__(self) -> None:
        self._link = Link()
        self._waker = Waker()
        self._gatherer = Gatherer(self._waker.note)
        self._devices = Devices()
        self._rates = Rates(settings.SOJOURN_EVENTS_PER_SECOND)
        self._batch_limit = settings.SOJOURN_BATCH_LIMIT_KIB * 1024
        self._batches, self._most_batches = 0, max(8, MOST_READING // self._batch_limit)

    async def close(self) -> None:
        await self._gatherer.close()
        await self._waker.close()
        await self._link.close()

    async def answer(self, request: Request) -> Answer:
        """The answer, or RefusedError, or psycopg.Error when the database does not answer."""
        route = routes.ROUTES.get(request.path)
        if route is None:
            return await self._others(request)
        if request.method != "POST":
            return _not_posted(request, POST)
        key = writekeys.in_header(request.headers.get(b"authorization"))
        if key is not None:
            # Before the body is read: who has no key shall not make us read 500 KB.
            await writekeys.workspace_of(key, self._link)
        if route.kind is not None:
            return await self._single(request, key, route.kind)
        if self._batches >= self._most_batches:
            raise busy()
        self._batches += 1
        try:
            return await self._batch(request, key, route)
        finally:
            self._batches -= 1

    async def _single(self, request: Request, key: str | None, kind: str) -> Answer:
        content = await body.read(request.receive, request.headers, ITEM_LIMIT)
        call = envelope.single(content)
        workspace = await writekeys.workspace_of(key or call.write_key, self._link)
        received = await self._received()
        try:
            event = items.event_of(kind, call, content, received)
        except ItemError as error:
            raise RefusedError.single(error) from None
        await self._store(workspace, [event], received, 1)
        return answers.OK

    async def _batch(self, request: Request, key: str | None, route: Route) -> Answer:
        content = await body.read(request.receive, request.headers, self._batch_limit)
        batch = envelope.batch(content)
        workspace = await writekeys.workspace_of(key or batch.write_key, self._link)
        told = await self._received(historical=route.historical)
        received = envelope.received(batch, told)
        events, errors = envelope.events_of(batch, received)
        await self._store(workspace, events, received, len(batch.batch))
        return answers.partly(errors)

    async def _received(self, *, historical: bool = False) -> Received:
        if not clock.driven():
            return Received(at=clock.now(), historical=historical)
        (at,) = await self._link.one(DRIVEN_NOW_SQL)
        return Received(at=at, historical=historical)

    async def _store(
        self, workspace: int, events: list[Event], received: Received, items_sent: int
    ) -> None:
        wait = self._rates.wait_for(workspace, items_sent, time.monotonic())
        if wait:
            message = (
                "More events came than this installation takes a second. Send them again later."
            )
            raise RefusedError(429, "too_fast", message, retry_after=wait)
        if not events:
            return
        parcel = Parcel(received.at)
        for event in events:
            key = identity_key(event.user_id, event.anonymous_id)
            lane = lane_of(customer_id(workspace, key))
            parcel.add(lane, workspace, _encode(event), event.timestamp)
        await self._gatherer.store(parcel)
        await self._devices.note(self._link, workspace, events, received.at)

    async def _others(self, request: Request) -> Answer:
        if request.path == routes.METRICS:
            if request.method != "POST":
                return _not_posted(request, POST)
            await body.read(request.receive, request.headers, ITEM_LIMIT)
            return answers.OK
        key = routes.settings_key(request.path)
        if key is None:
            raise answers.unknown_path()
        if request.method not in ("GET", "HEAD"):
            return _not_posted(request, GET)
        await writekeys.workspace_of(key, self._link)
        host = request.headers.get(b"host", b"localhost").decode("latin-1")
        return Answer(200, msgspec.json.encode(browser.settings(key, request.scheme, host)))


def _not_posted(request: Request, methods: bytes) -> Answer:
    if request.method == "OPTIONS":
        asked = request.headers.get(b"access-control-request-headers")
        return answers.preflight(methods, asked)
    raise answers.wrong_method(methods)
