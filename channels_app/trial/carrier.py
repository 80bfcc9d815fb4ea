"""Messages of any kind into the built-in mailbox, in the transaction of their receipts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.base import Inside, Outgoing
from channels_app.contracts import Receipt, Status

# An intent that is sent again on a person's order replaces nothing: it arrived already.
_ARRIVE = """
insert into mailbox_message (workspace_id, intent_id, lane, customer_id, channel, recipient,
  subject, html, text, headers, body, at)
select w, i, l, c, k, r, s, '', t, '{}', b, %(now)s
  from json_to_recordset(%(rows)s::json)
    m(w bigint, i text, l smallint, c uuid, k text, r text, s text, t text, b jsonb)
on conflict (intent_id) do nothing
"""
_TELL = "select pg_notify('sojourn_live', %s)"

# What of a body stands for it in a list, the best first.
HEADLINES = ("subject", "title", "text", "template_name", "url")

_encode = msgspec.json.Encoder().encode


class Shown(Inside):
    """Takes every kind: whatever a body holds is kept as it is, for the page to draw."""

    def deliver(
        self, connection: Connection[Any], batch: Sequence[Outgoing], now: datetime
    ) -> list[Receipt]:
        rows = _encode([_row(each) for each in batch]).decode()
        connection.execute(_ARRIVE, {"rows": rows, "now": now})
        for workspace_id in {each.message.workspace_id for each in batch}:
            connection.execute(_TELL, (_encode({"w": workspace_id, "m": 1}).decode(),))
        return [Receipt(id=each.message.id, status=Status.SENT) for each in batch]


def _row(each: Outgoing) -> dict[str, Any]:
    message, body = each.message, msgspec.to_builtins(each.body)
    parts = body if isinstance(body, Mapping) else {"text": str(body)}
    return {
        "w": message.workspace_id,
        "i": message.id,
        "l": message.lane,
        "c": message.customer_id,
        "k": message.channel,
        "r": message.recipient or ", ".join(to.address for to in each.to),
        "s": _headline(parts),
        "t": _text(parts, "text"),
        "b": dict(parts),
    }


def _headline(parts: Mapping[str, Any]) -> str:
    """One line for lists."""
    found = next((text for text in (_text(parts, name) for name in HEADLINES) if text), "")
    return " ".join(found.split())[:250]


def _text(parts: Mapping[str, Any], name: str) -> str:
    value = parts.get(name)
    return value if isinstance(value, str) else ""
