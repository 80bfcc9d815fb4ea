"""The websockets' addresses: /ws/live?workspace=slug, from pages of this installation only, and
/ws/inbox/, from the pages of shops."""

import logging
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.security.websocket import AllowedHostsOriginValidator
from django.db import DatabaseError

from channels_app.inapp.consumer import InboxConsumer
from channels_app.live.consumers import LiveConsumer

TRY_AGAIN_LATER = 1013

log = logging.getLogger(__name__)

_ROUTES: dict[str, Any] = {
    "/ws/live": AllowedHostsOriginValidator(AuthMiddlewareStack(LiveConsumer.as_asgi())),
    # No session and no cookie: its first message carries a token.
    "/ws/inbox/": InboxConsumer.as_asgi(),
}


async def websockets(scope: Any, receive: Any, send: Any) -> None:
    admitting = _ROUTES.get(scope["path"])
    if admitting is None:
        await receive()
        await send({"type": "websocket.close"})
        return
    try:
        await admitting(scope, receive, send)
    except DatabaseError as error:
        log.warning("a page was turned away, the database does not answer: %s", error)
        await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
