"""The index on the day that date triggers are found by: whose birthday is today.

The drain keeps it for what live date triggers look at; publishing fills it for everyone who is
there already.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from psycopg import Connection

from journeys.core.conditions import moment_of
from journeys.core.person import Journeys, Person
from journeys.core.play import Played
from journeys.core.program import Program
from journeys.core.view import View
from journeys.core.zones import zone_named
from journeys.engine.wire import Smalls, Texts, Uuids
from journeys.triggers.date import DateTrigger

Dated = Mapping[int, Mapping[str, DateTrigger]]
"""Workspace -> name in the index -> a trigger that knows where the date stands."""

Change = tuple[int, str, int, str, date | None]
"""Lane, customer, workspace, name in the index, and the day or None."""

FORGET = """
delete from customer_date d using unnest(%s, %s, %s) k(lane, customer_id, attribute)
 where d.lane = k.lane and d.customer_id = k.customer_id and d.attribute = k.attribute
"""
REMEMBER = """
insert into customer_date as d (lane, customer_id, workspace_id, attribute, day, year)
select * from unnest(%s, %s, %s::bigint[], %s, %s, %s)
    on conflict (lane, customer_id, attribute)
    do update set day = excluded.day, year = excluded.year
"""

# Everyone of the workspace with something in the attribute: read in pages, by key.
PROFILE_PAGE = """
select lane, id::text, profile #>> %(path)s::text[], zone from customer
 where workspace_id = %(workspace)s and id > %(after)s::uuid and profile #>> %(path)s::text[] <> ''
 order by id limit 5000
"""
# The same for the latest event of a name.
EVENT_PAGE = """
select c.lane, c.id::text, e.value, c.zone
  from (select lane, id, zone from customer
         where workspace_id = %(workspace)s and id > %(after)s::uuid order by id limit 5000) c
  left join lateral (
      select properties #>> %(path)s::text[] as value from event
       where lane = c.lane and customer_id = c.id and name = %(event)s
       order by ts desc limit 1) e on true
 order by c.id
"""
FIRST = "00000000-0000-0000-0000-000000000000"


def dated(programs: Iterable[Program]) -> dict[int, dict[str, DateTrigger]]:
    """What the date triggers of these programs look at."""
    found: dict[int, dict[str, DateTrigger]] = {}
    for program in programs:
        for trigger in program.triggers.values():
            if isinstance(trigger, DateTrigger):
                found.setdefault(program.workspace_id, {})[trigger.index_name] = trigger
    return found


def changes(
    lane: int,
    person: Person,
    played: Played,
    journeys: Journeys,
    triggers: Mapping[str, DateTrigger],
) -> list[Change]:
    """What a customer's play changed of the dates that triggers look at."""
    heard = {handled.event.name for handled in played.events}
    found: list[Change] = []
    for name, trigger in triggers.items():
        from_event = trigger.config.source == "event"
        if trigger.config.event in heard if from_event else played.profile_changed:
            day = _day(trigger, person, journeys)
            found.append((lane, person.id, person.workspace_id, name, day))
    return found


def _day(trigger: DateTrigger, person: Person, journeys: Journeys) -> date | None:
    zone = journeys.zone(person.workspace_id)
    view = View(
        now=None,  # type: ignore[arg-type]  # a stored date does not depend on the time
        profile=person.profile,
        zone=zone_named(person.zone) or zone,
        workspace_zone=zone,
        history=person.history,
    )
    return trigger.date_of(view)


def store(connection: Connection[Any], rows: Sequence[Change]) -> None:
    """Bring the index up to these days; the last word on a customer's date counts."""
    latest = {(row[1], row[3]): row for row in rows}.values()
    gone = [row for row in latest if row[4] is None]
    if gone:
        lanes, ids, _, names, _ = zip(*gone, strict=True)
        connection.execute(FORGET, (Smalls(lanes), Uuids(ids), Texts(names)))
    kept = [(row[0], row[1], row[2], row[3], row[4]) for row in latest if row[4] is not None]
    if kept:
        lanes, ids, workspaces, names, days = zip(*kept, strict=True)
        values = (
            Smalls(lanes),
            Uuids(ids),
            list(workspaces),
            Texts(names),
            Smalls([day.month * 100 + day.day for day in days]),
            Smalls([day.year for day in days]),
        )
        connection.execute(REMEMBER, values)


def fill(connection: Connection[Any], workspace: int, trigger: DateTrigger, zone: ZoneInfo) -> int:
    """Index a trigger's dates for every customer of the workspace; how many were looked at."""
    config = trigger.config
    from_event = config.source == "event"
    path = (config.property if from_event else config.attribute).split(".")
    after, count = FIRST, 0
    while True:
        values = {"workspace": workspace, "path": path, "event": config.event, "after": after}
        statement = EVENT_PAGE if from_event else PROFILE_PAGE
        page = connection.execute(statement, values).fetchall()
        if not page:
            return count
        rows: list[Change] = []
        for lane, customer, value, named in page:
            moment = moment_of(value) if value else None
            day = moment.wall(zone_named(named) or zone).date() if moment else None
            rows.append((lane, customer, workspace, trigger.index_name, day))
        store(connection, rows)
        after, count = page[-1][1], count + len(page)
