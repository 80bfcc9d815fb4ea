"""The ASGI application: by path and protocol, before Django sees anything.

Events (/v1/) go to a bare application that shares commits between requests; websockets
to channels; everything else to Django, also what else is public below /v1/.
"""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application: Any = get_asgi_application()

# These need Django to be set up, which the line above has done.
from channels_app.live.routing import websockets  # noqa: E402
from channels_app.pictures.door import bounded  # noqa: E402
from journeys.ingest.app import application as events  # noqa: E402

pages = bounded(django_application)
OF_DJANGO = ("/v1/endpoints", "/v1/messages", "/v1/push/", "/v1/inbox/")


async def application(scope: Any, receive: Any, send: Any) -> None:
    match scope["type"]:
        case "http" if scope["path"].startswith("/v1/") and not _of_django(scope["path"]):
            await events(scope, receive, send)
        case "websocket":
            await websockets(scope, receive, send)
        case "lifespan":
            await _live(receive, send)
        case _:
            await pages(scope, receive, send)


def _of_django(path: str) -> bool:
    return path.startswith(OF_DJANGO)


async def _live(receive: Any, send: Any) -> None:
    """The server's start and stop: at the stop, what was gathered is still written."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            await events.close()
            await send({"type": "lifespan.shutdown.complete"})
            return
        await send({"type": "lifespan.startup.complete"})
