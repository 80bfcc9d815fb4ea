"""Keeping what was heard until it is handled: the same event id of an account is kept once."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.delivery.connect import connect
from channels_app.provider import Account, Said, Told

WAKE_CHANNEL = "sojourn_callbacks"
LONGEST_ID = 200
LONGEST_TEXT = 10_000

_KEEP = """
insert into callback (workspace_id, account_id, event_id, item, received_at)
select %s, %s, r.e, r.i, %s from json_to_recordset(%s::json) r(e text, i jsonb)
on conflict (account_id, event_id) do nothing
"""
_encode = msgspec.json.Encoder().encode


def keep(
    connection: Connection[Any],
    workspace_id: int,
    account_id: int,
    items: Sequence[Told | Said],
    now: datetime,
) -> int:
    """Store them in the caller's transaction and wake the queue; how many were new."""
    rows = [
        {"e": _bounded(item.event_id), "i": _storable(msgspec.to_builtins(item))} for item in items
    ]
    if not rows:
        return 0
    values = (workspace_id, account_id, now, _encode(rows).decode())
    added = connection.execute(_KEEP, values).rowcount
    if added:
        connection.execute(f"notify {WAKE_CHANNEL}")
    return added


def heard(account: Account, items: Sequence[Told | Said], now: datetime) -> int:
    """For providers whose reports come over a connection of their own and not to the door."""
    with connect() as connection, connection.transaction():
        return keep(connection, account.workspace_id, account.id, items, now)


def _bounded(event_id: str) -> str:
    if len(event_id) <= LONGEST_ID:
        return str(_storable(event_id))
    return sha256(event_id.encode(errors="replace")).hexdigest()


def _storable(value: Any) -> Any:
    """PostgreSQL takes neither NUL nor lone surrogates, and nobody writes as long as a book."""
    if isinstance(value, str):
        text = value[:LONGEST_TEXT].replace("\0", "")
        return text.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_storable(name): _storable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_storable(part) for part in value]
    return value
