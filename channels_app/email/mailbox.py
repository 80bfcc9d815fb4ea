"""The built-in mailbox: the transport while no SMTP server is named."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.base import Inside, Outgoing
from channels_app.contracts import Receipt, Status
from channels_app.email.headers import headers

# An intent that is sent again on a person's order replaces nothing: it arrived already.
_ARRIVE = """
insert into mailbox_message
  (workspace_id, intent_id, lane, customer_id, recipient, subject, html, text, headers, at)
select w, i, l, c, r, s, h, t, d, %(now)s
  from json_to_recordset(%(rows)s::json)
    m(w bigint, i text, l smallint, c uuid, r text, s text, h text, t text, d jsonb)
on conflict (intent_id) do nothing
"""
_TELL = "select pg_notify('sojourn_live', %s)"

_encode = msgspec.json.Encoder().encode


class Mailbox(Inside):
    """Written in the transaction of the receipts, so a mail is there exactly once."""

    def deliver(
        self, connection: Connection[Any], batch: Sequence[Outgoing], now: datetime
    ) -> list[Receipt]:
        rows = _encode([_row(each, now) for each in batch]).decode()
        connection.execute(_ARRIVE, {"rows": rows, "now": now})
        for workspace_id in {each.message.workspace_id for each in batch}:
            connection.execute(_TELL, (_encode({"w": workspace_id, "m": 1}).decode(),))
        return [Receipt(id=each.message.id, status=Status.SENT) for each in batch]


def _row(each: Outgoing, now: datetime) -> dict[str, Any]:
    message, mail = each.message, each.body
    return {
        "w": message.workspace_id,
        "i": message.id,
        "l": message.lane,
        "c": message.customer_id,
        "r": message.recipient,
        "s": mail.subject,
        "h": mail.html,
        "t": mail.text,
        "d": headers(each, now),
    }
