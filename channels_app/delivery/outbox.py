"""The outbox: messages are appended, cancelled, frozen and thawed in the caller's transaction.

Every function takes a raw psycopg connection and never commits. Ids compare bytewise
(collation "C"), so that a run's messages are one range of the primary key: `run_id:...`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.contracts import OutboxMessage, Status
from channels_app.delivery.copy_text import field

WAKE_CHANNEL = "sojourn_outbox"

_APPEND = """
copy message (lane, id, workspace_id, customer_id, run_id, journey_id, version_id,
    step, channel, recipient, topic, kind, priority, zone, language, content, context, awaited,
    status, reason, due_at, created_at) from stdin
"""
_INSERT = """
insert into message (lane, id, workspace_id, customer_id, run_id, journey_id, version_id,
    step, channel, recipient, topic, kind, priority, zone, language, content, context, awaited,
    status, reason, due_at, created_at)
values (%(lane)s, %(id)s, %(workspace_id)s, %(customer_id)s, %(run_id)s, %(journey_id)s,
    %(version_id)s, %(step)s, %(channel)s, %(recipient)s, %(topic)s, %(kind)s, %(priority)s,
    %(zone)s, %(language)s, %(content)s, %(context)s, %(awaited)s, %(status)s, %(skip)s, %(due_at)s,
    %(now)s)
"""
# Of keys that are new; those seen before are left out of the answer.
_ASK = """
insert into asked_message (workspace_id, key, message_id, at)
select %(workspace)s, r.k, r.m, %(now)s from unnest(%(keys)s::text[], %(ids)s::text[]) r(k, m)
    on conflict (workspace_id, key) do nothing
returning key
"""
_ASKED = "select key, message_id from asked_message where workspace_id = %s and key = any(%s)"
# What a delivery process holds is only marked: it is cancelled there if it did not begin to leave,
# or when it comes back. Rows that are being settled at this moment are not waited for, since their
# transaction may want ours.
_CANCEL = """
with run as (select * from unnest(%(lanes)s::smallint[], %(runs)s::text[]) r(lane, run_id)),
held as (
  select m.lane, m.id from run r join message m
      on m.lane = r.lane and m.id > r.run_id || ':' and m.id < r.run_id || ';'
   where m.status = 2 for update of m skip locked),
marked as (
  update message m set reason = 'exited'
    from held h where m.lane = h.lane and m.id = h.id and m.status = 2)
update message m set status = 11, reason = 'exited', changed_at = %(now)s
  from run r
 where m.lane = r.lane and m.id > r.run_id || ':' and m.id < r.run_id || ';' and m.status in (1, 13)
"""
# Those rows may be on their way back into the queue, where the mark would miss them: a settling
# takes some milliseconds, and after it they are looked for once more.
_LET_SETTLE = """
select pg_sleep(0.03) where exists (
  select from unnest(%(lanes)s::smallint[], %(runs)s::text[]) r(lane, run_id)
    join message m on m.lane = r.lane and m.id > r.run_id || ':' and m.id < r.run_id || ';'
   where m.status = 2 and m.reason <> 'exited')
"""
_FREEZE = """
update message set status = 13
 where lane = any(%s) and journey_id = %s and status = 1
"""
_SKIP_OLD = """
update message set status = 11, reason = 'overdue', changed_at = %(now)s
 where lane = any(%(lanes)s) and journey_id = %(journey)s and status = 13 and due_at < %(oldest)s
"""
_THAW = """
update message
   set status = 1, due_at = greatest(due_at, %(now)s + random() * %(spread)s)
 where lane = any(%(lanes)s) and journey_id = %(journey)s and status = 13
"""
_PENDING = """
select count(*) from message
 where lane = any(%s) and ((status = 1 and due_at <= %s) or status = 2)
"""

_encode = msgspec.json.Encoder().encode
_NULL = "\\N"


def append(
    connection: Connection[Any],
    messages: Sequence[OutboxMessage],
    now: datetime,
    by_copy: bool = True,
) -> None:
    """Store the intents. A duplicate raises psycopg's UniqueViolation (S16).

    One COPY is quickest for many; in a pipeline, where COPY cannot be, they go one by one.
    """
    if not messages:
        return
    if not by_copy:
        for message in messages:
            connection.execute(_INSERT, _row(message, now))
        return
    with connection.cursor() as cursor, cursor.copy(_APPEND) as copy:
        at = now.isoformat()
        copy.write("".join([_line(message, at) for message in messages]))


def take_keys(
    connection: Connection[Any], workspace_id: int, ids: Mapping[str, str], now: datetime
) -> dict[str, str]:
    """Keep these keys of a caller with their messages; those that were kept before, with theirs."""
    values = {
        "workspace": workspace_id,
        "keys": list(ids),
        "ids": list(ids.values()),
        "now": now,
    }
    new = {row[0] for row in connection.execute(_ASK, values).fetchall()}
    old = [key for key in ids if key not in new]
    return dict(connection.execute(_ASKED, (workspace_id, old)).fetchall()) if old else {}


def cancel(connection: Connection[Any], runs: Iterable[tuple[int, str]], now: datetime) -> int:
    """Cancel what these (lane, run_id) have not yet handed to a provider (S9); how many at once."""
    pairs = list(runs)
    if not pairs:
        return 0
    lanes, run_ids = [lane for lane, _ in pairs], [run_id for _, run_id in pairs]
    values = {"now": now, "lanes": lanes, "runs": run_ids}
    first = connection.execute(_CANCEL, values)
    connection.execute(_LET_SETTLE, values)
    connection.execute(_CANCEL, values)
    return first.rowcount


def freeze(connection: Connection[Any], lanes: Iterable[int], journey_id: int) -> int:
    """Hold a paused journey's queued messages (S22); how many."""
    return connection.execute(_FREEZE, (list(lanes), journey_id)).rowcount


def thaw(
    connection: Connection[Any],
    lanes: Iterable[int],
    journey_id: int,
    now: datetime,
    spread: timedelta = timedelta(0),
    older_than: timedelta | None = None,
) -> int:
    """Let a resumed journey's messages go on: now, spread over a time, or without the old ones."""
    values = {"lanes": list(lanes), "journey": journey_id, "now": now, "spread": spread}
    if older_than is not None:
        connection.execute(_SKIP_OLD, {**values, "oldest": now - older_than})
    return connection.execute(_THAW, values).rowcount


def pending(connection: Connection[Any], lanes: Iterable[int], now: datetime) -> int:
    """How many messages are due or on their way; 0 means that delivery is idle."""
    row = connection.execute(_PENDING, (list(lanes), now)).fetchone()
    return int(row[0]) if row else 0


def announce(connection: Connection[Any]) -> None:
    """Wake the delivery loops. Inside a transaction it is heard after the commit."""
    connection.execute(f"notify {WAKE_CHANNEL}")


def _row(m: OutboxMessage, now: datetime) -> dict[str, Any]:
    written = None if m.content is None else _encode(m.content).decode()
    status = Status.CANCELLED.value if m.skip else Status.QUEUED.value
    own = {"context": _encode(m.context).decode(), "content": written, "status": status}
    return msgspec.structs.asdict(m) | own | {"now": now}


def _line(m: OutboxMessage, now: str) -> str:
    """One row of COPY; written out, for it is on the hot path."""
    written = "\\N" if m.content is None else _json(m.content)
    status = Status.CANCELLED.value if m.skip else Status.QUEUED.value
    return (
        f"{m.lane}\t{field(m.id)}\t{m.workspace_id}\t{m.customer_id}\t{m.run_id or _NULL}\t"
        f"{_number(m.journey_id)}\t{_number(m.version_id)}\t{field(m.step)}\t{m.channel}\t"
        f"{field(m.recipient)}\t{field(m.topic)}\t{m.kind}\t{m.priority}\t{field(m.zone)}\t"
        f"{field(m.language)}\t{written}\t{_json(m.context)}\t{'t' if m.awaited else 'f'}\t"
        f"{status}\t{field(m.skip)}\t{m.due_at.isoformat()}\t{now}\n"
    )


def _number(value: int | None) -> str:
    return _NULL if value is None else str(value)


def _json(value: object) -> str:
    return _encode(value).decode().replace("\\", "\\\\")
