"""The database goes away, hangs or refuses: an answer is never wrong about what was stored."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import psycopg
import pytest

from journeys.ingest import connection, door, gather
from journeys.ingest.connection import parameters
from journeys.ingest.gather import Gatherer, Parcel
from journeys.ingest.refusals import RefusedError
from tests.integration.ingest.conftest import Client, Rows
from workspaces.clock import now

Inbox = Callable[[], Rows]
KILL_SQL = """
select pg_terminate_backend(pid) from pg_stat_activity
where application_name = 'sojourn events' and datname = current_database()
"""


async def test_s1_killed_connections_lose_nothing_that_was_accepted(
    client: Client, inbox: Inbox
) -> None:
    async def one(name: str) -> tuple[str, int]:
        return name, (await client.track(messageId=name)).status_code

    answered: list[tuple[str, int]] = []
    with psycopg.connect(
        **parameters() | {"application_name": "killer"}, autocommit=True
    ) as killer:
        for wave in range(15):
            waiting = [asyncio.create_task(one(f"{wave}-{number}")) for number in range(30)]
            await asyncio.sleep(0.0005 * wave)
            killer.execute(KILL_SQL)
            answered += await asyncio.gather(*waiting)
    assert {code for _, code in answered} <= {200, 503}
    stored = [row["body"]["message_id"] for row in inbox()]
    assert len(stored) == len(set(stored))
    assert {name for name, code in answered if code == 200} <= set(stored)


async def test_after_a_restart_the_first_event_is_taken(client: Client) -> None:
    assert (await client.track()).status_code == 200
    with psycopg.connect(
        **parameters() | {"application_name": "killer"}, autocommit=True
    ) as killer:
        killer.execute(KILL_SQL)
    await asyncio.sleep(0.05)
    assert (await client.track()).status_code == 200


async def test_without_the_database_it_is_503_and_then_it_comes_back_by_itself(
    client: Client, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable = parameters()
    monkeypatch.setattr(connection, "parameters", lambda: reachable | {"dbname": "not_there"})
    for answer in (await client.track(), await client.batch({"type": "track"})):
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.json()["error"]["code"] == "unavailable"
    monkeypatch.undo()
    assert (await client.track()).status_code == 200
    assert len(inbox()) == 1


async def test_a_database_that_hangs_counts_as_down(
    client: Client, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.track(messageId="before")
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    with psycopg.connect(**parameters()) as blocker:
        blocker.execute("lock table inbox in access exclusive mode")
        answer = await client.track(messageId="refused")
    assert answer.status_code == 503
    assert (await client.track(messageId="after")).status_code == 200
    assert [row["body"]["message_id"] for row in inbox()] == ["before", "after"]


async def test_memory_is_bounded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    await client.track()
    monkeypatch.setattr(gather, "MOST_WAITING", 10)
    answer = await client.track()
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
    assert answer.headers["retry-after"] == "1"


async def test_batches_being_read_are_bounded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "MOST_READING", 0)
    item = {"type": "track", "userId": "u", "event": "e"}
    answers = await asyncio.gather(*(client.batch(item) for _ in range(9)))
    assert sorted(answer.status_code for answer in answers) == [200] * 8 + [503]
    assert (await client.batch(item)).status_code == 200


@pytest.fixture
async def gatherer(shop: Any) -> AsyncIterator[Gatherer]:
    found = Gatherer(lambda _lanes: None)
    yield found
    await found.close()


def parcel(body: bytes) -> Parcel:
    made = Parcel(now())
    made.add(1, 1, body, now())
    return made


async def test_what_postgresql_refuses_fails_alone(gatherer: Gatherer, inbox: Inbox) -> None:
    """The door checks first; should something slip through, its neighbours are still stored."""
    bodies = [b'{"n":1}', b'{"n":"\0"}', b'{"n":"\xff"}', b'{"n":2}']
    stored = await asyncio.gather(
        *(gatherer.store(parcel(body)) for body in bodies), return_exceptions=True
    )
    assert [isinstance(outcome, RefusedError) for outcome in stored] == [False, True, True, False]
    assert [row["body"]["n"] for row in inbox()] == [1, 2]


async def test_closing_writes_what_waits(gatherer: Gatherer, inbox: Inbox) -> None:
    waiting = [asyncio.create_task(gatherer.store(parcel(b'{"n":1}'))) for _ in range(10)]
    await asyncio.sleep(0)
    await gatherer.close()
    await asyncio.gather(*waiting)
    assert len(inbox()) == 10


async def test_workers_are_told_of_the_lanes_after_the_commit(client: Client, inbox: Inbox) -> None:
    with psycopg.connect(**parameters(), autocommit=True) as listener:
        listener.execute("listen sojourn_wake")
        await client.batch(*({"type": "track", "userId": f"u{n}", "event": "e"} for n in range(50)))
        lanes = {row["lane"] for row in inbox()}
        notices = await asyncio.to_thread(lambda: list(listener.notifies(timeout=5, stop_after=1)))
    assert {int(lane) for notice in notices for lane in notice.payload.split(",")} == lanes
