"""Bodies are bounded, also what a gzip unfolds to."""

import asyncio
import gzip
import zlib
from typing import Any

import pytest

from journeys.ingest import body
from journeys.ingest.body import ClientGoneError, read, unpacked
from journeys.ingest.refusals import RefusedError

LIMIT = 1000


async def read_parts(*parts: bytes, gone: bool = False, **headers: str) -> bytes:
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": part, "more_body": True} for part in parts
    ]
    if gone:
        messages.append({"type": "http.disconnect"})
    else:
        messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    named = {key.replace("_", "-").encode(): value.encode() for key, value in headers.items()}
    return await read(receive, named, LIMIT)


async def test_parts_are_joined() -> None:
    assert await read_parts(b"ab", b"c") == b"abc"


async def test_the_limit_itself_passes() -> None:
    assert len(await read_parts(b"x" * LIMIT)) == LIMIT


@pytest.mark.parametrize("parts", [[b"x" * 1001], [b"x" * 600, b"x" * 600], [b"x" * 100] * 50])
async def test_more_than_the_limit_is_413(parts: list[bytes]) -> None:
    with pytest.raises(RefusedError) as caught:
        await read_parts(*parts)
    assert caught.value.status == 413


async def test_a_declared_length_is_enough_to_refuse() -> None:
    with pytest.raises(RefusedError, match="more than"):
        await read_parts(content_length="1001")


async def test_a_client_that_leaves_gets_no_answer() -> None:
    with pytest.raises(ClientGoneError):
        await read_parts(b"ab", gone=True)


async def test_a_body_that_dribbles_is_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "PATIENCE", 0.01)
    messages = [{"type": "http.request", "body": b"a", "more_body": True}]

    async def receive() -> dict[str, Any]:
        return messages.pop() if messages else await asyncio.Future()

    with pytest.raises(RefusedError) as caught:
        await read(receive, {}, LIMIT)
    assert caught.value.status == 408


async def test_gzip() -> None:
    assert await read_parts(gzip.compress(b"abc"), content_encoding="gzip") == b"abc"


async def test_other_encodings_are_415() -> None:
    with pytest.raises(RefusedError) as caught:
        await read_parts(zlib.compress(b"abc"), content_encoding="br")
    assert caught.value.status == 415


def test_gzip_of_several_members() -> None:
    assert unpacked(gzip.compress(b"ab") + gzip.compress(b"c"), LIMIT) == b"abc"


def test_a_bomb_is_413() -> None:
    with pytest.raises(RefusedError) as caught:
        unpacked(gzip.compress(b"\0" * 100_000_000)[:1_000_000], LIMIT)
    assert caught.value.status == 413


def test_a_bomb_of_many_members_is_413() -> None:
    with pytest.raises(RefusedError) as caught:
        unpacked(gzip.compress(b"x" * 400) * 3, LIMIT)
    assert caught.value.status == 413


@pytest.mark.parametrize(
    "packed", [b"{}", gzip.compress(b"abc")[:-4], gzip.compress(b"abc") + b"x"]
)
def test_broken_gzip_is_400(packed: bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        unpacked(packed, LIMIT)
    assert caught.value.status == 400
