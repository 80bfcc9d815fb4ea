"""No one is lost (S13): what an active or settling run must have, counted where it is missing."""

from typing import Any, NamedTuple

from psycopg import Connection

# A run waits for a time, an event, a changed profile or a report; or a pause froze it; or its due
# time is parked with an error and listed; or an order that will move it stands in the inbox.
BROKEN = """
select r.lane, r.id::text, r.workspace_id, r.journey_id, r.version_id, r.customer_id::text, r.step,
       case when r.status = 6 then 'settling without an end'
            when r.frozen_at is not null then 'frozen, but its journey is not paused'
            when v.id is null then 'its version is gone'
            else 'waits for nothing' end
  from run r
  left join version v on v.id = r.version_id
  left join journey j on j.id = r.journey_id
 where r.status in (1, 6)
   and (v.id is null
        or (r.due_at is null
            and (r.status = 6 or r.awaits = '{}')
            and not (r.status = 1 and r.frozen_at is not null and j.state = 'paused'))
        or (r.frozen_at is not null and j.state is distinct from 'paused'))
   and not exists (select from parked p where p.lane = r.lane and p.run_id = r.id)
   and not exists (select from inbox i where i.lane = r.lane and i.kind = 4
                      and i.body like '%%' || r.id::text || '%%')
 order by r.lane, r.id
 limit %s
"""


class Broken(NamedTuple):
    """A run that nothing would ever move again, and why."""

    lane: int
    run_id: str
    workspace_id: int
    journey_id: int
    version_id: int
    customer_id: str
    step: str | None
    why: str


def details(connection: Connection[Any], most: int = 100) -> list[Broken]:
    """The first of them."""
    return [Broken(*row) for row in connection.execute(BROKEN, (most,)).fetchall()]


def broken_runs(connection: Connection[Any]) -> int:
    """How many there are; 0 at all times."""
    row = connection.execute(f"select count(*) from ({BROKEN}) b", (None,)).fetchone()
    return int(row[0]) if row else 0
