"""A person's word on a held message, whose hand-over was cut in the middle (S17)."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from channels_app import signals
from channels_app.contracts import Report, Status
from channels_app.delivery import outbox
from channels_app.models import Message
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict

RESEND = """
update message set status = 1, due_at = %(at)s, changed_at = %(at)s, claimed_by = null, reason = ''
 where lane = %(lane)s and id = %(id)s and status = 12
"""
SENT = """
update message set status = 3, sent_at = %(at)s, changed_at = %(at)s, claimed_by = null,
       reason = 'counted as sent by hand'
 where lane = %(lane)s and id = %(id)s and status = 12
"""


def release_message(actor: Actor, message: Message, outcome: str) -> Message:
    """`resend` queues it again, with the risk of a second copy; `sent` counts it as handed over."""
    require(actor, Act.RUN)
    at = now()
    values: dict[str, Any] = {"lane": message.lane, "id": message.id, "at": at}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RESEND if outcome == "resend" else SENT, values)
        if cursor.rowcount != 1:
            raise Conflict("This message is not held: it has an outcome already.")
        record(actor, "released", "message", message.id, {"outcome": outcome})
        if outcome == "resend":
            outbox.announce(connection.connection)
        else:
            _tell(message, at)
    message.refresh_from_db()
    return message


def _tell(message: Message, at: datetime) -> None:
    report = Report(
        lane=message.lane,
        id=message.id,
        workspace_id=message.workspace_id,
        customer_id=str(message.customer_id),
        run_id=str(message.run_id) if message.run_id else None,
        journey_id=message.journey_id,
        version_id=message.version_id,
        step=message.step,
        channel=message.channel,
        status=Status.SENT,
        at=at,
        awaited=message.awaited,
    )
    signals.message_reported.send(sender=None, connection=connection.connection, reports=[report])
