"""The load: requests prepared as bytes, written by a few connections, answers counted.

A load generator that costs little, because it shares the two cores with what it measures.
"""

import asyncio
import base64
import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

import uvloop


class Load:
    """What came of it: how many answers, in how many seconds, and each answer's latency."""

    def __init__(self) -> None:
        self.answers = 0
        self.failures = 0
        self.seconds = 0.0
        self.latencies: list[float] = []
        self.sent_at: list[float] = []
        """Wall-clock instants of the writes, in order; kept by the steady load only."""


def request(path: str, key: str, body: dict[str, Any]) -> bytes:
    """One HTTP/1.1 POST, ready to be written."""
    content = json.dumps(body, separators=(",", ":")).encode()
    token = base64.b64encode(f"{key}:".encode()).decode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def post_all(port: int, requests: Iterable[bytes], connections: int) -> Load:
    """Send every request as fast as the answers come, over so many connections."""
    return uvloop.run(_post_all(port, iter(requests), connections))


def post_steadily(port: int, requests: Iterable[bytes], per_second: float) -> Load:
    """Send at a steady pace over one connection; each waits for its answer."""
    return uvloop.run(_post_steadily(port, iter(requests), per_second))


async def _post_all(port: int, requests: Iterator[bytes], connections: int) -> Load:
    load = Load()
    begun = time.perf_counter()
    await asyncio.gather(*(_client(port, requests, load) for _ in range(connections)))
    load.seconds = time.perf_counter() - begun
    return load


async def _client(port: int, requests: Iterator[bytes], load: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for content in requests:
        sent = time.perf_counter()
        writer.write(content)
        good = await _answer(reader)
        load.latencies.append(time.perf_counter() - sent)
        load.answers += 1
        load.failures += not good
    writer.close()


async def _post_steadily(port: int, requests: Iterator[bytes], per_second: float) -> Load:
    load = Load()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    begun = time.perf_counter()
    for number, content in enumerate(requests):
        await asyncio.sleep(max(0.0, begun + number / per_second - time.perf_counter()))
        load.sent_at.append(time.time())
        sent = time.perf_counter()
        writer.write(content)
        load.failures += not await _answer(reader)
        load.latencies.append(time.perf_counter() - sent)
        load.answers += 1
    writer.close()
    load.seconds = time.perf_counter() - begun
    return load


async def _answer(reader: asyncio.StreamReader) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    place = lowered.find(b"content-length:")
    if place >= 0:
        await reader.readexactly(int(lowered[place + 15 :].split(b"\r\n", 1)[0]))
    good = head.startswith(b"HTTP/1.1 200")
    if not good and b" 429 " not in head[:16]:
        raise RuntimeError(head.decode(errors="replace"))
    return good


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of them lies; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
