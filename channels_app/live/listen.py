"""LISTEN for announcements of commits, on a connection of its own that comes back by itself."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import msgspec
import psycopg
from django.db import connections
from psycopg import AsyncConnection

from channels_app.live.events import CHANNEL, Change

RECONNECT = 1.0
PROOF_OF_LIFE = 30.0
"""Seconds of silence after which the server is asked whether it is still there."""

_decode = msgspec.json.Decoder(Change).decode
log = logging.getLogger(__name__)


async def listen(heard: Callable[[Change], None], missed: Callable[[], None]) -> None:
    """Until cancelled. `missed` is called after a gap in which something may have been said."""
    first = True
    while True:
        try:
            async with await _connect() as connection:
                await connection.execute(f"listen {CHANNEL}")
                if not first:
                    missed()
                first = False
                await _hear(connection, heard)
        except (psycopg.Error, OSError) as error:
            log.warning("live updates wait for the database: %s", error)
            await asyncio.sleep(RECONNECT)


async def _hear(connection: AsyncConnection[Any], heard: Callable[[Change], None]) -> None:
    while True:
        async for notice in connection.notifies(timeout=PROOF_OF_LIFE):
            try:
                change = _decode(notice.payload)
            except msgspec.DecodeError:
                log.warning("an announcement was not understood: %.100s", notice.payload)
            else:
                heard(change)
        async with asyncio.timeout(PROOF_OF_LIFE):
            await connection.execute("select 1")


async def _connect() -> AsyncConnection[Any]:
    given = connections["default"].get_connection_params()
    wanted = {key: given[key] for key in given if key not in ("context", "cursor_factory")}
    named = {"application_name": "sojourn live", "connect_timeout": 5}
    return await AsyncConnection.connect(**wanted | named, autocommit=True)
