"""Connections of the engine's own: plain psycopg, outside Django's request cycle."""

from typing import Any

import psycopg
from django.db import connections

from journeys.engine import wire

# Every statement of the drain joins an array of keys to an index; nothing else is ever right,
# also while the statistics of a young table say otherwise.
DRAIN_SETTINGS = (
    "-c jit=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off"
    " -c plan_cache_mode=force_generic_plan -c timezone=UTC"
    " -c idle_in_transaction_session_timeout=5s"
)
# A drain that hangs in the middle of a batch would hold its lanes' locks for ever. The last setting
# above ends it where it hangs between statements; this one, of PostgreSQL 17, wherever it hangs.
LONGEST_BATCH = "set transaction_timeout = '6s'"


def connect(name: str, *, autocommit: bool = True, options: str = "") -> psycopg.Connection[Any]:
    """A connection to Django's default database; `name` shows in pg_stat_activity."""
    params = connections["default"].get_connection_params()
    wanted = {k: params[k] for k in ("dbname", "user", "password", "host", "port") if params.get(k)}
    extra = {
        k: v for k, v in params.items() if k in ("sslmode", "sslrootcert", "sslcert", "sslkey")
    }
    connection: psycopg.Connection[Any] = psycopg.connect(
        **wanted,
        **extra,
        autocommit=autocommit,
        application_name=f"sojourn {name}",
        options=options,
        keepalives_idle=10,
        connect_timeout=5,
    )
    wire.register(connection)
    if options == DRAIN_SETTINGS and connection.info.server_version >= 17_00_00:
        connection.execute(LONGEST_BATCH.encode())
    return connection
