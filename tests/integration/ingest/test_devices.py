"""An app's device is known from its events: Segment's context.device.token."""

from typing import Any

import psycopg
import pytest

from journeys.core.ids import customer_id, lane_of
from journeys.ingest.connection import parameters
from tests.integration.ingest.conftest import Client

PHONE = {"device": {"token": "phone:APA91", "type": "android"}}


def ask(sql: str, *values: Any) -> list[Any]:
    with psycopg.connect(**parameters()) as own:
        cursor = own.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def owners() -> list[str]:
    return [row[0] for row in ask("select customer_id::text from endpoint order by id")]


async def test_an_event_names_the_device(client: Client) -> None:
    for number in range(3):
        answer = await client.track(messageId=f"m{number}", context=PHONE)
        assert answer.status_code == 200
    [row] = ask("select channel, address, data, lane, customer_id::text from endpoint")
    ann = customer_id(client.shop.id, "user:u1")
    assert row == ("push", "phone:APA91", {"platform": "android"}, lane_of(ann), ann)


async def test_a_phone_goes_with_who_signs_in(client: Client) -> None:
    fields = {"event": "Seen", "context": PHONE}
    await client.post("/v1/track", {"anonymousId": "a1", **fields})
    assert owners() == [customer_id(client.shop.id, "anon:a1")]
    identify = {"type": "identify", "userId": "u1", "anonymousId": "a1", "context": PHONE}
    await client.post("/v1/batch", {"batch": [identify]})
    assert owners() == [customer_id(client.shop.id, "user:u1")]


async def test_a_merged_visitor_s_phone_is_the_customer_s(client: Client) -> None:
    ann = customer_id(client.shop.id, "user:u1")
    anonymous = customer_id(client.shop.id, "anon:a1")
    ask(
        "insert into identity (lane, workspace_id, key, customer_lane, customer_id)"
        " values (%s, %s, 'anon:a1', %s, %s)",
        lane_of(anonymous), client.shop.id, lane_of(ann), ann,
    )  # fmt: skip
    await client.post("/v1/track", {"anonymousId": "a1", "event": "Seen", "context": PHONE})
    assert owners() == [ann]


async def test_not_where_the_shop_wants_signed_tokens(client: Client) -> None:
    ask(
        "insert into channel_account (workspace_id, channel, provider, name, settings, secrets,"
        " hook, topics, place, enabled, errors, created_at, changed_at) values (%s, 'push', 'fcm',"
        " 'F', '{\"signed_only\": true}', '', 'h', '{}', 0, true, '[]', now(), now())",
        client.shop.id,
    )
    await client.track(context=PHONE)
    assert owners() == []
    await client.post("/v1/track", {"anonymousId": "a1", "event": "Seen", "context": PHONE})
    assert len(owners()) == 1


@pytest.mark.parametrize(
    "context",
    [
        {"device": "phone"},
        {"device": {"token": ""}},
        {"device": {"token": 7}},
        {"device": {"token": "x" * 3000}},
        {"device": None},
    ],
)
async def test_odd_devices_are_let_go(client: Client, context: dict[str, Any]) -> None:
    answer = await client.track(context=context)
    assert answer.status_code == 200
    assert owners() == []


async def test_history_says_nothing_of_today(client: Client) -> None:
    item = {"type": "track", "event": "Seen", "userId": "u1", "context": PHONE}
    await client.post("/v1/import", {"batch": [item]})
    assert owners() == []
