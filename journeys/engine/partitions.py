"""Partitions made ahead. What has none goes to the default partition; nothing is ever refused."""

from datetime import datetime
from typing import Any

from psycopg import Connection

MONTHS_AHEAD = 3
MAKE = "select make_partitions(%s, %s)"


def make_ahead(connection: Connection[Any], now: datetime) -> int:
    """Make this month's and the next ones'; how many were new."""
    with connection.transaction():
        connection.execute("set local lock_timeout = '2s'")
        row = connection.execute(MAKE, (now, MONTHS_AHEAD)).fetchone()
        return int(row[0]) if row else 0
