"""Addresses that must not be written to any more."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection

from channels_app import registry
from channels_app.base import Waiting
from channels_app.contracts import Receipt

_ADD = """
insert into suppression (workspace_id, channel, address, reason, detail, at)
values (%s, %s, %s, %s, %s, %s) on conflict do nothing
"""


def add(
    connection: Connection[Any],
    workspace_id: int,
    channel: str,
    recipient: str,
    reason: str,
    detail: str,
    now: datetime,
) -> bool:
    """Bar an address; the first reason stays. False when it is no address of that channel."""
    address = address_on(channel, recipient)
    if address is None:
        return False
    connection.execute(_ADD, (workspace_id, channel, address, reason, detail, now))
    return True


def address_on(channel: str, recipient: str) -> str | None:
    """The recipient as suppressions know it; None when it is no address of that channel."""
    kind = registry.channel(channel)
    return kind.address(recipient) if kind else None


def add_refused(
    connection: Connection[Any],
    outcomes: Iterable[tuple[Waiting, Receipt]] | Sequence[tuple[Waiting, Receipt]],
    now: datetime,
) -> None:
    """Bar the addresses that a provider refused for good (S20)."""
    for message, receipt in outcomes:
        if receipt.suppress:
            add(
                connection,
                message.workspace_id,
                message.channel,
                message.recipient,
                "refused",
                receipt.reason,
                now,
            )
