"""LISTEN for what other processes say, on a connection of its own that comes back by itself."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import psycopg
from django.db import connections
from psycopg import AsyncConnection

RECONNECT = 1.0
PROOF_OF_LIFE = 30.0
"""Seconds of silence after which the server is asked whether it is still there."""

Ears = Mapping[str, Callable[[str], None]]
"""By channel, what takes its payloads; it may raise DecodeError."""

log = logging.getLogger(__name__)


async def listen(ears: Ears, missed: Callable[[], None]) -> None:
    """Until cancelled. `missed` is called after a gap in which something may have been said."""
    first = True
    while True:
        try:
            async with await _connect() as connection:
                for channel in ears:
                    await connection.execute(f"listen {channel}")
                if not first:
                    missed()
                first = False
                await _hear(connection, ears)
        except (psycopg.Error, OSError) as error:
            log.warning("live updates wait for the database: %s", error)
            await asyncio.sleep(RECONNECT)


async def _hear(connection: AsyncConnection[Any], ears: Ears) -> None:
    while True:
        async for notice in connection.notifies(timeout=PROOF_OF_LIFE):
            try:
                ears[notice.channel](notice.payload)
            except msgspec.DecodeError:
                log.warning("an announcement was not understood: %.100s", notice.payload)
        async with asyncio.timeout(PROOF_OF_LIFE):
            await connection.execute("select 1")


async def _connect() -> AsyncConnection[Any]:
    given = connections["default"].get_connection_params()
    wanted = {key: given[key] for key in given if key not in ("context", "cursor_factory")}
    named = {"application_name": "sojourn live", "connect_timeout": 5}
    return await AsyncConnection.connect(**wanted | named, autocommit=True)
