"""Numbers of journeys and their steps: the folded counters plus what is not folded yet."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from journeys.api.periods import Period, counted_by_the_day, start_of_day
from journeys.engine.counts import totals

HOURS = 24

OF_JOURNEYS = """
select journey_id, metric, sum(n)::bigint from (
    select journey_id, step, metric, n from counter where journey_id = any(%(ids)s)
    union all
    select journey_id, step, metric, n from counter_delta where journey_id = any(%(ids)s)) c
where metric = any(%(metrics)s)
group by 1, 2
"""
BY_HOUR = """
select journey_id, hour, sum(n)::bigint from (
    select journey_id, metric, hour, n from counter where journey_id = any(%(ids)s)
    union all
    select journey_id, metric, hour, n from counter_delta where journey_id = any(%(ids)s)) c
where metric = 'run_entered' and hour > %(since)s
group by 1, 2
"""
OF_VERSIONS = """
select version_id, metric, sum(n)::bigint from (
    select version_id, metric, n from counter where journey_id = any(%(ids)s)
    union all
    select version_id, metric, n from counter_delta where journey_id = any(%(ids)s)) c
where metric = any(%(metrics)s)
group by 1, 2
"""
# Of one journey; with its versions written out the keys of both tables lead to the few rows.
ENTRIES = """
select hour, sum(n)::bigint from (
    select hour, n from counter
     where journey_id = %(journey)s and version_id = any(%(versions)s) and step = '' and port = ''
       and metric = 'run_entered'
    union all
    select hour, n from counter_delta
     where journey_id = %(journey)s and version_id = any(%(versions)s) and metric = 'run_entered') c
where hour >= coalesce(%(since)s::timestamptz, '-infinity')
  and hour < coalesce(%(until)s::timestamptz, 'infinity')
group by 1 order by 1
"""
MOST_POINTS = 200
DAY = timedelta(days=1)
SIZES = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=28))
RUNS = {f"run_{name}": name for name in ("entered", "completed", "exited", "failed", "ended")}
NUMBERS = ("entered", "active", "completed", "exited", "failed", "ended", "sent")


def of_journeys(ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Per journey: runs by what became of them, those under way, and messages sent."""
    found = {each: dict.fromkeys(NUMBERS, 0) for each in ids}
    for journey_id, metric, n in _rows(OF_JOURNEYS, ids=list(ids), metrics=[*RUNS, "sent"]):
        found[journey_id][RUNS.get(metric, metric)] = n
    for numbers in found.values():
        over = sum(numbers[name] for name in ("completed", "exited", "failed", "ended"))
        numbers["active"] = numbers["entered"] - over
    return found


def of_versions(journey_id: int) -> dict[int, dict[str, int]]:
    """Per version that was entered: {"entered": runs, "active": those under way}."""
    found: dict[int, dict[str, int]] = {}
    for version_id, metric, n in _rows(OF_VERSIONS, ids=[journey_id], metrics=list(RUNS)):
        numbers = found.setdefault(version_id, {"entered": 0, "active": 0})
        numbers["active"] += n if metric == "run_entered" else -n
        numbers["entered"] += n if metric == "run_entered" else 0
    return found


def sparks(ids: Sequence[int], now: datetime) -> dict[int, list[int]]:
    """Per journey: runs entered in each of the last 24 hours, the oldest first."""
    first = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    found = {each: [0] * HOURS for each in ids}
    for journey_id, hour, n in _rows(BY_HOUR, ids=list(ids), since=first - timedelta(seconds=1)):
        place = int((hour - first).total_seconds() // 3600)
        if 0 <= place < HOURS:
            found[journey_id][place] = n
    return found


def counters(journey_id: int, period: Period | None = None) -> dict[str, Any]:
    """{"runs": {...}, "steps": {id: {..., "ports": {port: n}}}}: what the canvas shows."""
    p = period or Period()
    connection.ensure_connection()
    return totals(connection.connection, journey_id, p.since, p.until, p.version_id)


def entries(journey_id: int, versions: list[int], period: Period, now: datetime) -> dict[str, Any]:
    """Runs entered, in equal parts of the period: at most `MOST_POINTS`, without a gap."""
    chosen = [period.version_id] if period.version_id else versions
    values = {"journey": journey_id, "versions": chosen}
    rows = list(_rows(ENTRIES, **values, since=period.since, until=period.until))
    end = period.until or now
    first = period.since or min([end - DAY, *(hour.astimezone(UTC) for hour, _ in rows[:1])])
    size = _size(first, end, now)
    first = first.replace(minute=0, second=0, microsecond=0)
    if size > SIZES[0]:
        first = start_of_day(first)
    points = [0] * max(1, -((first - end) // size))
    for hour, n in rows:
        place = (hour - first) // size
        if 0 <= place < len(points):
            points[place] += n
    return {"first": first, "seconds": int(size.total_seconds()), "entered": points}


def _size(first: datetime, end: datetime, now: datetime) -> timedelta:
    sizes = SIZES[1:] if counted_by_the_day(first, now) else SIZES
    fitting = [size for size in sizes if (end - first) / size <= MOST_POINTS]
    return fitting[0] if fitting else (end - first) / MOST_POINTS


def _rows(sql: str, **values: Any) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
