"""The carrier of in-app messages: written in the transaction of the receipts, then announced."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.base import Inside, Outgoing
from channels_app.content.spans import seconds_of
from channels_app.contracts import Receipt, Status

CHANNEL = "sojourn_inbox"
NAMED_AT_ONCE = 150
"""Customers in one announcement: PostgreSQL takes 8000 bytes."""
KEEP_FOR = "P30D"

_ARRIVE = """
insert into inbox_message
  (workspace_id, intent_id, lane, customer_id, body, at, expires_at, mark)
select w, i, l, c, b, %(now)s, e, pg_current_xact_id()::text::bigint
  from json_to_recordset(%(rows)s::json)
    m(w bigint, i text, l smallint, c uuid, b jsonb, e timestamptz)
on conflict (intent_id) do nothing
"""
_TELL = "select pg_notify(%s, %s)"

_encode = msgspec.json.Encoder().encode


class Inbox(Inside):
    def __init__(self, keep_for: str = KEEP_FOR) -> None:
        self.seconds = seconds_of(keep_for) or seconds_of(KEEP_FOR) or 0

    def deliver(
        self, connection: Connection[Any], batch: Sequence[Outgoing], now: datetime
    ) -> list[Receipt]:
        rows = _encode([self._row(each, now) for each in batch]).decode()
        connection.execute(_ARRIVE, {"rows": rows, "now": now})
        announce(connection, sorted({each.message.customer_id for each in batch}))
        return [Receipt(id=each.message.id, status=Status.SENT) for each in batch]

    def _row(self, each: Outgoing, now: datetime) -> dict[str, Any]:
        seconds = seconds_of(each.body.ttl) if each.body.ttl else None
        return {
            "w": each.message.workspace_id,
            "i": each.message.id,
            "l": each.message.lane,
            "c": each.message.customer_id,
            "b": each.body,
            "e": now + timedelta(seconds=self.seconds if seconds is None else seconds),
        }


def announce(connection: Connection[Any], customers: Sequence[str]) -> None:
    """Tell the web processes, after the commit, whose inbox changed."""
    for part in _parts(customers):
        connection.execute(_TELL, (CHANNEL, _encode(part).decode()))


def _parts(customers: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(customers), NAMED_AT_ONCE):
        yield customers[start : start + NAMED_AT_ONCE]
