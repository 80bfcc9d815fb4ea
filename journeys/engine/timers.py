"""Schedule and date triggers: a row per trigger and zone says when it falls due next.

Whoever claims a due row writes the enrolments of everyone it concerns and moves the row on, in
one transaction; so an occurrence happens once, however many workers there are. What was missed
while nothing ran is caught up once, or skipped, as the trigger says.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from psycopg import Connection

from journeys.core.anniversaries import Day
from journeys.core.person import UTC
from journeys.core.windows import to_local
from journeys.core.zones import zone_named
from journeys.engine import dates, enrolling, lease
from journeys.engine.programs import LIVE_VERSION, bound
from journeys.triggers.date import DateTrigger
from journeys.triggers.schedule import ScheduleTrigger

Timed = ScheduleTrigger | DateTrigger

ON_TIME = timedelta(minutes=10)
"""An occurrence later than this was missed."""
AT_ONCE = timedelta(seconds=60)
"""Later than this, enrolments carry the present instant instead of the due one."""
MOST_DAYS = 400
"""How many missed days a date trigger catches up."""

NEXT = "select min(due_at) from trigger_timer where journey_id <> all(%s::bigint[])"
CLAIM = """
select journey_id, trigger_id, zone, due_at, version_id, workspace_id from trigger_timer
 where due_at <= %s and journey_id <> all(%s::bigint[])
 order by due_at limit 1 for update skip locked
"""
MOVE_ON = """
update trigger_timer set due_at = %s where journey_id = %s and trigger_id = %s and zone = %s
"""
DROP = "delete from trigger_timer where journey_id = %s and trigger_id = %s and zone = %s"
DROP_OTHERS = """
delete from trigger_timer where journey_id = %s and not (trigger_id = any(%s) and zone = any(%s))
"""
# One that is due already stays due: publishing again does not make it miss its turn.
PUT = """
insert into trigger_timer as t (journey_id, workspace_id, version_id, trigger_id, zone, due_at)
values (%s, %s, %s, %s, %s, %s)
    on conflict (journey_id, trigger_id, zone) do update
   set version_id = excluded.version_id,
       due_at = case when t.due_at <= %s then t.due_at else excluded.due_at end
"""
ZONES = "select distinct zone from customer where workspace_id = %s and zone is not null"
WITH_TIMERS = """
select distinct journey_id from trigger_timer where workspace_id = %s
"""


class Timer(NamedTuple):
    journey_id: int
    trigger_id: str
    zone: str
    """'' stands for the workspace's, and for customers who have none of their own."""
    due_at: datetime
    version_id: int
    workspace_id: int


class Live(NamedTuple):
    """The version that new runs of a journey enter."""

    version_id: int
    workspace_id: int
    zone: ZoneInfo
    triggers: dict[str, Timed]


def rebuild(connection: Connection[Any], journey_id: int, now: datetime) -> None:
    """Make a journey's timers fit its state and live version; called in the transaction that
    publishes, pauses, resumes or archives it. A paused one keeps them: its entries are refused,
    with the reason."""
    live = _live(connection, journey_id)
    if live is None:
        connection.execute(DROP_OTHERS, (journey_id, [], []))
        return
    names = list(live.triggers)
    zones = _zones(connection, live)
    connection.execute(DROP_OTHERS, (journey_id, names, ["", *zones]))
    for name, trigger in live.triggers.items():
        if isinstance(trigger, DateTrigger):
            lease.lock(connection, lease.ALL)  # no profile changes unseen while the index fills
            dates.fill(connection, live.workspace_id, trigger, live.zone)
        for zone in ["", *zones] if _per_zone(trigger) else [""]:
            _put(connection, journey_id, live, name, zone, now)


def add_zone(connection: Connection[Any], workspace_id: int, zone: str, now: datetime) -> None:
    """The first customer of a zone has come: triggers that go by it get a timer for it."""
    for (journey_id,) in connection.execute(WITH_TIMERS, (workspace_id,)).fetchall():
        live = _live(connection, journey_id)
        for name, trigger in live.triggers.items() if live else ():
            if live is not None and _per_zone(trigger):
                _put(connection, journey_id, live, name, zone, now)


class BrokenTimer(Exception):  # noqa: N818 - the error is its cause
    """A timer could not be handled: the caller leaves its journey out for a while."""

    def __init__(self, journey_id: int) -> None:
        super().__init__(f"the timers of journey {journey_id} fail")
        self.journey_id = journey_id


def next_due(connection: Connection[Any], without: Iterable[int] = ()) -> datetime | None:
    row = connection.execute(NEXT, (list(without),)).fetchone()
    return row[0] if row else None


def fire(
    connection: Connection[Any], now: datetime, without: Iterable[int] = ()
) -> set[int] | None:
    """Handle one due timer; returns the lanes to wake, or None when nothing was due.

    Raises BrokenTimer when it fails by itself, and not with the connection.
    """
    with connection.transaction():
        row = connection.execute(CLAIM, (now, list(without))).fetchone()
        if row is None:
            return None
        timer = Timer(*row)
        try:
            return _fire(connection, timer, now)
        except Exception as error:
            if connection.broken or connection.closed:
                raise
            raise BrokenTimer(timer.journey_id) from error


def _fire(connection: Connection[Any], timer: Timer, now: datetime) -> set[int]:
    live = _live(connection, timer.journey_id)
    trigger = live.triggers.get(timer.trigger_id) if live else None
    if live is None or trigger is None:
        connection.execute(DROP, timer[:3])
        return set()
    zone = _zone(timer.zone, live)
    lanes: set[int] = set()
    for due in _occurrences(trigger, timer.due_at, zone, now):
        at = due if now - due <= AT_ONCE else now
        day = to_local(due, zone).date()
        lanes |= _enrol(connection, timer, trigger, due, at, day, live.zone)
    after = _next(trigger, max(now, timer.due_at), zone)
    if after is None:
        connection.execute(DROP, timer[:3])
    else:
        connection.execute(MOVE_ON, (after, *timer[:3]))
    return lanes


def _occurrences(
    trigger: Timed, due: datetime, zone: ZoneInfo, now: datetime
) -> Iterator[datetime]:
    """Those from the due one up to now that are to happen: a cron expression that missed several
    happens once; of dates each day concerns others."""
    missed = trigger.config.missed
    found: list[datetime] = []
    at: datetime | None = due
    while at is not None and at <= now and len(found) < MOST_DAYS:
        if now - at <= ON_TIME or missed == "catch_up":
            found.append(at)
        at = _next(trigger, at, zone)
    return iter(found if isinstance(trigger, DateTrigger) else found[-1:])


def _next(trigger: Timed, after: datetime, zone: ZoneInfo) -> datetime | None:
    if isinstance(trigger, ScheduleTrigger):
        return trigger.next_due(after, zone)
    day = to_local(after, zone).date()
    for ahead in range(3):
        due = trigger.due_at(day + timedelta(days=ahead), zone)
        if due > after:
            return due
    return None


def _enrol(
    connection: Connection[Any],
    timer: Timer,
    trigger: Timed,
    due: datetime,
    at: datetime,
    day: date,
    zone: ZoneInfo,
) -> set[int]:
    named = f"occurrence:{timer.journey_id}:{timer.trigger_id}:{due.isoformat()}:"
    values: dict[str, Any] = {
        "workspace": timer.workspace_id,
        "journey": timer.journey_id,
        "trigger": timer.trigger_id,
        "named": named,
        "at": at,
        "due": due,
        "zone": timer.zone,
        "zone_of_workspace": zone,
    }
    if isinstance(trigger, ScheduleTrigger):
        everywhere = not trigger.per_customer
        return enrolling.everyone(connection, values, trigger.config.condition, everywhere)
    wanted = trigger.matching(day)
    values["attribute"] = trigger.index_name
    values["days"] = [one.month * 100 + one.day for one in wanted]
    values["year"] = next((one.year for one in wanted if isinstance(one, Day)), None)
    return enrolling.by_date(connection, values, trigger.config.condition)


def _live(connection: Connection[Any], journey_id: int) -> Live | None:
    row = connection.execute(LIVE_VERSION, (journey_id,)).fetchone()
    if row is None:
        return None
    version, _, document, workspace, slug, zone = row
    program = bound(version, journey_id, document, workspace, slug)
    triggers = program.triggers if program else {}
    timed = {
        name: t for name, t in triggers.items() if isinstance(t, ScheduleTrigger | DateTrigger)
    }
    return Live(version, workspace, zone_named(zone) or UTC, timed)


def _zones(connection: Connection[Any], live: Live) -> list[str]:
    if not any(_per_zone(trigger) for trigger in live.triggers.values()):
        return []
    return [zone for (zone,) in connection.execute(ZONES, (live.workspace_id,)).fetchall()]


def _per_zone(trigger: Timed) -> bool:
    return trigger.per_customer if isinstance(trigger, ScheduleTrigger) else True


def _zone(name: str, live: Live) -> ZoneInfo:
    return (zone_named(name) if name else None) or live.zone


def _put(
    connection: Connection[Any], journey: int, live: Live, name: str, zone: str, now: datetime
) -> None:
    due = _next(live.triggers[name], now, _zone(zone, live))
    if due is None:
        connection.execute(DROP, (journey, name, zone))
        return
    values = (journey, live.workspace_id, live.version_id, name, zone, due, now)
    connection.execute(PUT, values)
