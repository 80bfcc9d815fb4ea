"""Who is killed: the parts of the house, and their processes one by one."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from random import Random

from chaos.house import House, Watch, children, command_line

SHARES = {
    "drain": 9, "delivery": 8, "worker": 7, "web": 9, "database": 7, "backend": 6, "session": 4,
    "jobs": 2,
}  # fmt: skip
"""worker: the parent and its family. database: the postmaster. backend: one process of PostgreSQL,
which makes it start anew. session: one connection is ended by an order (no SIGKILL)."""
FIRST = ["worker", "drain", "delivery", "web", "database"]
"""Each of these once, before chance decides."""
PAIRS = 0.15

END_ONE_SESSION = """
select pg_terminate_backend(pid) from pg_stat_activity
 where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = current_database()
 order by md5(pid::text || %s) limit 1
"""


def deck(chance: Random) -> Iterator[str]:
    """Kinds without end; each pass has every kind by its share."""
    yield from chance.sample(FIRST, len(FIRST))
    while True:
        cards = [kind for kind, share in SHARES.items() for _ in range(share)]
        chance.shuffle(cards)
        yield from cards


def kill(kind: str, house: House, watch: Watch, chance: Random) -> bool:
    """Kill one of that kind; False when none is up at this moment."""
    if kind == "session":
        with suppress(IndexError):
            return bool(watch.one(END_ONE_SESSION, str(chance.random())))
        return False
    found = candidates(kind, house, watch)
    if not found:
        return False
    with suppress(ProcessLookupError):
        os.kill(chance.choice(found), signal.SIGKILL)
        return True
    return False


def candidates(kind: str, house: House, watch: Watch) -> list[int]:
    """The processes of that kind."""
    if kind in ("drain", "delivery"):
        family = children(house.part("worker"))
        drains = drain_pids(watch)
        return [pid for pid in family if (pid in drains) == (kind == "drain")]
    if kind == "backend":
        return [pid for pid in children(house.part("database")) if "postgres" in command_line(pid)]
    pid = house.part(kind)
    return [pid] if pid else []


def drain_pids(watch: Watch) -> set[int]:
    return {pid for (pid,) in watch.rows("select pid from worker")}
