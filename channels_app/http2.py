"""HTTP/2 by httpx, for `http.Client`."""

from typing import Any

import httpx

from channels_app import http
from channels_app.http import Ask, Reply


class Http2:
    """Many requests over one connection."""

    def __init__(self, at_once: int, **options: Any) -> None:
        limits = httpx.Limits(max_connections=at_once)
        given = {"http2": True, "timeout": http.SECONDS, "trust_env": False, **options}
        self.client = httpx.AsyncClient(limits=limits, follow_redirects=False, **given)

    async def ask(self, ask: Ask) -> Reply:
        try:
            return await self._read(ask)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Reply(trouble="unreachable", words=http.words(error))
        except (httpx.UnsupportedProtocol, httpx.InvalidURL):
            return Reply(trouble="unreachable", words=http.NO_URL)
        except (httpx.HTTPError, OSError) as error:
            return Reply(trouble="cut", words=http.words(error))

    async def close(self) -> None:
        await self.client.aclose()

    async def _read(self, ask: Ask) -> Reply:
        given = {"headers": dict(ask.headers), "content": ask.body}
        async with self.client.stream(ask.method, ask.url, **given) as answer:  # type: ignore[arg-type]
            headers = {name.lower(): value for name, value in answer.headers.items()}
            parts, size = [], 0
            async for part in answer.aiter_bytes():
                size += len(part)
                if size > http.ANSWER_BYTES:
                    return http.too_long(answer.status_code, headers)
                parts.append(part)
            return Reply(status=answer.status_code, headers=headers, body=b"".join(parts))
