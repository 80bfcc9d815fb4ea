"""Raw psycopg connections for the loops of delivery, set as they need them."""

from typing import Any

import msgspec
import psycopg
from django.db import connections
from psycopg.types.json import set_json_loads

Connection = psycopg.Connection[tuple[Any, ...]]


def connect() -> Connection:
    """A connection of one's own to Django's database: autocommit, no JIT, fast JSON."""
    given = connections["default"].get_connection_params()
    wanted = {key: given[key] for key in given if key not in ("context", "cursor_factory")}
    made: Connection = psycopg.connect(**wanted, autocommit=True)
    set_json_loads(msgspec.json.decode, made)
    made.execute("set jit = off")
    return made
