"""What a drain reads: every statement of its loading half, with the sentence that it means.

Each takes arrays of keys and joins them to an index, so that its cost follows the batch and
never the size of the tables; and each names its lanes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from psycopg import Connection

from journeys.engine.wire import Bigs, Smalls, Texts, Uuids

# The oldest items of each lane, in the order of acceptance.
INBOX = """
select i.lane, i.id, i.workspace_id, i.at, i.kind, i.body
  from unnest(%s) l(lane)
 cross join lateral (
     select lane, id, workspace_id, at, kind, body from inbox
      where lane = l.lane order by id limit %s) i
 limit %s
"""

# The runs of each lane whose time has come, the longest overdue first.
DUE = """
select r.lane, r.id::text, r.customer_id::text, r.workspace_id, r.due_at
  from unnest(%s) l(lane)
 cross join lateral (
     select lane, id, customer_id, workspace_id, due_at from run
      where lane = l.lane and due_at <= %s order by due_at limit %s) r
 limit %s
"""

# The first due time in each lane: what an idle drain sleeps until.
NEXT_DUE = """
select l.lane, r.due_at from unnest(%s) l(lane)
 cross join lateral (
     select due_at from run where lane = l.lane and due_at is not null order by due_at limit 1) r
"""

ANYTHING = """
select exists (select from unnest(%s) l(lane)
                 join lateral (select 1 from inbox where lane = l.lane limit 1) i on true)
"""

# Whom an id stands for that was merged into another customer.
IDENTITIES = """
select i.workspace_id, i.key, i.customer_lane, i.customer_id::text
  from unnest(%s, %s, %s) k(lane, workspace_id, key)
  join identity i on i.lane = k.lane and i.workspace_id = k.workspace_id and i.key = k.key
"""

CUSTOMERS = """
select c.id::text, c.user_id, c.anonymous_id, c.profile::text, c.times::text, c.zone,
       c.language, c.seen_at, c.workspace_id
  from unnest(%s, %s) k(lane, id) join customer c on c.lane = k.lane and c.id = k.id
"""

_RUN = """
select r.id::text, r.journey_id, r.version_id, r.customer_id::text, r.status, r.step, r.visit,
       r.due_at, r.frozen_at, r.awaits, r.entry::text, r.state::text, r.claim_key, r.entered_at,
       r.ended_at, r.reason
"""

# Every active and settling run of these customers: an exit finds each of them wherever it stands.
RUNS = f"""{_RUN}
  from unnest(%s, %s) k(lane, id)
  join run r on r.lane = k.lane and r.customer_id = k.id and r.status = any('{{1,6}}')
"""

# Runs that an operator's order names, whatever became of them.
NAMED_RUNS = f"""{_RUN}
  from unnest(%s, %s) k(lane, id) join run r on r.lane = k.lane and r.id = k.id
"""

CLAIMS = """
select c.customer_id::text, c.journey_id, c.key, c.slot, c.run_id::text, c.at
  from unnest(%s, %s) k(lane, id) join claim c on c.lane = k.lane and c.customer_id = k.id
"""

# Past events by name. An event is accepted after it happened, save for a clock that is a day off.
HISTORY = """
select e.customer_id::text, e.name, e.ts, e.properties::text
  from unnest(%s, %s) k(lane, id)
  join event e on e.lane = k.lane and e.customer_id = k.id and e.name = any(%s)
   and e.ts >= %s and e.at >= %s
 order by e.ts, e.at
"""

# Which of these events were handled before, within the days that a messageId counts (S2).
SEEN = """
select e.id::text from unnest(%s, %s) k(lane, id)
  join event e on e.lane = k.lane and e.id = k.id and e.at > %s
"""

REMEMBERED = timedelta(days=7)
LONG_AGO = datetime.fromisoformat("0001-01-02T00:00:00+00:00")


class Row(NamedTuple):
    """A row of the inbox."""

    lane: int
    id: int
    workspace_id: int
    at: datetime
    kind: int
    body: str


class Due(NamedTuple):
    """A run whose time has come."""

    lane: int
    run_id: str
    customer_id: str
    workspace_id: int
    due_at: datetime


Question = tuple[str, Sequence[Any]]
"""A statement with its values."""


def together(connection: Connection[Any], questions: Sequence[Question]) -> list[list[Any]]:
    """The rows of several statements, sent in one go: what costs is the way there and back."""
    cursors = []
    with connection.pipeline():
        for statement, values in questions:
            cursor = connection.cursor(binary=True)
            cursor.execute(statement.encode(), values)
            cursors.append(cursor)
    return [cursor.fetchall() if cursor.description else [] for cursor in cursors]


def inbox(lanes: list[int], each: int, limit: int) -> Question:
    return INBOX, (Smalls(lanes), each, limit)


def due(lanes: list[int], horizon: datetime, each: int, limit: int) -> Question:
    return DUE, (Smalls(lanes), horizon, each, limit)


def next_due(connection: Connection[Any], lanes: list[int]) -> dict[int, datetime]:
    """The first due time of each lane that has one."""
    return dict(together(connection, [(NEXT_DUE, (Smalls(lanes),))])[0])


def anything(connection: Connection[Any], lanes: list[int]) -> bool:
    return bool(together(connection, [(ANYTHING, (Smalls(lanes),))])[0][0][0])


def identities(lanes: list[int], workspaces: list[int], keys: list[str]) -> Question:
    """(workspace, key, lane, customer id) of keys that were merged."""
    return IDENTITIES, (Smalls(lanes), Bigs(workspaces), Texts(keys))


def keyed(statement: str, lanes: list[int], ids: list[str], *more: Any) -> Question:
    """A statement that takes lanes and uuids side by side."""
    return statement, (Smalls(lanes), Uuids(ids), *more)


def history(
    lanes: list[int], ids: list[str], names: Iterable[str], since: datetime | None
) -> Question:
    accepted = since - timedelta(days=1) if since else LONG_AGO
    return keyed(HISTORY, lanes, ids, Texts(names), since or LONG_AGO, accepted)
