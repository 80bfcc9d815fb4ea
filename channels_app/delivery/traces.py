"""What receipts leave behind beside the message's state: the provider's ids, dropped endpoints."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.delivery.settle import Outcome

_REFS = """
insert into provider_ref (account_id, ref, workspace_id, lane, message_id, at)
select %(account)s, r.r, r.w, r.l, r.i, %(now)s
  from json_to_recordset(%(rows)s::json) r(r text, w bigint, l smallint, i text)
 order by r.r
on conflict (account_id, ref) do nothing
"""
# Locked in the order of their ids, so that two couriers never wait for each other.
_DROP = """
with gone as (
  select e.id, r.why from endpoint e
    join json_to_recordset(%(rows)s::json) r(id bigint, why text) on r.id = e.id
   where e.dropped_at is null order by e.id for update of e)
update endpoint e set dropped_at = %(now)s, reason = gone.why from gone where e.id = gone.id
"""

_encode = msgspec.json.Encoder().encode


def leave(
    connection: Connection[Any],
    account_id: int | None,
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """In the transaction that writes the receipts."""
    refs = {
        receipt.ref: {"r": receipt.ref, "w": m.workspace_id, "l": m.lane, "i": m.id}
        for m, receipt in outcomes
        if receipt.ref
    }
    if refs and account_id is not None:
        rows = _encode(list(refs.values())).decode()
        connection.execute(_REFS, {"rows": rows, "account": account_id, "now": now})
    gone = {endpoint: why for _, receipt in outcomes for endpoint, why in receipt.dropped}
    if gone:
        rows = _encode([{"id": endpoint, "why": why} for endpoint, why in gone.items()]).decode()
        connection.execute(_DROP, {"rows": rows, "now": now})
