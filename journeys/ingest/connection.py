"""Connections of the event API's own: Django's belong to threads, these to the event loop."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from django.db import connection as django_connection
from psycopg import AsyncConnection

PATIENCE = 10.0
"""Seconds for one use, connecting included; a database that is slower counts as down."""


def parameters() -> dict[str, Any]:
    """How psycopg reaches the database that Django is set to, the test database included."""
    told = django_connection.settings_dict
    names = {
        "NAME": "dbname",
        "USER": "user",
        "PASSWORD": "password",
        "HOST": "host",
        "PORT": "port",
    }
    found = {name: told[key] for key, name in names.items() if told.get(key)}
    plain = {key: value for key, value in told.get("OPTIONS", {}).items() if isinstance(value, str)}
    return {"connect_timeout": 3, "application_name": "sojourn events", **plain, **found}


class Link:
    """One connection, opened at its first use and again after any failure.

    Autocommit, so that a lone statement is its own transaction and its end the commit.
    Everything that can go wrong comes out as psycopg.Error.
    """

    def __init__(self) -> None:
        self._connection: AsyncConnection[Any] | None = None
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def use(self) -> AsyncIterator[AsyncConnection[Any]]:
        async with self._turn:
            try:
                async with asyncio.timeout(PATIENCE):
                    yield await self._open()
            except (TimeoutError, OSError) as error:
                await self._drop()
                raise psycopg.OperationalError(str(error) or "no answer in time") from error
            except BaseException:
                await self._drop()
                raise

    async def one(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The first row that the statement gives, or None."""
        async with self.use() as connection:
            cursor = await connection.execute(sql.encode(), values)
            return await cursor.fetchone()

    async def _open(self) -> AsyncConnection[Any]:
        if self._connection is not None and not _alive(self._connection):
            await self._drop()
        if self._connection is None:
            # No prepared statements, so that a pgbouncer in transaction mode may stand between.
            self._connection = await AsyncConnection.connect(
                autocommit=True, prepare_threshold=None, **parameters()
            )
        return self._connection

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def close(self) -> None:
        async with self._turn:
            await self._drop()


def _alive(connection: AsyncConnection[Any]) -> bool:
    """False when the server has hung up meanwhile, as a restart does; costs one read."""
    try:
        connection.pgconn.consume_input()
    except psycopg.Error:
        return False
    return not connection.closed
