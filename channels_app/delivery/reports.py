"""Reports of providers on messages already handed over (S20): any order, more than once.

The numbers of the statuses are their order, so the highest ever reported stands: bounced, failed
and complained end a message; a message that was refused or cancelled is no provider's to report
on. A permanent failure, or a complaint, bars the address.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from psycopg import Connection

from channels_app import signals
from channels_app.contracts import Report, Status
from channels_app.delivery import suppressions

REPORTABLE = frozenset(
    {
        Status.SENT,
        Status.DELIVERED,
        Status.OPENED,
        Status.CLICKED,
        Status.FAILED,
        Status.BOUNCED,
        Status.COMPLAINED,
    }
)
ENDED = frozenset({Status.REFUSED, Status.CANCELLED})

_LOCK = """
select workspace_id, customer_id::text, run_id::text, journey_id, version_id, step, channel,
       recipient, status, awaited, topic
  from message where lane = %s and id = %s for update
"""
_RAISE = """
update message set status = %(status)s, changed_at = %(at)s, claimed_by = null,
       sent_at = coalesce(sent_at, %(at)s), reason = %(reason)s
 where lane = %(lane)s and id = %(id)s
"""


class Heard(msgspec.Struct, frozen=True):
    """One report, as a provider's webhook understood it."""

    lane: int
    id: str
    status: Status
    at: datetime
    reason: str = ""
    permanent: bool = True
    heard_at: datetime | None = None
    detail: dict[str, Any] | None = None
    suppress: bool = False


def raised(old: Status, new: Status) -> Status:
    """Where a message stands after a report; the same in whatever order reports come."""
    if old in ENDED or new not in REPORTABLE:
        return old
    if old not in REPORTABLE:
        return new
    return max(old, new)


def hear(connection: Connection[Any], heard: Sequence[Heard]) -> list[Report]:
    """Apply the reports in the caller's transaction, and tell of those that changed something."""
    # In the order of their keys, so that two webhooks at once never wait for each other.
    told = [_apply(connection, each) for each in sorted(heard, key=lambda h: (h.lane, h.id))]
    reports = [report for report in told if report]
    if reports:
        signals.message_reported.send(sender=None, connection=connection, reports=reports)
    return reports


def _apply(connection: Connection[Any], heard: Heard) -> Report | None:
    row = connection.execute(_LOCK, (heard.lane, heard.id)).fetchone()
    if row is None:
        return None
    workspace, customer, run, journey, version, step, channel, recipient, old, awaited, topic = row
    status = raised(Status(old), heard.status)
    _bar(connection, heard, workspace, channel, recipient)
    if status == old:
        return None
    values = {
        "status": status.value,
        "at": heard.at,
        "reason": heard.reason,
        "lane": heard.lane,
        "id": heard.id,
    }
    connection.execute(_RAISE, values)
    return Report(
        lane=heard.lane,
        id=heard.id,
        workspace_id=workspace,
        customer_id=customer,
        run_id=run,
        journey_id=journey,
        version_id=version,
        step=step,
        channel=channel,
        status=status,
        at=heard.at,
        awaited=awaited,
        reason=heard.reason,
        topic=topic,
        heard_at=heard.heard_at,
        detail=heard.detail,
    )


Reason = Literal["bounced", "complained"]


def _bar(
    connection: Connection[Any], heard: Heard, workspace: int, channel: str, recipient: str
) -> None:
    reason: Reason | None = None
    if heard.status is Status.COMPLAINED:
        reason = "complained"
    elif heard.suppress or (heard.permanent and heard.status in (Status.BOUNCED, Status.FAILED)):
        reason = "bounced"
    if reason:
        suppressions.add(connection, workspace, channel, recipient, reason, heard.reason, heard.at)
