"""From the door through the drain: what clients send twice or at once has one effect (S2)."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from journeys.engine.connect import connect
from journeys.ingest.app import EventApi
from tests.integration.engine.shop import new_drain
from tests.integration.ingest.conftest import Client

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def second(client: Client) -> AsyncIterator[Client]:
    """The same shop at another web process."""
    api = EventApi()
    transport = httpx.ASGITransport(app=api)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as http:
        yield Client(http, client.shop)
    await api.close()


def drained(query: str) -> list[Any]:
    """The query's rows after everything in the inbox was handled."""
    with connect("test") as connection:
        drain = new_drain("test", connection)
        while drain.run(range(64)):
            pass
        drain.connection.close()
        return connection.execute(query.encode()).fetchall()


async def test_s2_a_message_id_sent_by_many_at_once_is_one_event(
    client: Client, second: Client
) -> None:
    posts = [
        each.track(messageId=f"m{number}") for number in range(5) for each in (client, second) * 3
    ]
    answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} == {200}
    rows = await asyncio.to_thread(drained, "select message_id from event order by 1")
    assert rows == [(f"m{number}",) for number in range(5)]
    await second.track(messageId="m0")
    assert len(await asyncio.to_thread(drained, "select message_id from event")) == 5


async def test_s1_everything_that_passes_the_door_passes_the_drain(client: Client) -> None:
    """What is odd but can be held: nothing of it is parked."""
    odd = {
        "text": 'a\\ "\t\n\r\x01\x7f\u2028😀',
        "": "empty key",
        "big": 123456789012345678901234567890,
        "small": -1e-300,
        "large": 1e22,
        "deep": [[[[[[{"a": [None, True]}]]]]]],
        "long": "ł" * 5000,
        "constructor": {"__proto__": 1},
        r"\N": r"\N",
    }
    answer = await client.batch(
        {"type": "track", "userId": r"\N", "event": r"\.", "properties": odd, "messageId": "1"},
        {"type": "track", "userId": "ł" * 255, "event": "ł" * 255, "messageId": "ł" * 255},
        {
            "type": "identify",
            "userId": "u",
            "traits": {**odd, "x": 1.7976931348623157e308},
            "messageId": "3",
        },
        {"type": "page", "anonymousId": "a\tb\n", "name": "n\\", "messageId": "4"},
        {"type": "group", "userId": "u", "groupId": "g\\t", "traits": odd, "messageId": "5"},
        {"type": "alias", "userId": "u", "previousId": "a\tb\n", "messageId": "6"},
        {
            "type": "track",
            "userId": "u",
            "event": "old",
            "timestamp": "0003-01-01",
            "messageId": "7",
        },
        {
            "type": "track",
            "userId": "u",
            "event": "far",
            "timestamp": "9800-01-01",
            "messageId": "8",
        },
    )
    assert answer.json() == {"success": True}
    counts = "select (select count(*) from event), (select count(*) from parked)"
    assert await asyncio.to_thread(drained, counts) == [(8, 0)]
    ((stored,),) = await asyncio.to_thread(
        drained, "select properties from event where message_id = '1'"
    )
    assert stored == odd
