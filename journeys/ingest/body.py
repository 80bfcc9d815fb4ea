"""Reading a request's body with a bound, also on what a compressed one unfolds to."""

import asyncio
import zlib
from typing import Any

from journeys.ingest.refusals import RefusedError

PATIENCE = 30.0
"""Seconds in which a body must have arrived."""
GZIP = 16 + zlib.MAX_WBITS


class ClientGoneError(Exception):
    """The client went away before it had sent everything."""


async def read(receive: Any, headers: dict[bytes, bytes], limit: int) -> bytes:
    """The whole body, unpacked; RefusedError when it is longer than `limit` bytes."""
    encoding = headers.get(b"content-encoding", b"identity").strip().lower()
    if encoding not in (b"gzip", b"identity", b""):
        message = "This Content-Encoding is not read. Send the body plain or with gzip."
        raise RefusedError(415, "unsupported_encoding", message)
    length = headers.get(b"content-length", b"")
    if length.isdigit() and int(length) > limit:
        raise too_large(limit)
    packed = await _all(receive, limit)
    return unpacked(packed, limit) if encoding == b"gzip" else packed


async def _all(receive: Any, limit: int) -> bytes:
    message = await receive()
    first: bytes = message.get("body", b"")
    if message["type"] == "http.disconnect":
        raise ClientGoneError
    if not message.get("more_body"):
        if len(first) > limit:
            raise too_large(limit)
        return first
    try:
        async with asyncio.timeout(PATIENCE):
            return await _rest(receive, first, limit)
    except TimeoutError:
        message = f"The body did not arrive within {PATIENCE:.0f} seconds. Send it again."
        raise RefusedError(408, "too_slow", message) from None


async def _rest(receive: Any, first: bytes, limit: int) -> bytes:
    parts, size, more = [first], len(first), True
    while more:
        if size > limit:
            raise too_large(limit)
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False)
    if size > limit:
        raise too_large(limit)
    return b"".join(parts)


def unpacked(packed: bytes, limit: int) -> bytes:
    """The content of a gzip body of one or more members, never more than `limit` bytes of it."""
    content = b""
    while packed:
        member = zlib.decompressobj(GZIP)
        try:
            content += member.decompress(packed, limit + 1 - len(content))
        except zlib.error:
            message = (
                "The body is not valid gzip, as its Content-Encoding says. Send it again whole."
            )
            raise RefusedError(400, "bad_gzip", message) from None
        if len(content) > limit:
            raise too_large(limit)
        if not member.eof:
            message = "The gzip body ends too early. Send it again whole."
            raise RefusedError(400, "bad_gzip", message)
        packed = member.unused_data
    return content


def too_large(limit: int) -> RefusedError:
    message = f"The body has more than {limit // 1024} KB. Send less at a time."
    return RefusedError(413, "too_large", message)
