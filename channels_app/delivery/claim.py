"""Claiming: a batch of due messages becomes this worker's, until it settles them or dies.

One statement takes them, lane by lane and oldest first, and skips what another worker holds. A
claim lives for `LEASE_SECONDS` from its last sign of life. When it ends without being settled,
`expire` gives back what never left, and decides about what was just being handed over (S17).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.base import Waiting

LEASE_SECONDS = 3

_NEXT_ID = "select nextval(pg_get_serial_sequence('delivery_claim', 'id'))"

# The lanes come in the order given, so that workers who start elsewhere do not meet.
_TAKE = f"""
with due as (
  select d.lane, d.id
    from unnest(%(lanes)s::smallint[]) with ordinality l(lane, place)
   cross join lateral (
     select m.lane, m.id from message m
      where m.lane = l.lane and m.status = 1 and m.due_at <= %(now)s
      order by m.due_at limit %(size)s for update skip locked) d
   limit %(size)s
), claim as (
  insert into delivery_claim (id, worker, lanes, until, begun)
  select %(claim)s, %(worker)s, array(select distinct lane from due),
         clock_timestamp() + interval '{LEASE_SECONDS} seconds', array[]::text[]
   where exists (select from due)
)
update message m set status = 2, claimed_by = %(claim)s
  from due where m.lane = due.lane and m.id = due.id
returning m.lane, m.id, m.workspace_id, m.customer_id::text, m.run_id::text, m.journey_id,
  m.version_id, m.step, m.channel, m.recipient, m.topic, m.kind, m.zone, m.language,
  m.content, m.context, m.awaited, m.attempts
"""

_ALIVE = f"""
update delivery_claim set until = clock_timestamp() + interval '{LEASE_SECONDS} seconds'
 where id = %s and until > clock_timestamp()
"""
_BEGIN = f"""
update delivery_claim
   set begun = %s, until = clock_timestamp() + interval '{LEASE_SECONDS} seconds'
 where id = %s and until > clock_timestamp()
"""
_NEXT_DUE = """
select min(d.due_at) from unnest(%s::smallint[]) l(lane)
 cross join lateral (
   select m.due_at from message m where m.lane = l.lane and m.status = 1
    order by m.due_at limit 1) d
"""


class Claim(msgspec.Struct):
    """A batch in hand."""

    id: int
    lanes: list[int]
    messages: list[Waiting]


class Claimer:
    """Takes batches for one worker."""

    def __init__(self, worker: str, lanes: Sequence[int]) -> None:
        self.worker = worker
        self.lanes = list(lanes)
        self.unused: int | None = None
        # The claim that is being worked on; read by the thread that keeps it alive.
        self.in_hand: int | None = None

    def take(self, connection: Connection[Any], now: datetime, size: int) -> Claim | None:
        """The next batch, committed as ours; None when nothing is due."""
        claim_id = self._id(connection)
        self.unused = None  # a take that breaks may have been stored all the same
        values = {
            "lanes": self.lanes,
            "now": now,
            "size": size,
            "claim": claim_id,
            "worker": self.worker,
        }
        rows = connection.execute(_TAKE, values, prepare=True).fetchall()
        if not rows:
            self.unused = claim_id
            return None
        self.in_hand = claim_id
        messages = [Waiting(*row) for row in rows]
        self._turn(messages[-1].lane)
        return Claim(claim_id, sorted({m.lane for m in messages}), messages)

    def next_due(self, connection: Connection[Any]) -> datetime | None:
        """When the first of the queued messages falls due."""
        row = connection.execute(_NEXT_DUE, (self.lanes,), prepare=True).fetchone()
        return row[0] if row else None

    def _id(self, connection: Connection[Any]) -> int:
        if self.unused is None:
            row = connection.execute(_NEXT_ID).fetchone()
            assert row is not None
            self.unused = int(row[0])
        return self.unused

    def _turn(self, lane: int) -> None:
        """Start after the last lane served, so that none waits behind the others."""
        if lane in self.lanes:
            place = self.lanes.index(lane) + 1
            self.lanes = self.lanes[place:] + self.lanes[:place]


def keep_alive(connection: Connection[Any], claim_id: int) -> bool:
    """Move the claim's end; False when it is no longer ours."""
    return connection.execute(_ALIVE, (claim_id,)).rowcount == 1


def begin(connection: Connection[Any], claim_id: int, ids: Sequence[str]) -> bool:
    """Note whose hand-over begins now; False when the claim is no longer ours."""
    return connection.execute(_BEGIN, (list(ids), claim_id)).rowcount == 1
