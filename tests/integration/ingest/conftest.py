"""The event API in this process, with a workspace, its keys, and a look into the inbox."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import psycopg
import pytest
from django.conf import LazySettings
from django.db import connection
from pytest_django import DjangoDbBlocker

from journeys.ingest.app import EventApi
from journeys.ingest.connection import parameters
from workspaces import clock, keys
from workspaces.models import ApiKey, Workspace


@dataclass
class Shop:
    """A workspace with the texts of its two keys."""

    id: int
    write_key: str
    secret_key: str


def make_shop(slug: str) -> Shop:
    workspace = Workspace.objects.create(name=slug.title(), slug=slug)
    texts = {}
    for kind in ("write", "secret"):
        text = keys.new_text(kind)
        shown = text if kind == "write" else ""
        ApiKey.objects.create(
            workspace=workspace,
            kind=kind,
            name=kind,
            digest=keys.digest(text),
            hint=text[:8],
            text=shown,
        )
        texts[kind] = text
    return Shop(workspace.id, texts["write"], texts["secret"])


@pytest.fixture
def shop(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shop]:
    """Really committed, for the event API reads on connections of its own.

    Only what the door touches is removed afterwards: the flush of transactional_db takes
    half a second, and these tests are many.
    """
    keys.forget()
    with django_db_blocker.unblock():
        yield make_shop("alices-shop")
        connection.close()
    with psycopg.connect(**parameters()) as own:
        own.execute(
            "delete from api_key; delete from workspace; delete from inbox; delete from clock;"
            " delete from endpoint; delete from identity; delete from channel_account"
        )


@pytest.fixture
def other_shop(shop: Shop) -> Shop:
    return make_shop("charlies-shop")


class Client:
    """Posts to the event API as Alice's shop, unless told otherwise."""

    def __init__(self, http: httpx.AsyncClient, shop: Shop) -> None:
        self.http, self.shop = http, shop

    async def post(self, path: str, body: Any, **options: Any) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        options.setdefault("auth", (self.shop.write_key, ""))
        return await self.http.post(path, content=content, **options)

    async def track(self, **fields: Any) -> httpx.Response:
        return await self.post("/v1/track", {"userId": "u1", "event": "Seen", **fields})

    async def batch(self, *items: Any, **fields: Any) -> httpx.Response:
        return await self.post("/v1/batch", {"batch": list(items), **fields})


@pytest.fixture
async def client(shop: Shop, settings: LazySettings) -> AsyncIterator[Client]:
    api = EventApi()
    transport = httpx.ASGITransport(app=api)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as http:
        yield Client(http, shop)
    await api.close()


Rows = list[dict[str, Any]]


@pytest.fixture
def inbox(shop: Shop) -> Callable[[], Rows]:
    """The inbox's rows in the order of acceptance, with their bodies read."""

    def read() -> Rows:
        with psycopg.connect(**parameters(), row_factory=psycopg.rows.dict_row) as connection:
            rows = connection.execute("select * from inbox order by id").fetchall()
        return [{**row, "body": json.loads(row["body"])} for row in rows]

    return read


@pytest.fixture
def driven(shop: Shop, settings: LazySettings) -> Callable[[datetime], None]:
    """Moves the driven clock; before the first call it was never set."""
    settings.SOJOURN_CLOCK = "driven"

    def move(to: datetime) -> None:
        with psycopg.connect(**parameters()) as connection:
            connection.execute(clock.ADVANCE_SQL, [to])

    return move
