"""HTTP/1.1 by aiohttp, for `http.Client`."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, TCPConnector

from channels_app import http
from channels_app.http import Ask, Reply

CONNECT_SECONDS = 10.0
# Shorter than what servers commonly allow, so that a connection is not closed as it is used.
KEEP_SECONDS = 15.0
FORBIDDEN = "the address is not on the public internet"


class Http1:
    """Made on the loop that it runs on."""

    def __init__(self, at_once: int, reachable: Callable[[str], bool] | None) -> None:
        connector = TCPConnector(
            limit=at_once,
            keepalive_timeout=KEEP_SECONDS,
            socket_factory=_guarded(reachable) if reachable else None,
        )
        self.session = ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            trust_env=False,
        )

    async def ask(self, ask: Ask) -> Reply:
        try:
            async with self.session.request(
                ask.method, ask.url, headers=ask.headers, data=ask.body, allow_redirects=False
            ) as answer:
                return await _read(answer, ask.most)
        except ClientConnectorError as error:
            forbidden = FORBIDDEN in str(error.os_error)
            return Reply(
                trouble="forbidden" if forbidden else "unreachable",
                words=FORBIDDEN if forbidden else http.words(error),
            )
        except (aiohttp.ConnectionTimeoutError, aiohttp.ServerFingerprintMismatch) as error:
            return Reply(trouble="unreachable", words=http.words(error))
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, ValueError):
            return Reply(trouble="unreachable", words=http.NO_URL)
        except (ClientError, OSError) as error:
            return Reply(trouble="cut", words=http.words(error))

    async def close(self) -> None:
        await self.session.close()
        # TLS says goodbye in the next turns of the loop.
        await asyncio.sleep(0)


async def _read(answer: aiohttp.ClientResponse, most: int) -> Reply:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if (answer.content_length or 0) > most:
        answer.close()
        return http.too_long(answer.status, headers)
    parts, size = [], 0
    async for part in answer.content.iter_any():
        size += len(part)
        if size > most:
            answer.close()
            return http.too_long(answer.status, headers)
        parts.append(part)
    return Reply(status=answer.status, headers=headers, body=b"".join(parts))


def _guarded(reachable: Callable[[str], bool]) -> Callable[[Any], socket.socket]:
    """Makes the socket for one address that the name was resolved to, or refuses to. This is the
    very address that is connected to: no later answer of the name's server gets past it."""

    def made(found: Any) -> socket.socket:
        family, kind, protocol, _, address = found
        if not reachable(str(address[0])):
            raise PermissionError(FORBIDDEN)
        return socket.socket(family, kind, protocol)

    return made
