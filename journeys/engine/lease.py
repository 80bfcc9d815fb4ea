"""Lanes as leases: who may handle a lane's customers, for a few seconds at a time.

A drain moves the rows of its lanes in every transaction (`fence`), which proves that they are
still its own and locks them; so a worker that was thought dead can never write beside its heir.
Whoever else changes a lane's customers (a merge, an operator) locks the same rows (`lock`).
"""

import math
import os
from collections.abc import Iterable
from typing import Any

from psycopg import Connection

from journeys.core.ids import LANES
from journeys.engine.wire import Smalls

ALL = range(LANES)
LASTS = 3.0
"""Seconds a lease lives after its last use."""
PRESENT = 3.0
"""Seconds after its last sign of life that a worker still counts for the shares."""

ENSURE = "insert into lane (lane) select generate_series(0, %s) on conflict do nothing"

# Locks in lane order, so that two who lock several lanes never wait for each other.
LOCK = "select lane from lane where lane = any(%s) order by lane for update"

FENCE = """
with held as materialized (
    select lane from lane
     where lane = any(%s) and leased_by = %s and leased_until > clock_timestamp()
     order by lane for update)
update lane l set leased_until = clock_timestamp() + make_interval(secs => %s)
  from held where l.lane = held.lane
returning l.lane
"""

SIGN_OF_LIFE = """
insert into worker as w (name, host, pid, started_at, seen_at, lanes, handled, rss_mib)
values (%(name)s, %(host)s, %(pid)s, clock_timestamp(), clock_timestamp(), %(lanes)s, %(handled)s,
        %(rss)s)
on conflict (name) do update set seen_at = clock_timestamp(), lanes = excluded.lanes,
    handled = excluded.handled, rss_mib = excluded.rss_mib
"""

PRESENT_WORKERS = """
select count(*) from worker where seen_at > clock_timestamp() - make_interval(secs => %s)
"""

# A lane that somebody has locked at this moment is in use, and renewed by that use.
RENEW = """
update lane set leased_until = clock_timestamp() + make_interval(secs => %(lasts)s)
 where lane in (select lane from lane where leased_by = %(me)s
                   and leased_until > clock_timestamp()
                   and leased_until < clock_timestamp() + make_interval(secs => %(lasts)s / 2)
                 order by lane for update skip locked)
"""

HELD = (
    "select lane from lane where leased_by = %s and leased_until > clock_timestamp() order by lane"
)

TAKE = """
update lane set leased_by = %(me)s,
       leased_until = clock_timestamp() + make_interval(secs => %(lasts)s)
 where lane in (select lane from lane where leased_until is null or leased_until < clock_timestamp()
                 order by lane limit %(room)s for update skip locked)
returning lane
"""

GIVE = """
update lane set leased_by = null, leased_until = null
 where leased_by = %s and lane in
       (select lane from lane where lane = any(%s) order by lane for update skip locked)
returning lane
"""

LEAVE = "delete from worker where name = %s"
NEIGHBOURS = "select name, pid from worker where host = %s and name <> %s"
BEQUEATH = """
with gone as (delete from worker where name = any(%s))
update lane set leased_by = null, leased_until = null
 where lane in (select lane from lane where leased_by = any(%s)
                 order by lane for update skip locked)
"""
FORGET_GONE = "delete from worker where seen_at < clock_timestamp() - interval '1 hour'"


def lock(connection: Connection[Any], lanes: Iterable[int]) -> None:
    """Hold these lanes until the transaction ends; drains wait meanwhile."""
    connection.execute(LOCK, (Smalls(sorted(set(lanes))),))


class Leases:
    """The lanes of one drain. `balance` is called every second, on an autocommit connection."""

    def __init__(self, me: str, host: str, pid: int) -> None:
        self.me, self.host, self.pid = me, host, pid
        self.lanes: list[int] = []

    def join(self, connection: Connection[Any]) -> None:
        connection.execute(ENSURE, (LANES - 1,))
        connection.execute(FORGET_GONE)
        self._inherit(connection)

    def _inherit(self, connection: Connection[Any]) -> None:
        """The lanes of drains that died on this machine are free at once. Were one alive after
        all (a host name that two containers share), its fence would stop it."""
        found = connection.execute(NEIGHBOURS, (self.host, self.me)).fetchall()
        gone = [name for name, pid in found if not is_alive(pid)]
        if gone:
            connection.execute(BEQUEATH, (gone, gone))

    def balance(self, connection: Connection[Any], handled: int = 0, rss_mib: int = 0) -> list[int]:
        """Renew what is held, give back what is over the fair share, take what is free."""
        me = {"me": self.me, "lasts": LASTS}
        row = {"name": self.me, "host": self.host, "pid": self.pid, "lanes": len(self.lanes)}
        connection.execute(SIGN_OF_LIFE, {**row, "handled": handled, "rss": rss_mib})
        connection.execute(RENEW, me)
        held = [lane for (lane,) in connection.execute(HELD, (self.me,))]
        found = connection.execute(PRESENT_WORKERS, (PRESENT,)).fetchone()
        share = math.ceil(LANES / max(1, found[0] if found else 1))
        if len(held) > share:
            given = connection.execute(GIVE, (self.me, Smalls(held[share:]))).fetchall()
            held = [lane for lane in held if (lane,) not in given]
        elif len(held) < share:
            room = {**me, "room": share - len(held)}
            held += [lane for (lane,) in connection.execute(TAKE, room)]
        self.lanes = sorted(held)
        return self.lanes

    def fence(self, lanes: Iterable[int]) -> tuple[str, tuple[Any, ...]]:
        """The statement that gives, of these lanes, those that are mine: from then on they are
        locked and renewed until the transaction ends."""
        return FENCE, (Smalls(list(lanes)), self.me, LASTS)

    def leave(self, connection: Connection[Any]) -> None:
        """Give everything back, so that others need not wait for the leases to run out."""
        connection.execute(GIVE, (self.me, Smalls(list(ALL))))
        connection.execute(LEAVE, (self.me,))
        self.lanes = []


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
