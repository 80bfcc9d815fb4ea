"""A provider's report on a message: found by our own id or by the provider's, and passed on."""

from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from channels_app.callbacks.waiting import Again, Row
from channels_app.callbacks.who import Answered, message_of
from channels_app.contracts import Status
from channels_app.delivery import reports
from channels_app.provider import Told

KNOWN_WITHIN = timedelta(minutes=10)
"""A report may come before the answer that brings the provider's id of the message."""
SETTLED_WITHIN = timedelta(minutes=1)
"""... and before the receipt of the hand-over is written, which must not find it written over."""

_STATUS = "select status from message where lane = %s and id = %s"
_DROP = """
update endpoint set dropped_at = %s, reason = %s
 where lane = %s and customer_id = %s and channel = %s and dropped_at is null
   and (account_id = %s or account_id is null)
"""


def hear(connection: Connection[Any], row: Row, told: Told, now: datetime) -> str:
    """What hinders it, or "". Raises Again when it may succeed later."""
    message = message_of(connection, row.workspace_id, row.account_id, told.message, told.ref)
    age = now - row.received_at
    if message is None:
        if age < KNOWN_WITHIN:
            raise Again
        return "The message is not known here."
    if age < SETTLED_WITHIN and _is_leaving(connection, message):
        raise Again
    heard = reports.Heard(
        lane=message.lane,
        id=message.id,
        status=told.status,
        at=min(told.at, now),
        reason=told.reason,
        permanent=told.permanent,
        suppress=told.suppress,
        heard_at=now,
        detail=told.detail or None,
    )
    reports.hear(connection, [heard])
    if told.drop:
        why = told.reason[:200] or "unregistered"
        whose = (message.lane, message.customer_id, message.channel, row.account_id)
        connection.execute(_DROP, (now, why, *whose))
    return ""


def _is_leaving(connection: Connection[Any], message: Answered) -> bool:
    found = connection.execute(_STATUS, (message.lane, message.id)).fetchone()
    return found is not None and found[0] in (Status.QUEUED, Status.SENDING)
