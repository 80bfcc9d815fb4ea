"""How accounts fare: a circuit breaker per account that all workers share, and its last errors.

After `FAILURES` failed hand-overs in a row an account rests, half a minute at first and then twice
as long each time, ten minutes at most. When it wakes, one message goes as a probe; the others wait
for what becomes of it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.contracts import Receipt, Status

FAILURES = 5
FIRST_REST_SECONDS = 30
LONGEST_REST_SECONDS = 600
# A probe that was not heard of is given up then.
PROBE_SECONDS = 30
ERRORS_KEPT = 10
WORDS = 500
# A working account is written down this often at most.
NOTED_EVERY = timedelta(seconds=10)

# `counts` is false for what failed while the account rested already: it began before that.
_FAILED = f"""
with was as (
  select id, failures, rests_until, errors,
         %(probe)s or rests_until is null or rests_until <= %(now)s as counts
    from channel_account where id = %(account)s for update
), counted as (
  select *, case when not counts then failures
                 when failures < {FAILURES} then least(failures + %(many)s, {FAILURES})
                 else failures + 1 end as more
    from was
)
update channel_account a
   set failures = c.more,
       rests_until = case when c.counts and c.more >= {FAILURES}
         then %(now)s + least({FIRST_REST_SECONDS} * 2 ^ least(c.more - {FAILURES}, 20),
                              {LONGEST_REST_SECONDS}) * interval '1 second'
         else c.rests_until end,
       errors = (select coalesce(jsonb_agg(e), '[]') from (
         select e from jsonb_array_elements(%(error)s::jsonb || c.errors) e limit {ERRORS_KEPT}) n)
  from counted c where a.id = c.id
returning a.failures, a.rests_until
"""
_WORKED = """
update channel_account
   set last_sent_at = %(now)s, failures = 0,
       rests_until = case when failures > 0 then null else rests_until end
 where id = %(account)s
returning failures, rests_until
"""
_PAUSED = """
update channel_account set rests_until = greatest(rests_until, %(until)s) where id = %(account)s
returning failures, rests_until
"""
_PROBE = f"""
update channel_account set rests_until = %(now)s + interval '{PROBE_SECONDS} seconds'
 where id = %(account)s and failures >= {FAILURES} and rests_until <= %(now)s
returning failures, rests_until
"""
_BROKEN = f"""
update channel_account
   set errors = (select jsonb_agg(e) from (
     select e from jsonb_array_elements(%(error)s::jsonb || errors) e limit {ERRORS_KEPT}) n)
 where id = %(account)s and errors -> 0 ->> 'what' is distinct from %(what)s
"""

_encode = msgspec.json.Encoder().encode


class State(msgspec.Struct):
    """What this process knows of an account's health; the row is the truth for all."""

    failures: int = 0
    rests_until: datetime | None = None
    probing: bool = False
    noted_at: datetime | None = None

    def rests(self, now: datetime) -> bool:
        return self.rests_until is not None and self.rests_until > now

    @property
    def wakes(self) -> bool:
        """It failed often: when its rest is over, one message may try."""
        return self.failures >= FAILURES


def probe(connection: Connection[Any], account_id: int, state: State, now: datetime) -> bool:
    """Whether this process may send the one message that tries a waking account."""
    taken = _read(connection, _PROBE, state, {"account": account_id, "now": now})
    state.probing = taken
    return taken


def note(
    connection: Connection[Any],
    account_id: int,
    state: State,
    receipts: Sequence[Receipt],
    now: datetime,
) -> None:
    """Learn from the receipts of one hand-over, and write down what others should know."""
    if any(receipt.status is Status.SENT for receipt in receipts):
        note_worked(connection, account_id, state, now)
        return
    failed = [r for r in receipts if r.account_failed or r.status is Status.UNKNOWN]
    values: dict[str, Any] = {"account": account_id, "now": now}
    if failed:
        error = _error(failed[0].reason, failed[0].permanent, now)
        values |= {"many": len(failed), "probe": state.probing, "error": error}
        _read(connection, _FAILED, state, values)
        state.probing = False
    elif waits := [r.wait_until for r in receipts if r.wait_until is not None]:
        # It asked for patience, and took nothing: what would follow would be told the same.
        if len(waits) == len(receipts):
            _read(connection, _PAUSED, state, {"account": account_id, "until": min(waits)})
    elif state.probing:
        # It answered, if only to refuse this message: it is there again.
        note_worked(connection, account_id, state, now)


def note_worked(connection: Connection[Any], account_id: int, state: State, now: datetime) -> None:
    """It took messages: written down when that is news, or some seconds have passed."""
    if state.failures or state.noted_at is None or now >= state.noted_at + NOTED_EVERY:
        _read(connection, _WORKED, state, {"account": account_id, "now": now})
        state.noted_at = now
    state.probing = False


def note_broken(connection: Connection[Any], account_id: int, what: str, now: datetime) -> None:
    """The account cannot be used; said once, not with every batch."""
    values = {"account": account_id, "what": what[:WORDS], "error": _error(what, True, now)}
    connection.execute(_BROKEN, values)


def _error(what: str, permanent: bool, now: datetime) -> str:
    error = {"at": now.isoformat(), "what": what[:WORDS], "permanent": permanent}
    return _encode([error]).decode()


def _read(
    connection: Connection[Any], statement: str, state: State, values: dict[str, Any]
) -> bool:
    row = connection.execute(statement, values).fetchone()
    if row is not None:
        state.failures, state.rests_until = row
    return row is not None
