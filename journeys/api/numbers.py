"""Numbers of journeys and their steps: the folded counters plus what is not folded yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

HOURS = 24

OF_JOURNEYS = """
select journey_id, metric, sum(n)::bigint from (
    select journey_id, step, metric, n from counter where journey_id = any(%(ids)s)
    union all
    select journey_id, step, metric, n from counter_delta where journey_id = any(%(ids)s)) c
where metric = any(%(metrics)s)
group by 1, 2
"""
STANDING = """
select journey_id, status, count(*) from run
where journey_id = any(%(ids)s) and status in (1, 4)
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
OF_STEPS = """
select step, port, metric, sum(n)::bigint from (
    select step, port, metric, n from counter where journey_id = %(id)s
    union all
    select step, port, metric, n from counter_delta where journey_id = %(id)s) c
group by 1, 2, 3
"""
WAITING = """
select coalesce(step, ''), status, count(*) from run
where journey_id = %(id)s and status in (1, 4)
group by 1, 2
"""
ENDS = {
    "run_entered": "entered",
    "run_completed": "completed",
    "run_exited": "exited",
    "run_ended": "ended",
}
RUN_NUMBERS = ("entered", "active", "completed", "exited", "failed", "ended")
STEP_NUMBERS = ("entered", "waiting", "left", "sent", "refused", "failed")


def of_journeys(ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Per journey: entered, active, completed, exited, failed, ended runs, and messages sent."""
    found = {each: dict.fromkeys((*RUN_NUMBERS, "sent"), 0) for each in ids}
    metrics = [*ENDS, "sent"]
    for journey_id, metric, n in _rows(OF_JOURNEYS, ids=list(ids), metrics=metrics):
        found[journey_id][ENDS.get(metric, metric)] = n
    for journey_id, status, n in _rows(STANDING, ids=list(ids)):
        found[journey_id]["active" if status == 1 else "failed"] = n
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


def counters(journey_id: int) -> dict[str, Any]:
    """{"runs": {...}, "steps": {id: {..., "ports": {port: n}}}}: what the canvas shows.

    `waiting` and `failed` of a run are counted as they stand; the rest has been counted as it
    happened.
    """
    runs = dict.fromkeys(RUN_NUMBERS, 0)
    steps: defaultdict[str, dict[str, Any]] = defaultdict(_no_numbers)
    for step, port, metric, n in _rows(OF_STEPS, id=journey_id):
        if metric in ENDS:
            runs[ENDS[metric]] += n
        elif step and metric == "left":
            steps[step]["left"] += n
            steps[step]["ports"][port] = steps[step]["ports"].get(port, 0) + n
        elif step and metric in STEP_NUMBERS:
            steps[step][metric] += n
    for step, status, n in _rows(WAITING, id=journey_id):
        runs["active" if status == 1 else "failed"] += n
        if step and status == 1:
            steps[step]["waiting"] = n
    return {"runs": runs, "steps": dict(steps)}


def _no_numbers() -> dict[str, Any]:
    return dict.fromkeys(STEP_NUMBERS, 0) | {"ports": {}}


def _rows(sql: str, **values: Any) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
