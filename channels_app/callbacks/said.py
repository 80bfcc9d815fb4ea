"""What a customer did in a channel: endpoints, keywords and consent, and the event for journeys."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app import signals
from channels_app.callbacks import keywords
from channels_app.callbacks.waiting import Row
from channels_app.callbacks.who import Answered, Speaker, message_of, speaker
from channels_app.consent import choices
from channels_app.contracts import Customer, Inbound
from channels_app.delivery import suppressions
from channels_app.devices import registering
from channels_app.provider import Said

WHAT: Mapping[str, str] = {
    "message": "replied",
    "button": "pressed",
    "key": "pressed",
    "subscribed": "subscribed",
    "unsubscribed": "unsubscribed",
    "blocked": "blocked",
}
BY_ADDRESS = frozenset({"sms", "voice", "email"})
"""Channels that reach people at an address of the profile: they have no endpoints."""
BY_KEYWORD = "keyword"
ENDED = frozenset({"unsubscribed", "blocked"})

_MOVED = """
insert into audit_entry (workspace_id, at, user_id, actor, verb, object_kind, object_id, detail)
values (%s, %s, null, %s, 'moved', 'endpoint', %s, %s::jsonb)
"""
_LIFT = """
delete from suppression
 where workspace_id = %s and channel = %s and address = %s and reason = 'keyword'
"""


def hear(connection: Connection[Any], row: Row, said: Said, now: datetime) -> str:
    """What hinders it, or ""."""
    said = msgspec.structs.replace(said, at=min(said.at, now))
    answered = message_of(connection, row.workspace_id, row.account_id, said.message, said.ref)
    keyword = keywords.recognized(said.text) if said.what == "message" else None
    _bar(connection, row, said, keyword, now)
    found = speaker(connection, row.workspace_id, row.channel, said, answered)
    if found is None:
        return "Nobody here is known by this address."
    if row.channel not in BY_ADDRESS:
        _keep(connection, row, said, found, now)
    for customer in found.customers:
        _consent(connection, row, customer, said, keyword)
    _tell(connection, row, found.customers[0], said, answered, keyword, now)
    return ""


def _keep(connection: Connection[Any], row: Row, said: Said, found: Speaker, now: datetime) -> None:
    """The endpoint is the speaker's, and reaches them, or no longer does."""
    if said.what in ENDED:
        registering.drop(connection, row.workspace_id, row.channel, said.address, said.what, now)
        return
    customer = found.customers[0]
    device = registering.Device(
        channel=row.channel, address=said.address, account_id=row.account_id, data=said.data
    )
    registering.keep(connection, row.workspace_id, customer, device, said.at)
    before = found.held_by
    if before is not None and before.id != customer.id:
        detail = {"channel": row.channel, "from": before.id, "to": customer.id}
        values = (row.workspace_id, now, row.channel, said.address[:64], _json(detail))
        connection.execute(_MOVED, values)


def _consent(
    connection: Connection[Any],
    row: Row,
    customer: Customer,
    said: Said,
    keyword: keywords.Keyword | None,
) -> None:
    """STOP, START, subscribing and leaving are words on the whole channel; each with its source."""
    state: choices.State
    if keyword == "stop" or said.what == "unsubscribed":
        state = "withdrawn"
    elif said.what == "blocked":
        state = "blocked"
    elif keyword == "start" or said.what == "subscribed":
        state = "granted"
    else:
        return
    source = f"{BY_KEYWORD}: {said.text.strip()[:40]}" if keyword else f"channel: {said.what}"
    choices.store(
        connection, row.workspace_id, customer.lane, customer.id, row.channel, "", state, source,
        said.at,
    )  # fmt: skip


def _bar(
    connection: Connection[Any],
    row: Row,
    said: Said,
    keyword: keywords.Keyword | None,
    now: datetime,
) -> None:
    """A number that says STOP gets nothing, whoever has it now or later; START lifts that."""
    if row.channel != "sms" or keyword not in ("stop", "start"):
        return
    if keyword == "stop":
        suppressions.add(
            connection, row.workspace_id, row.channel, said.address, BY_KEYWORD, said.text[:40], now
        )
    else:
        address = suppressions.address_on(row.channel, said.address)
        connection.execute(_LIFT, (row.workspace_id, row.channel, address))


def _tell(
    connection: Connection[Any],
    row: Row,
    customer: Customer,
    said: Said,
    answered: Answered | None,
    keyword: keywords.Keyword | None,
    now: datetime,
) -> None:
    inbound = Inbound(
        workspace_id=row.workspace_id,
        lane=customer.lane,
        customer_id=customer.id,
        channel=row.channel,
        what=WHAT[said.what],
        at=said.at,
        heard_at=now,
        event_id=f"{row.account_id}:{row.event_id}",
        text=said.text,
        button=said.button,
        keyword=keyword or "",
        message_id=answered.id if answered else "",
        run_id=answered.run_id if answered else None,
        journey_id=answered.journey_id if answered else None,
        step=answered.step if answered else "",
        topic=answered.topic if answered else "",
    )
    signals.customer_spoke.send(sender=None, connection=connection, inbound=[inbound])


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
