"""Before Django: an upload that says it is too large is answered at once, and one that turns out
so is cut off. Django itself would take in the whole body first."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from channels_app.pictures.taking import MOST_BYTES, TOO_LARGE

UPLOADS = "/api/v1/images"
# A form around the picture, where it comes in one.
ROOM = 64 * 1024

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Receive, Send], Awaitable[None]]


def bounded(application: Application) -> Application:
    """The application, with the bodies of uploads held to the limit."""

    async def guarded(scope: Any, receive: Receive, send: Send) -> None:
        if scope["path"].rstrip("/") != UPLOADS or scope["method"] != "POST":
            await application(scope, receive, send)
        elif _declared(scope) > MOST_BYTES + ROOM:
            await _refuse(send)
        elif any(name == b"content-length" for name, _ in scope["headers"]):
            await application(scope, receive, send)
        else:
            await _counted(application, scope, receive, send)

    return guarded


async def _counted(application: Application, scope: Any, receive: Receive, send: Send) -> None:
    """A body of unknown length is gathered up to the limit, then handed on."""
    chunks: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        more = message.get("more_body", False)
        if size > MOST_BYTES + ROOM:
            await _refuse(send)
            return
    whole: list[Message] = [{"type": "http.request", "body": b"".join(chunks), "more_body": False}]

    async def again() -> Message:
        return whole.pop() if whole else await receive()

    await application(scope, again, send)


def _declared(scope: Any) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value[:15])
    return 0


async def _refuse(send: Send) -> None:
    error = {"code": "too_large", "message": TOO_LARGE, "problems": []}
    body = msgspec.json.encode({"error": error})
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
