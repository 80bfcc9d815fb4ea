"""Two customers become one (S25): the known id survives, histories, runs and claims of both go on.

A merge is a transaction of its own before the batch that asked for it. It locks both lanes in
number order, whoever holds their leases, so no drain works on either customer meanwhile.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.delivery import merging
from journeys.core.ids import lane_of
from journeys.engine import lease, store
from journeys.engine.resolve import Merge

# Moving years of events may take longer than a batch may (PostgreSQL 17 and later).
TIMEOUT = "show transaction_timeout"
SET_TIMEOUT = "select set_config('transaction_timeout', %s, false)"
PATIENCE = "5min"

# The first who asks gets an id; one that belongs to a user already never joins another.
JOIN = """
insert into identity (lane, workspace_id, key, customer_lane, customer_id)
values (%(source_lane)s, %(workspace)s, %(key)s, %(target_lane)s, %(target)s),
       (%(source_lane)s, %(workspace)s, 'id:' || %(source)s, %(target_lane)s, %(target)s)
    on conflict (lane, workspace_id, key) do nothing
returning key
"""

# Ids that led to the one who is no more lead on to the other.
REPOINT = """
update identity set customer_lane = %(target_lane)s, customer_id = %(target)s
 where customer_lane = %(source_lane)s and customer_id = %(source)s
"""

# By event time, field by field, the newer value counts (S3).
PEOPLE = """
select id::text, user_id, anonymous_id, profile::text, times::text, zone, language,
       created_at, seen_at
  from customer where (lane, id) in ((%(source_lane)s, %(source)s), (%(target_lane)s, %(target)s))
"""
FORGET = "delete from customer where lane = %(source_lane)s and id = %(source)s"
KEEP = """
insert into customer (lane, id, workspace_id, user_id, anonymous_id, profile, times, zone, language,
                      created_at, seen_at)
values (%(target_lane)s, %(target)s, %(workspace)s, %(user_id)s, %(anonymous_id)s,
        %(profile)s::jsonb, %(times)s::jsonb, %(zone)s, %(language)s, %(created_at)s, %(seen_at)s)
    on conflict (lane, id) do update set anonymous_id = excluded.anonymous_id,
       profile = excluded.profile, times = excluded.times, zone = excluded.zone,
       language = excluded.language, created_at = excluded.created_at, seen_at = excluded.seen_at
"""

COLUMNS = {
    "run": """id, workspace_id, journey_id, version_id, status, step, visit, due_at, frozen_at,
        awaits, entry, state, claim_key, entered_at, ended_at, reason""",
    "event": """id, at, ts, workspace_id, name, kind, message_id, properties, context, historical,
        matched""",
    "step_log": """at, workspace_id, run_id, journey_id, version_id, visit, step, port, cause,
        detail""",
    "refusal": "at, workspace_id, journey_id, trigger_id, message_id, reason, detail",
    "claim": "journey_id, key, slot, run_id, at",
    "customer_date": "workspace_id, attribute, day, year",
    "customer_phone": "workspace_id, digits",
}

# The rows of one customer become those of another, whose lane may be another, too. Where both
# hold the same claim or date, the surviving customer's stays.
MOVE = """
with gone as (
    delete from {table} where lane = %(source_lane)s and customer_id = %(source)s
    returning {columns})
insert into {table} (lane, customer_id, {columns})
select %(target_lane)s, %(target)s, {columns} from gone
    on conflict do nothing
"""


def merge(connection: Connection[Any], merges: Iterable[Merge]) -> None:
    """Carry these merges out in one transaction."""
    asked = list(merges)
    with _patience(connection), connection.transaction():
        lease.lock(connection, {lane for m in asked for lane in (m.source_lane, m.target_lane)})
        for one in asked:
            _merge(connection, one)


@contextmanager
def _patience(connection: Connection[Any]) -> Iterator[None]:
    if connection.info.server_version < 17_00_00:
        yield
        return
    row = connection.execute(TIMEOUT).fetchone()
    connection.execute(SET_TIMEOUT, (PATIENCE,))
    try:
        yield
    finally:
        if not connection.closed and not connection.broken:
            connection.execute(SET_TIMEOUT, row)


def _merge(connection: Connection[Any], one: Merge) -> None:
    lane, target = _home(connection, one)
    values: dict[str, Any] = {
        "workspace": one.workspace_id,
        "key": one.key,
        "source_lane": one.source_lane,
        "source": one.source_id,
        "target_lane": lane,
        "target": target,
        "user_id": one.user_id,
    }
    if target == one.source_id:
        return
    if one.key not in {key for (key,) in connection.execute(JOIN, values).fetchall()}:
        return
    connection.execute(REPOINT, values)
    people = {row[0]: row for row in connection.execute(PEOPLE, values).fetchall()}
    source = people.get(one.source_id)
    if source is None:
        return
    connection.execute(FORGET, values)
    kept = people.get(target) or (target, one.user_id, None, "{}", "{}", None, None, *source[7:])
    connection.execute(KEEP, values | _both(source, kept))
    for table, columns in COLUMNS.items():
        connection.execute(MOVE.format(table=table, columns=columns), values)
    merging.move(connection, one.workspace_id, one.source_lane, one.source_id, lane, target)


def _home(connection: Connection[Any], one: Merge) -> tuple[int, str]:
    """Where the target is now: an earlier merge of the same batch may have moved it."""
    key = f"id:{one.target_id}"
    question = store.identities([lane_of(one.target_id)], [one.workspace_id], [key])
    for _, _, lane, customer in store.together(connection, [question])[0]:
        return lane, customer
    return one.target_lane, one.target_id


def _both(source: tuple[Any, ...], kept: tuple[Any, ...]) -> dict[str, Any]:
    profile, times = msgspec.json.decode(kept[3]), msgspec.json.decode(kept[4])
    theirs, when = msgspec.json.decode(source[3]), msgspec.json.decode(source[4])
    for name in when:
        if name not in times or when[name] > times[name]:
            times[name] = when[name]
            if name in theirs:
                profile[name] = theirs[name]
            else:
                profile.pop(name, None)
    first: datetime = min(source[7], kept[7])
    return {
        "anonymous_id": kept[2] or source[2],
        "profile": msgspec.json.encode(profile).decode(),
        "times": msgspec.json.encode(times).decode(),
        "zone": kept[5] or source[5],
        "language": kept[6] or source[6],
        "created_at": first,
        "seen_at": max(source[8], kept[8]),
    }
