"""The numbers on the canvas: appended per batch, folded by one worker, read as the sum of both."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from journeys.core.program import Trace
from journeys.core.state import Run, Status
from journeys.engine.wire import copy, text

COPY = """copy counter_delta (journey_id, version_id, step, port, metric, hour, n) from stdin"""

# Only one worker folds at a time; what it takes and what it adds are one statement.
MAY_FOLD = "select pg_try_advisory_xact_lock(hashtext('fold counters'))"
FOLD = """
with taken as (
    delete from counter_delta where id in (select id from counter_delta order by id limit 20000)
    returning journey_id, version_id, step, port, metric, hour, n),
added as (
    insert into counter as c (journey_id, version_id, step, port, metric, hour, n)
    select journey_id, version_id, step, port, metric, hour, sum(n) from taken
     group by journey_id, version_id, step, port, metric, hour
     order by journey_id, version_id, step, port, metric, hour
    on conflict (journey_id, version_id, step, port, metric, hour)
    do update set n = c.n + excluded.n)
select count(*) from taken
"""

# Hours that nobody looks at one by one any more become days, so that sums stay short for years.
COMPACT = """
with old as (
    delete from counter where hour < %s and hour <> date_trunc('day', hour, 'UTC')
    returning journey_id, version_id, step, port, metric, hour, n)
insert into counter as c (journey_id, version_id, step, port, metric, hour, n)
select journey_id, version_id, step, port, metric, date_trunc('day', hour, 'UTC'), sum(n) from old
 group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict (journey_id, version_id, step, port, metric, hour)
    do update set n = c.n + excluded.n
"""
HOURS_KEPT = timedelta(days=8)

TOTALS = """
select step, port, metric, sum(n)::bigint
  from (select step, port, metric, n from counter where journey_id = %(journey)s
        union all
        select step, port, metric, n from counter_delta where journey_id = %(journey)s) both_tables
 group by step, port, metric
"""

ENDINGS = {
    Status.COMPLETED: "run_completed",
    Status.EXITED: "run_exited",
    Status.FAILED: "run_failed",
    Status.ENDED: "run_ended",
}
_HOUR = ":00:00+00:00"

Key = tuple[int, int, str, str, str, str]


class Tally:
    """What one batch counts."""

    def __init__(self) -> None:
        self.numbers: dict[Key, int] = defaultdict(int)

    def trace(self, trace: Trace, at: str) -> None:
        """A line of the step log: an arrival, a leave, or both. `at` is its instant as text."""
        journey, version, hour = trace.journey_id, trace.version_id, at[:13] + _HOUR
        if trace.arrived:
            self.numbers[journey, version, trace.step, "", "entered", hour] += 1
        if trace.port is not None:
            self.numbers[journey, version, trace.step, trace.port, "left", hour] += 1

    def run(self, journey: int, version: int, metric: str, at: str, n: int = 1) -> None:
        self.numbers[journey, version, "", "", metric, at[:13] + _HOUR] += n

    def message(self, journey: int, version: int, step: str, metric: str, at: datetime) -> None:
        self.numbers[journey, version, step, "", metric, at.isoformat()[:13] + _HOUR] += 1

    def ending(self, run: Run, before: Status | None, at: str) -> None:
        """A run that ended counts once; one that is retried no longer counts as failed."""
        if before == Status.FAILED and run.status != Status.FAILED:
            self.run(run.journey_id, run.version_id, "run_failed", at, -1)
        if run.status in ENDINGS and run.status != before:
            self.run(run.journey_id, run.version_id, ENDINGS[run.status], at)

    def store(self, connection: Connection[Any]) -> None:
        copy(connection, COPY, self.lines())

    def lines(self) -> list[str]:
        return [
            f"{journey}\t{version}\t{text(step)}\t{port}\t{metric}\t{hour}\t{n}\n"
            for (journey, version, step, port, metric, hour), n in self.numbers.items()
            if n
        ]


def fold(connection: Connection[Any]) -> int:
    """Move deltas into the counters; how many rows. Nothing while another worker does it."""
    with connection.transaction():
        may = connection.execute(MAY_FOLD).fetchone()
        if may is None or not may[0]:
            return 0
        row = connection.execute(FOLD).fetchone()
        return int(row[0]) if row else 0


def compact(connection: Connection[Any], now: datetime) -> int:
    """Join old hours into days; how many rows there were. One worker at a time, as in folding."""
    with connection.transaction():
        may = connection.execute(MAY_FOLD).fetchone()
        if may is None or not may[0]:
            return 0
        return connection.execute(COMPACT, (now - HOURS_KEPT,)).rowcount


def totals(connection: Connection[Any], journey_id: int) -> dict[str, Any]:
    """The numbers of a journey over all versions, as the API shows them."""
    runs = dict.fromkeys(("entered", "completed", "exited", "failed", "ended"), 0)
    steps: dict[str, dict[str, Any]] = {}
    for step, port, metric, n in connection.execute(TOTALS, {"journey": journey_id}):
        if metric.startswith("run_"):
            runs[metric[4:]] = n
            continue
        numbers = steps.setdefault(
            step, {"entered": 0, "waiting": 0, "left": 0, "sent": 0, "refused": 0, "failed": 0}
            | {"ports": {}},
        )  # fmt: skip
        if metric == "left":
            numbers["ports"][port] = n
            numbers["left"] += n
        else:
            numbers[metric] = n
    for numbers in steps.values():
        numbers["waiting"] = numbers["entered"] - numbers["left"]
    ended = runs["completed"] + runs["exited"] + runs["failed"] + runs["ended"]
    return {"runs": {**runs, "active": runs["entered"] - ended}, "steps": steps}
