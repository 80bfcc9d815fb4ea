"""Whose device it is: the one way an endpoint of an app or a browser comes to its customer.

An address belongs to one customer: the last who showed it. A customer has so many devices at
most; the ones that were not seen for longest give way.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.contracts import Customer

MOST_DEVICES = 20

_KEEP = """
insert into endpoint as e (workspace_id, channel, address, lane, customer_id, account_id, data,
                           created_at, seen_at)
values (%(workspace)s, %(channel)s, %(address)s, %(lane)s, %(customer)s, %(account)s,
        %(data)s::jsonb, %(now)s, %(now)s)
    on conflict (workspace_id, channel, address) do update
   set lane = excluded.lane, customer_id = excluded.customer_id, account_id = excluded.account_id,
       data = excluded.data, seen_at = greatest(e.seen_at, excluded.seen_at), dropped_at = null,
       reason = ''
"""
_CROWD = """
update endpoint set dropped_at = %(now)s, reason = 'too_many'
 where id in (select id from endpoint
               where lane = %(lane)s and customer_id = %(customer)s and channel = %(channel)s
                 and dropped_at is null
               order by seen_at desc, id desc offset %(most)s)
"""
_DROP = """
update endpoint set dropped_at = %s, reason = %s
 where workspace_id = %s and channel = %s and address = %s and dropped_at is null
"""


class Device(msgspec.Struct, kw_only=True):
    """What an app or a browser shows of itself."""

    channel: str
    address: str
    account_id: int | None = None
    data: Mapping[str, Any] = {}


def kept(
    workspace_id: int, lane: int, customer_id: str, device: Device, now: datetime
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The statements that store it; again and again with the same result."""
    values = {
        "workspace": workspace_id,
        "channel": device.channel,
        "address": device.address,
        "lane": lane,
        "customer": customer_id,
        "account": device.account_id,
        "data": msgspec.json.encode(device.data).decode(),
        "now": now,
        "most": MOST_DEVICES,
    }
    yield _KEEP, values
    yield _CROWD, values


def keep(
    connection: Connection[Any], workspace_id: int, whose: Customer, device: Device, now: datetime
) -> None:
    """Store it in the caller's transaction."""
    for statement, values in kept(workspace_id, whose.lane, whose.id, device, now):
        connection.execute(statement, values)


def drop(
    connection: Connection[Any],
    workspace_id: int,
    channel: str,
    address: str,
    reason: str,
    now: datetime,
) -> bool:
    """Send nothing there any more. False when it was no endpoint in use."""
    values = (now, reason, workspace_id, channel, address)
    return connection.execute(_DROP, values).rowcount > 0
