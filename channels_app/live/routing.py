"""The websocket's address."""

from typing import Any


async def websockets(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "websocket.close"})
