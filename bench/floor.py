"""(e) The floor: every row that (b) wrote, written again by hand, with no engine.

The rows are read back from the tables of (b), and then written into tables of the same shape and
indexes: COPY for what is new, UPDATE .. FROM unnest for what changes, DELETE for what goes; two
connections, batches of 2,000, one transaction each, as durable as the product's.
"""

import multiprocessing
import time
from typing import Any

import psycopg

from bench.documents import STEPS_PER_CUSTOMER

BATCH = 2_000
TABLES = ("inbox", "customer", "event", "run", "claim", "step_log", "message")
RUN_UPDATE = """
update floor.run r set status = u.status, step = u.step, visit = u.visit, due_at = null,
       ended_at = now(), awaits = '{}', state = '{}'::jsonb
  from unnest(%b::smallint[], %b::uuid[], %b::smallint[], %b::text[], %b::int[])
       as u(lane, id, status, step, visit)
 where r.lane = u.lane and r.id = u.id
"""
CLAIM_DELETE = """
delete from floor.claim c using unnest(%b::smallint[], %b::uuid[]) as u(lane, customer)
 where c.lane = u.lane and c.customer_id = u.customer
"""
INBOX_DELETE = """
delete from floor.inbox i using unnest(%b::smallint[], %b::bigint[]) as u(lane, id)
 where i.lane = u.lane and i.id = u.id
"""
MESSAGE_UPDATE = """
update floor.message m set status = %b{extra}
  from unnest(%b::smallint[], %b::text[]) as u(lane, id) where m.lane = u.lane and m.id = u.id
"""


def floor(url: str, journey_id: int, workspace_id: int) -> dict[str, Any]:
    """Steps per second of hand-written SQL over the customers of one run of (b)."""
    with psycopg.connect(url, autocommit=True) as connection:
        _tables(connection)
        chunks = [_chunk(connection, journey_id, workspace_id, half) for half in (0, 1)]
    customers = sum(len(chunk["run"]) for chunk in chunks)
    begun = time.monotonic()
    writers = [multiprocessing.Process(target=_write, args=(url, chunk)) for chunk in chunks]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    seconds = time.monotonic() - begun
    if any(writer.exitcode for writer in writers):
        raise RuntimeError("The floor's writers failed.")
    with psycopg.connect(url, autocommit=True) as connection:
        counted = connection.execute("select count(*) from floor.step_log").fetchone()
        connection.execute("drop schema floor cascade")
    return {
        "floor_customers": customers,
        "floor_log_rows": counted[0] if counted else 0,
        "floor_seconds": seconds,
        "floor_steps_per_s": customers * STEPS_PER_CUSTOMER / seconds,
    }


def _tables(connection: psycopg.Connection[Any]) -> None:
    connection.execute("drop schema if exists floor cascade")
    connection.execute("create schema floor")
    for table in TABLES:
        connection.execute(f"create table floor.{table} (like public.{table} including all)")
    connection.execute("alter table floor.inbox alter id drop identity if exists")


def _chunk(
    connection: psycopg.Connection[Any], journey: int, workspace: int, half: int
) -> dict[str, list[bytes]]:
    """The COPY lines of half of the lanes, per table. The inbox's rows are gone: an event's row is
    as long as its inbox row was."""
    runs = f"select customer_id from run where journey_id = {int(journey)}"
    lanes = f"lane % 2 = {half}"
    selects = {
        "inbox": f"select lane, row_number() over (), workspace_id, at, 1, properties::text || "
        f"message_id || name || customer_id from event where {lanes} and customer_id in ({runs})"
        f" and id in (select id from event where workspace_id = {int(workspace)}"
        f" and at > now() - interval '1 hour' and matched is not null)",
        "customer": f"select * from customer where {lanes} and id in ({runs})",
        "event": f"select * from event where {lanes} and customer_id in ({runs})"
        " and matched is not null",
        "run": f"select * from run where {lanes} and journey_id = {int(journey)}",
        "claim": "select lane, journey_id, customer_id, '', 'open', id, entered_at from run"
        f" where {lanes} and journey_id = {int(journey)}",
        "step_log": f"select * from step_log where {lanes} and journey_id = {int(journey)}",
        "message": f"select * from message where {lanes} and journey_id = {int(journey)}",
    }
    return {table: _lines(connection, select) for table, select in selects.items()}


def _lines(connection: psycopg.Connection[Any], select: str) -> list[bytes]:
    with connection.cursor().copy(f"copy ({select}) to stdout") as copy:
        return [bytes(row) for row in copy]


def _write(url: str, chunk: dict[str, list[bytes]]) -> None:
    total = len(chunk["run"])
    with psycopg.connect(url, autocommit=True) as connection:
        for start in range(0, total, BATCH):
            share = {
                table: lines[len(lines) * start // total : len(lines) * (start + BATCH) // total]
                if start + BATCH < total
                else lines[len(lines) * start // total :]
                for table, lines in chunk.items()
            }
            _batch(connection, share)


def _batch(connection: psycopg.Connection[Any], share: dict[str, list[bytes]]) -> None:
    """One batch of customers, in the transactions that any engine needs: accept, enter, move on
    after the wait, claim the messages, note that they were sent."""
    log = share["step_log"]
    entering = log[: len(log) // 3]
    keys = [line.split(b"\t", 3) for line in share["run"]]
    lanes = [int(key[0]) for key in keys]
    runs = [key[1].decode() for key in keys]
    with connection.transaction():
        _copy(connection, "inbox", share["inbox"])
    with connection.transaction():
        for table in ("customer", "event", "run", "claim"):
            _copy(connection, table, share[table])
        _copy(connection, "step_log", entering)
        inbox = [line.split(b"\t", 2) for line in share["inbox"]]
        connection.execute(
            INBOX_DELETE, ([int(row[0]) for row in inbox], [int(row[1]) for row in inbox])
        )
    with connection.transaction():
        count = len(runs)
        connection.execute(RUN_UPDATE, (lanes, runs, [2] * count, ["end"] * count, [4] * count))
        claims = [line.split(b"\t", 3) for line in share["claim"]]
        connection.execute(
            CLAIM_DELETE, ([int(row[0]) for row in claims], [row[2].decode() for row in claims])
        )
        _copy(connection, "step_log", log[len(entering) :])
        _copy(connection, "message", share["message"])
    messages = [line.split(b"\t", 2) for line in share["message"]]
    addresses = ([int(row[0]) for row in messages], [row[1].decode() for row in messages])
    claimed = ", claimed_by = 7"
    sent = ", claimed_by = null, sent_at = now()"
    for status, extra in ((2, claimed), (3, sent)):
        with connection.transaction():
            connection.execute(MESSAGE_UPDATE.replace("{extra}", extra), (status, *addresses))


def _copy(connection: psycopg.Connection[Any], table: str, lines: list[bytes]) -> None:
    if lines:
        with connection.cursor().copy(f"copy floor.{table} from stdin") as copy:
            copy.write(b"".join(lines))
