"""Writing receipts: what became of a claim's messages, in bulk, with the report of it.

Everything here runs in one transaction of the caller, together with the signal's receivers.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from psycopg import Connection

from channels_app import signals
from channels_app.base import Waiting
from channels_app.contracts import Receipt, Report, Status
from channels_app.delivery import suppressions
from channels_app.delivery.backoff import next_try

# Not the end of a message's way, so nobody is told.
SILENT = frozenset({Status.QUEUED, Status.FROZEN, Status.UNKNOWN})

# A claim that expired meanwhile gave its messages away: those rows are no longer ours to write.
_SENT = """
update message m
   set status = 3, sent_at = %(now)s, changed_at = %(now)s, claimed_by = null,
       attempts = m.attempts + 1, reason = ''
  from json_to_recordset(%(rows)s::json) r(l smallint, i text)
 where m.lane = r.l and m.id = r.i and m.claimed_by = %(claim)s and m.status in (2, 12)
"""
# What was cancelled meanwhile (S9) does not wait again.
_OTHER = """
update message m
   set status = case when r.s = 1 and m.reason = 'exited' then 11 else r.s end,
       reason = case when r.s = 1 and m.reason = 'exited' then m.reason else r.r end,
       detail = r.d, changed_at = %(now)s, claimed_by = null,
       attempts = m.attempts + r.n, due_at = coalesce(r.due, m.due_at),
       sent_at = case when r.s = 3 then %(now)s else m.sent_at end
  from json_to_recordset(%(rows)s::json)
    r(l smallint, i text, s smallint, r text, d jsonb, n smallint, due timestamptz)
 where m.lane = r.l and m.id = r.i and m.claimed_by = %(claim)s and m.status in (2, 12)
"""

_encode = msgspec.json.Encoder().encode

Outcome = tuple[Waiting, Receipt]


class ClaimLostError(Exception):
    """The claim had expired before its receipts were written; someone else has the messages."""


def settle(
    connection: Connection[Any],
    claim_id: int,
    outcomes: Sequence[Outcome],
    now: datetime,
    strict: bool = True,
) -> list[Report]:
    """Store the outcomes and tell of them.

    Strict raises ClaimLostError when a row is no longer ours, and then nothing must be kept.
    """
    final = [(message, _final(message, receipt)) for message, receipt in outcomes]
    sent = [pair for pair in final if _plain(pair[1])]
    other = [pair for pair in final if not _plain(pair[1])]
    written = _write(connection, _SENT, claim_id, [{"l": m.lane, "i": m.id} for m, _ in sent], now)
    rows = [_row(message, receipt, now) for message, receipt in other]
    written += _write(connection, _OTHER, claim_id, rows, now)
    if strict and written != len(final):
        raise ClaimLostError
    suppressions.add_refused(connection, other, now)
    reports = [_report(m, receipt, now) for m, receipt in final if receipt.status not in SILENT]
    if reports:
        signals.message_reported.send(sender=None, connection=connection, reports=reports)
    return reports


def _final(message: Waiting, receipt: Receipt) -> Receipt:
    """What waits is queued; a retry becomes a failure when it was tried often enough."""
    if receipt.wait_until is not None:
        return msgspec.structs.replace(receipt, status=Status.QUEUED, retry=False)
    tried = message.attempts + 1
    if receipt.retry and tried >= settings.SOJOURN_DELIVERY_TRIES:
        reason = f"Given up after {tried} tries. The last: {receipt.reason}"
        return msgspec.structs.replace(receipt, status=Status.FAILED, reason=reason, retry=False)
    return receipt


def _plain(receipt: Receipt) -> bool:
    return receipt.status is Status.SENT and not receipt.detail and not receipt.reason


def _row(message: Waiting, receipt: Receipt, now: datetime) -> dict[str, Any]:
    due = next_try(message.id, message.attempts, now) if receipt.retry else receipt.wait_until
    return {
        "l": message.lane,
        "i": message.id,
        "s": receipt.status.value,
        "r": receipt.reason,
        "d": receipt.detail,
        "n": int(receipt.retry or receipt.status in (Status.SENT, Status.FAILED, Status.UNKNOWN)),
        "due": due,
    }


def _write(
    connection: Connection[Any],
    statement: str,
    claim_id: int,
    rows: list[dict[str, Any]],
    now: datetime,
) -> int:
    if not rows:
        return 0
    values = {"rows": _encode(rows).decode(), "claim": claim_id, "now": now}
    return connection.execute(statement, values, prepare=True).rowcount


def _report(m: Waiting, receipt: Receipt, now: datetime) -> Report:
    return Report(
        lane=m.lane,
        id=m.id,
        workspace_id=m.workspace_id,
        customer_id=m.customer_id,
        run_id=m.run_id,
        journey_id=m.journey_id,
        version_id=m.version_id,
        step=m.step,
        channel=m.channel,
        status=receipt.status,
        at=now,
        awaited=m.awaited,
        reason=receipt.reason,
        topic=m.topic,
    )
