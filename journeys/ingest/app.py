"""The ASGI application of /v1/; config/asgi.py puts it before Django."""

import asyncio
import logging
from typing import Any

import psycopg

from journeys.ingest import answers
from journeys.ingest.body import ClientGoneError
from journeys.ingest.door import Door, Request
from journeys.ingest.refusals import RefusedError, unavailable

log = logging.getLogger(__name__)


class EventApi:
    """Opens its door at the first request, and anew when it finds itself in another loop."""

    def __init__(self) -> None:
        self._door: Door | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        method: str = scope["method"]
        request = Request(method, scope["path"], scope["scheme"], dict(scope["headers"]), receive)
        try:
            answer = await self._open().answer(request)
        except RefusedError as refused:
            answer = answers.refusal(refused)
        except psycopg.Error as error:
            log.warning("the database does not answer: %s", error)
            answer = answers.refusal(unavailable())
        except ClientGoneError:
            return
        await answer.send(send, bodiless=method == "HEAD")

    def _open(self) -> Door:
        loop = asyncio.get_running_loop()
        if self._door is None or self._loop is not loop:
            self._door, self._loop = Door(), loop
        return self._door

    async def close(self) -> None:
        """At the end of the process: what was gathered is still written."""
        door, self._door = self._door, None
        if door is not None:
            await door.close()


application = EventApi()
