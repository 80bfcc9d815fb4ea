"""An ASGI application behind the real server on a loopback port, in a thread of the test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from tests.running import free_port, until


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Yields `127.0.0.1:port`; at the end the application's own stop is awaited."""
    port = free_port()
    config = uvicorn.Config(app, port=port, log_level="warning", timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="web server")
    thread.start()
    try:
        until(lambda: server.started or not thread.is_alive(), 20)
        assert server.started
        yield f"127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
