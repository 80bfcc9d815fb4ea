"""Who has a phone number: kept beside the customers, asked by the channels."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from psycopg import Connection

from channels_app.contracts import Customer
from journeys.core.phones import digits_of
from journeys.engine.wire import Bigs, Smalls, Texts, Uuids

FORGET = """
delete from customer_phone p using unnest(%s, %s) k(lane, id)
 where p.lane = k.lane and p.customer_id = k.id
"""
KEEP = """
insert into customer_phone (lane, customer_id, workspace_id, digits)
select * from unnest(%s, %s, %s, %s)
    on conflict (lane, customer_id) do update set digits = excluded.digits
"""
# The one seen last comes first: a number goes from hand to hand.
HOLDERS = """
select c.lane, c.id::text, c.user_id is not null
  from customer_phone p join customer c on c.lane = p.lane and c.id = p.customer_id
 where p.workspace_id = %s and p.digits = %s
 order by c.seen_at desc limit 50
"""


class Phone(NamedTuple):
    """A customer's phone as it is now; `digits` None for none."""

    lane: int
    customer_id: str
    workspace_id: int
    digits: str | None


def store(connection: Connection[Any], phones: Sequence[Phone]) -> None:
    """Write what has changed of a batch; each customer once."""
    gone = [phone for phone in phones if phone.digits is None]
    kept = [phone for phone in phones if phone.digits is not None]
    if gone:
        connection.execute(
            FORGET, (Smalls([p.lane for p in gone]), Uuids([p.customer_id for p in gone]))
        )
    if kept:
        values = (
            Smalls([p.lane for p in kept]),
            Uuids([p.customer_id for p in kept]),
            Bigs([p.workspace_id for p in kept]),
            Texts([p.digits for p in kept]),
        )
        connection.execute(KEEP, values)


def holders(connection: Connection[Any], workspace_id: int, phone: str) -> list[Customer]:
    """The customers of a workspace who have this number, the one seen last first."""
    digits = digits_of(phone)
    if digits is None:
        return []
    rows = connection.execute(HOLDERS, (workspace_id, digits)).fetchall()
    return [Customer(lane, customer, known) for lane, customer, known in rows]
