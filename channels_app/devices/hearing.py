"""A device says what became of a message: a report, and for a button an event (S20)."""

from datetime import datetime
from typing import Any

from psycopg import Connection

from channels_app import signals
from channels_app.consent.moved import home_of
from channels_app.consent.tokens import Token
from channels_app.contracts import Inbound, Status
from channels_app.delivery import reports

# That it was closed says nothing which an opened one would not say better.
STATUSES = {"shown": Status.DELIVERED, "clicked": Status.CLICKED}

_ORIGIN = "select journey_id, step, topic from message where lane = %s and id = %s"


def hear(connection: Connection[Any], token: Token, what: str, button: str, now: datetime) -> None:
    """In the caller's transaction; repeated or late, it changes nothing."""
    lane, customer = home_of(connection, token.lane, token.customer_id)
    status = STATUSES.get(what)
    if status:
        heard = reports.Heard(lane, token.topic, status, now, permanent=False)
        reports.hear(connection, [heard])
    if what == "clicked" and button:
        _press(connection, token, lane, customer, button, now)


def _press(
    connection: Connection[Any], token: Token, lane: int, customer: str, button: str, now: datetime
) -> None:
    row = connection.execute(_ORIGIN, (lane, token.topic)).fetchone()
    journey, step, topic = row or (None, "", "")
    spoke = Inbound(
        workspace_id=token.workspace_id,
        lane=lane,
        customer_id=customer,
        channel=token.channel,
        what="pressed",
        at=now,
        event_id=f"{token.channel}:{token.topic}:{button}",
        button=button,
        message_id=token.topic,
        journey_id=journey,
        step=step,
        topic=topic,
    )
    signals.customer_spoke.send(sender=None, connection=connection, inbound=[spoke])
