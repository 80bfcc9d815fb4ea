"""The websocket's address: /ws/live?workspace=slug, from pages of this installation only."""

import logging
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.security.websocket import AllowedHostsOriginValidator
from django.db import DatabaseError

from channels_app.live.consumers import LiveConsumer

ADDRESS = "/ws/live"
TRY_AGAIN_LATER = 1013

log = logging.getLogger(__name__)

_admitting = AllowedHostsOriginValidator(AuthMiddlewareStack(LiveConsumer.as_asgi()))


async def websockets(scope: Any, receive: Any, send: Any) -> None:
    if scope["path"] != ADDRESS:
        await receive()
        await send({"type": "websocket.close"})
        return
    try:
        await _admitting(scope, receive, send)
    except DatabaseError as error:
        log.warning("a page was turned away, the database does not answer: %s", error)
        await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
