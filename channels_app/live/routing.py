"""The websocket's address: /ws/live?workspace=slug, from pages of this installation only."""

from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.security.websocket import AllowedHostsOriginValidator

from channels_app.live.consumers import LiveConsumer

ADDRESS = "/ws/live"

_admitting = AllowedHostsOriginValidator(AuthMiddlewareStack(LiveConsumer.as_asgi()))


async def websockets(scope: Any, receive: Any, send: Any) -> None:
    if scope["path"] == ADDRESS:
        await _admitting(scope, receive, send)
    else:
        await receive()
        await send({"type": "websocket.close"})
