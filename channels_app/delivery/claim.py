"""Claiming: a batch of due messages becomes this worker's, until it settles them or dies.

One statement takes them, lane by lane and oldest first, and skips what another worker holds. A
claim lives for `LEASE_SECONDS` from its last sign of life. When it ends without being settled,
`expire` gives back what never left, and decides about what was just being handed over (S17).

A claim can be split: what goes by one account becomes a claim of its own, which that account's
courier settles in its own time.
"""

from collections.abc import Sequence
from datetime import datetime
from threading import Lock
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
 where id = any(%s) and until > clock_timestamp()
"""
_SPLIT = f"""
with own as (
  insert into delivery_claim (id, worker, lanes, until, begun)
  select nextval(pg_get_serial_sequence('delivery_claim', 'id')), c.worker, %(lanes)s,
         clock_timestamp() + interval '{LEASE_SECONDS} seconds', array[]::text[]
    from delivery_claim c where c.id = %(claim)s
  returning id
)
update message m set claimed_by = own.id
  from own, json_to_recordset(%(rows)s::json) r(l smallint, i text)
 where m.lane = r.l and m.id = r.i and m.claimed_by = %(claim)s and m.status = 2
returning own.id
"""
_GIVE_BACK = """
update message set status = case when reason = 'exited' then 11 else 1 end, claimed_by = null
 where lane = any(%s) and claimed_by = %s and status = 2
"""
_EXITED = """
update message m set status = 11, claimed_by = null, changed_at = %(now)s
  from json_to_recordset(%(rows)s::json) r(l smallint, i text)
 where m.lane = r.l and m.id = r.i and m.claimed_by = %(claim)s and m.status = 2
   and m.reason = 'exited'
returning m.id
"""
_END = "delete from delivery_claim where id = %s"
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


_encode = msgspec.json.Encoder().encode


class Claim(msgspec.Struct):
    """A batch in hand."""

    id: int
    lanes: list[int]
    messages: list[Waiting]


class Held:
    """The ids of the claims that this process works on: what `KeptAlive` keeps alive. A claim is
    held by one thread at a time, which hands it on or lets go of it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.ids: set[int] = set()

    def add(self, claim_id: int) -> None:
        with self.lock:
            self.ids.add(claim_id)

    def drop(self, claim_id: int) -> None:
        with self.lock:
            self.ids.discard(claim_id)

    def now(self) -> set[int]:
        with self.lock:
            return set(self.ids)


class Claimer:
    """Takes batches for one worker."""

    def __init__(self, worker: str, lanes: Sequence[int]) -> None:
        self.worker = worker
        self.lanes = list(lanes)
        self.unused: int | None = None
        self.held = Held()

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
        self.held.add(claim_id)
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


def keep_alive(connection: Connection[Any], claim_ids: Sequence[int]) -> int:
    """Move the claims' ends; how many of them are still ours."""
    return connection.execute(_ALIVE, (list(claim_ids),)).rowcount


def split(connection: Connection[Any], claim_id: int, messages: Sequence[Waiting]) -> int | None:
    """A claim of their own for some of a claim's messages; None when they are no longer ours."""
    values = {
        "claim": claim_id,
        "lanes": sorted({m.lane for m in messages}),
        "rows": _encode([{"l": m.lane, "i": m.id} for m in messages]).decode(),
    }
    rows = connection.execute(_SPLIT, values, prepare=True).fetchall()
    return rows[0][0] if len(rows) == len(messages) else None


def give_back(connection: Connection[Any], claim_id: int, lanes: Sequence[int]) -> None:
    """End the claim; what of it was not settled waits again."""
    with connection.transaction():
        connection.execute(_GIVE_BACK, (list(lanes), claim_id))
        end(connection, claim_id)


def end(connection: Connection[Any], claim_id: int) -> None:
    """The whole claim is settled."""
    connection.execute(_END, (claim_id,))


def exited(
    connection: Connection[Any], claim_id: int, messages: Sequence[Waiting], now: datetime
) -> set[str]:
    """Cancel those whose run has left since they were claimed (S9); their ids."""
    rows = _encode([{"l": m.lane, "i": m.id} for m in messages]).decode()
    values = {"rows": rows, "claim": claim_id, "now": now}
    return {row[0] for row in connection.execute(_EXITED, values, prepare=True).fetchall()}


def begin(connection: Connection[Any], claim_id: int, ids: Sequence[str]) -> bool:
    """Note whose hand-over begins now; False when the claim is no longer ours."""
    return connection.execute(_BEGIN, (list(ids), claim_id)).rowcount == 1
