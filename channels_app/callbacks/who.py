"""Who speaks: by the token of a deep link, by the endpoint, by the message that is answered, or by
the phone number."""

from typing import Any

import msgspec
from psycopg import Connection

from channels_app.consent import tokens
from channels_app.consent.moved import home_of
from channels_app.contracts import Customer, whose_phone
from channels_app.provider import Said, uncarried

BY_PHONE = frozenset({"sms", "voice", "whatsapp"})

_ENDPOINT = """
select lane, customer_id::text from endpoint
 where workspace_id = %s and channel = %s and address = %s
"""
_MESSAGE = """
select lane, id, customer_id::text, run_id::text, journey_id, step, topic, channel
  from message where lane = any(%s) and id = %s and workspace_id = %s limit 1
"""
_REF = "select lane, message_id from provider_ref where account_id = %s and ref = %s"
_LANES = list(range(64))


class Answered(msgspec.Struct, frozen=True):
    """The message that is reported on or answered."""

    lane: int
    id: str
    customer_id: str
    run_id: str | None
    journey_id: int | None
    step: str
    topic: str
    channel: str


def message_of(
    connection: Connection[Any], workspace_id: int, account_id: int, carried: str, ref: str
) -> Answered | None:
    """The message by our own id, else by the provider's. It is the workspace's own, or nobody's."""
    found = uncarried(carried) if carried else None
    if found is None and ref:
        found = connection.execute(_REF, (account_id, ref)).fetchone()
    if found is None:
        return None
    lane, message = found
    # Its customer may have become another one since, in another lane.
    for lanes in ([lane] if lane in _LANES else [], _LANES):
        row = connection.execute(_MESSAGE, (lanes, message, workspace_id)).fetchone()
        if row is not None:
            return Answered(*row)
    return None


class Speaker(msgspec.Struct, frozen=True):
    """The customers who may be meant, the likeliest first, and how they are known."""

    customers: list[Customer]
    by: str
    """token, endpoint, message, phone"""
    held_by: Customer | None = None
    """Whose the endpoint was until now."""


def speaker(
    connection: Connection[Any],
    workspace_id: int,
    channel: str,
    said: Said,
    answered: Answered | None,
) -> Speaker | None:
    """None when nobody here is known to speak from there."""
    row = connection.execute(_ENDPOINT, (workspace_id, channel, said.address)).fetchone()
    holder = _at_home(connection, *row) if row else None
    token = tokens.read(said.token, "s") if said.token else None
    if token and token.workspace_id == workspace_id and token.channel == channel:
        customer = _at_home(connection, token.lane, token.customer_id)
        return Speaker([customer], "token", holder)
    if holder is not None:
        return Speaker([holder], "endpoint", holder)
    if channel in BY_PHONE:
        found = whose_phone(connection, workspace_id, said.address)
        if answered:  # of several who share a number, the one who got the message
            found.sort(key=lambda customer: customer.id != answered.customer_id)
        if found:
            return Speaker(found, "phone")
    if answered:
        return Speaker([Customer(answered.lane, answered.customer_id, True)], "message")
    return None


def _at_home(connection: Connection[Any], lane: int, customer_id: str) -> Customer:
    return Customer(*home_of(connection, lane, customer_id), True)
