"""How a drain stores: every statement of its storing half. New rows go by COPY, or in a pipeline
when they are few; rows that change by UPDATE FROM unnest."""

from typing import Any

import msgspec
from psycopg import Connection

from channels_app.delivery import outbox
from journeys.engine import dates, phones
from journeys.engine.counts import COPY as COPY_COUNTS
from journeys.engine.wire import (
    COPY_INBOX,
    Bigs,
    Instants,
    Ints,
    Jsons,
    Smalls,
    Texts,
    Uuids,
    copy,
    insert,
    words,
)
from journeys.engine.writes import Writes, state_of

COPY_CUSTOMERS = """copy customer (lane, id, workspace_id, user_id, anonymous_id, profile, times,
    zone, language, created_at, seen_at) from stdin"""
COPY_RUNS = """copy run (lane, id, workspace_id, journey_id, version_id, customer_id, status, step,
    visit, due_at, frozen_at, awaits, entry, state, claim_key, entered_at, ended_at, reason)
    from stdin"""
COPY_CLAIMS = "copy claim (lane, customer_id, journey_id, key, slot, run_id, at) from stdin"
COPY_EVENTS = """copy event (lane, id, at, ts, workspace_id, customer_id, name, kind, message_id,
    properties, context, historical, matched) from stdin"""
COPY_LOG = """copy step_log (lane, at, workspace_id, customer_id, run_id, journey_id, version_id,
    visit, step, port, cause, detail) from stdin"""
COPY_REFUSALS = """copy refusal (lane, at, workspace_id, customer_id, journey_id, trigger_id,
    message_id, reason, detail) from stdin"""

# Nothing else deletes from a lane that is held, so the rows are still there. The limit keeps the
# keys on the outside of the join: to the planner the inbox looks empty, and it would scan it for
# every key.
DELETE_INBOX = """
delete from inbox where ctid = any(array(
    select x.ctid from unnest(%s, %s) k(lane, id)
     cross join lateral (
         select ctid from inbox i where i.lane = k.lane and i.id = k.id limit 1) x))
"""

UPDATE_CUSTOMERS = """
update customer c set profile = v.profile, times = v.times, zone = v.zone, language = v.language,
       anonymous_id = v.anonymous_id, seen_at = v.seen_at
  from unnest(%s, %s, %s, %s, %s, %s, %s, %s)
       v(lane, id, profile, times, zone, language, anonymous_id, seen_at)
 where c.lane = v.lane and c.id = v.id
"""

UPDATE_RUNS = """
update run r set status = v.status, step = v.step, visit = v.visit, due_at = v.due_at,
       frozen_at = v.frozen_at, awaits = v.awaits::text[], state = v.state, ended_at = v.ended_at,
       reason = v.reason
  from unnest(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
       v(lane, id, status, step, visit, due_at, frozen_at, awaits, state, ended_at, reason)
 where r.lane = v.lane and r.id = v.id
"""

DELETE_RUNS = """
delete from run r using unnest(%s, %s) k(lane, id) where r.lane = k.lane and r.id = k.id
"""

DELETE_CLAIMS = """
delete from claim c using unnest(%s, %s, %s, %s, %s) k(lane, customer_id, journey_id, key, slot)
 where c.lane = k.lane and c.customer_id = k.customer_id and c.journey_id = k.journey_id
   and c.key = k.key and c.slot = k.slot
"""

FEW = 60
"""Up to so many new rows, statements in a pipeline are quicker than COPY."""
_encode = msgspec.json.Encoder().encode


def flush(connection: Connection[Any], w: Writes) -> None:
    """Store it all and commit. A small batch goes in one way there and back, a large one by
    COPY; what is empty costs nothing."""
    copies = _copies(w)
    if sum(len(lines) for _, lines in copies) + len(w.messages) <= FEW:
        with connection.pipeline():
            _change(connection, w)
            for statement, lines in copies:
                insert(connection, statement, lines)
            outbox.append(connection, w.messages, w.now, by_copy=False)
            _cancel(connection, w)
            connection.execute("commit")
        return
    _change(connection, w)
    for statement, lines in copies:
        copy(connection, statement, lines)
    outbox.append(connection, w.messages, w.now)
    _cancel(connection, w)
    connection.execute("commit")


def _copies(w: Writes) -> list[tuple[str, list[str]]]:
    """The lines for each table."""
    return [
        (COPY_INBOX, w.moved),
        (COPY_CUSTOMERS, w.customers),
        (COPY_RUNS, w.runs),
        (COPY_CLAIMS, w.claims),
        (COPY_EVENTS, w.events),
        (COPY_LOG, w.log),
        (COPY_REFUSALS, w.refusals),
        (COPY_COUNTS, w.tally.lines()),
    ]


def _change(connection: Connection[Any], w: Writes) -> None:
    """Rows that go or change; they make room for those that come."""
    if w.handled:
        rows = w.handled
        values = (Smalls([r.lane for r in rows]), Bigs([r.id for r in rows]))
        connection.execute(DELETE_INBOX, values)
    _update_customers(connection, w)
    if w.dropped:
        lanes, ids = zip(*w.dropped, strict=True)
        connection.execute(DELETE_RUNS, (Smalls(lanes), Uuids(ids)))
    _update_runs(connection, w)
    _free_claims(connection, w)
    dates.store(connection, w.dates)
    if w.phones:
        phones.store(connection, w.phones)


def _cancel(connection: Connection[Any], w: Writes) -> None:
    """After the append: the run may have exited in the batch in which it asked to send."""
    if w.cancels:
        outbox.cancel(connection, w.cancels, w.now)


def _update_customers(connection: Connection[Any], w: Writes) -> None:
    if not w.changed:
        return
    people = [case.person for case, _ in w.changed]
    values = (
        Smalls([case.lane for case, _ in w.changed]),
        Uuids([p.id for p in people]),
        Jsons([_encode(p.profile) for p in people]),
        Jsons([_encode(p.times) for p in people]),
        Texts([p.zone for p in people]),
        Texts([p.language for p in people]),
        Texts([p.anonymous_id for p in people]),
        Instants([seen for _, seen in w.changed]),
    )
    connection.execute(UPDATE_CUSTOMERS, values)


def _update_runs(connection: Connection[Any], w: Writes) -> None:
    if not w.updated:
        return
    runs = [run for _, run in w.updated]
    values = (
        Smalls([lane for lane, _ in w.updated]),
        Uuids([r.id for r in runs]),
        Smalls([r.status for r in runs]),
        Texts([r.step for r in runs]),
        Ints([r.visit for r in runs]),
        Instants([r.due_at for r in runs]),
        Instants([r.frozen_at for r in runs]),
        Texts([words(r.awaits) for r in runs]),
        Jsons([state_of(r) for r in runs]),
        Instants([r.ended_at for r in runs]),
        Texts([r.reason for r in runs]),
    )
    connection.execute(UPDATE_RUNS, values)


def _free_claims(connection: Connection[Any], w: Writes) -> None:
    if w.freed:
        values = (
            Smalls([lane for lane, _, _ in w.freed]),
            Uuids([customer for _, customer, _ in w.freed]),
            Bigs([key[0] for _, _, key in w.freed]),
            Texts([key[1] for _, _, key in w.freed]),
            Texts([key[2] for _, _, key in w.freed]),
        )
        connection.execute(DELETE_CLAIMS, values)
