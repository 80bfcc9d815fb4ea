"""An HTTP provider that takes everything: answers each POST as Twilio's Messages resource does.

    python -m bench.http_stub PORT

A process of its own, so that its work is not counted among the sender's.
"""

import asyncio
import signal
import sys
from typing import cast

from httptools import HttpRequestParser

BODY = b'{"sid": "SM%032d", "status": "queued", "error_code": null}'
HEAD = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


class Taker(asyncio.Protocol):
    """One connection; `taken` counts over all of them."""

    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.parser = HttpRequestParser(self)

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_message_complete(self) -> None:
        Taker.taken += 1
        body = BODY % Taker.taken
        self.transport.write(HEAD % len(body) + body)


async def main(port: int) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    server = await loop.create_server(Taker, "127.0.0.1", port)
    await over.wait()
    server.close()


if __name__ == "__main__":
    import uvloop

    uvloop.run(main(int(sys.argv[1])))
