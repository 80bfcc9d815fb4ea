"""What is accepted is in the inbox when the answer comes (S1), as the drain will read it."""

import asyncio
import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from journeys.core.ids import customer_id, lane_of
from journeys.core.items import Event
from tests.integration.ingest.conftest import Client, Rows

Inbox = Callable[[], Rows]


async def test_s1_a_200_means_that_the_event_is_in_the_inbox(client: Client, inbox: Inbox) -> None:
    answer = await client.track(messageId="m1", properties={"text": 'a "\\" \n\t\u2028 é 😀'})
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    (row,) = inbox()
    assert (row["workspace_id"], row["kind"]) == (client.shop.id, 1)
    assert row["lane"] == lane_of(customer_id(client.shop.id, "user:u1"))
    event = msgspec.convert(row["body"], Event)
    assert (event.kind, event.name, event.user_id, event.message_id) == (
        "track",
        "Seen",
        "u1",
        "m1",
    )
    assert event.properties == {"text": 'a "\\" \n\t\u2028 é 😀'}
    assert event.timestamp == row["at"]


@pytest.mark.parametrize(
    ("path", "fields", "name"),
    [
        ("identify", {"userId": "u", "traits": {"city": "Łódź"}}, "$identify"),
        ("page", {"anonymousId": "a", "name": "Cart"}, "$page"),
        ("screen", {"userId": "u", "name": "Cart"}, "$screen"),
        ("group", {"userId": "u", "groupId": "g"}, "$group"),
        ("alias", {"userId": "u", "previousId": "a"}, "$alias"),
        ("t", {"userId": "u", "event": "Seen"}, "Seen"),
        ("i", {"userId": "u"}, "$identify"),
        ("p", {"userId": "u"}, "$page"),
        ("s", {"userId": "u"}, "$screen"),
        ("g", {"userId": "u", "groupId": "g"}, "$group"),
        ("a", {"userId": "u", "previousId": "a"}, "$alias"),
    ],
)
async def test_every_call_has_its_address(
    client: Client, inbox: Inbox, path: str, fields: dict[str, Any], name: str
) -> None:
    answer = await client.post(f"/v1/{path}", fields, headers={"content-type": "text/plain"})
    assert answer.json() == {"success": True}
    assert [row["body"]["name"] for row in inbox()] == [name]


async def test_s1_a_batch_keeps_the_good_items_and_lists_the_bad(
    client: Client, inbox: Inbox
) -> None:
    good = {"type": "track", "userId": "u", "event": "a"}
    items = [
        good,
        {"type": "track", "event": "b"},
        7,
        {**good, "event": "c"},
        {**good, "event": "\0"},
    ]
    answer = await client.batch(*items)
    assert answer.status_code == 200
    assert answer.json()["success"] is True
    found = [(error["index"], error["code"]) for error in answer.json()["errors"]]
    assert found == [(1, "missing"), (2, "wrong_type"), (4, "not_storable")]
    assert [row["body"]["name"] for row in inbox()] == ["a", "c"]


async def test_s3_a_batch_is_stored_in_its_order(client: Client, inbox: Inbox) -> None:
    names = [f"e{number}" for number in range(500)]
    await client.batch(*({"type": "track", "userId": "u", "event": name} for name in names))
    assert [row["body"]["name"] for row in inbox()] == names


async def test_s4_import_and_the_flag_mark_events_as_historical(
    client: Client, inbox: Inbox
) -> None:
    item = {"type": "track", "userId": "u", "event": "a"}
    await client.post("/v1/import", {"batch": [item]})
    await client.batch({**item, "historical": True}, item)
    assert [row["body"].get("historical", False) for row in inbox()] == [True, True, False]


async def test_s6_the_batch_s_sent_at_corrects_its_items(client: Client, inbox: Inbox) -> None:
    item = {"type": "track", "userId": "u", "event": "a", "timestamp": "2020-01-01T00:00:00Z"}
    await client.batch(item, sentAt="2020-01-01T01:00:00Z")
    (row,) = inbox()
    happened = datetime.fromisoformat(row["body"]["timestamp"])
    assert row["at"] - happened == timedelta(hours=1)


async def test_s6_without_sent_at_the_timestamp_stands(client: Client, inbox: Inbox) -> None:
    await client.track(timestamp="2020-01-01T00:00:00+02:00")
    assert inbox()[0]["body"]["timestamp"] == "2019-12-31T22:00:00Z"


async def test_gzip_is_unpacked(client: Client, inbox: Inbox) -> None:
    body = gzip.compress(json.dumps({"userId": "u", "event": "packed"}).encode())
    answer = await client.post("/v1/track", body, headers={"content-encoding": "gzip"})
    assert answer.status_code == 200
    assert inbox()[0]["body"]["name"] == "packed"


async def test_s1_concurrent_requests_each_find_their_events_committed(
    client: Client, inbox: Inbox
) -> None:
    async def one(number: int) -> int:
        if number % 3:
            return (await client.track(messageId=f"m{number}", userId=f"u{number}")).status_code
        items = [{"type": "track", "userId": f"u{number}", "event": "e", "messageId": f"m{number}"}]
        return (await client.batch(*items, {"type": "nonsense"})).status_code

    codes = await asyncio.gather(*(one(number) for number in range(200)))
    assert set(codes) == {200}
    stored = sorted(row["body"]["message_id"] for row in inbox())
    assert stored == sorted(f"m{number}" for number in range(200))


async def test_a_client_that_leaves_does_not_disturb_the_others(
    client: Client, inbox: Inbox
) -> None:
    await client.track(messageId="first")
    leaving = [asyncio.create_task(client.track(messageId=f"left{n}")) for n in range(20)]
    staying = [asyncio.create_task(client.track(messageId=f"stayed{n}")) for n in range(20)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for task in leaving:
        task.cancel()
    answers = await asyncio.gather(*staying)
    assert {answer.status_code for answer in answers} == {200}
    stored = [row["body"]["message_id"] for row in inbox()]
    assert len(stored) == len(set(stored))
    assert {f"stayed{n}" for n in range(20)} <= set(stored)


async def test_the_driven_clock_stamps_acceptance(
    client: Client, inbox: Inbox, driven: Callable[[datetime], None]
) -> None:
    for day in (1, 2, 3):
        driven(datetime(2024, 5, day, tzinfo=UTC))
        await client.track()
    assert [row["at"].day for row in inbox()] == [1, 2, 3]
    assert [row["body"]["timestamp"][:10] for row in inbox()] == [
        "2024-05-01",
        "2024-05-02",
        "2024-05-03",
    ]
