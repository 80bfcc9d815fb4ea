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

# Of a period, and of all time: who stands where now follows from everything that ever was.
TOTALS = """
select step, port, metric,
       coalesce(sum(n) filter (where hour >= %(since)s and hour < %(until)s), 0)::bigint,
       sum(n)::bigint
  from (select version_id, step, port, metric, hour, n from counter where journey_id = %(journey)s
        union all
        select version_id, step, port, metric, hour, n from counter_delta
         where journey_id = %(journey)s) both_tables
 where %(version)s::bigint is null or version_id = %(version)s
 group by step, port, metric
"""

ENDINGS = {
    Status.COMPLETED: "run_completed",
    Status.EXITED: "run_exited",
    Status.FAILED: "run_failed",
    Status.ENDED: "run_ended",
}
RUNS = ("entered", "completed", "exited", "failed", "ended")
STEP = ("entered", "waiting", "left", "sent", "refused", "failed")
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

    def refusal(self, journey: int, version: int, trigger: str, at: str) -> None:
        """Somebody was not let in by this trigger."""
        self.numbers[journey, version, trigger, "", "kept_out", at[:13] + _HOUR] += 1

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


def totals(
    connection: Connection[Any],
    journey_id: int,
    since: datetime | None = None,
    until: datetime | None = None,
    version_id: int | None = None,
) -> dict[str, Any]:
    """The numbers of a journey as the API shows them: in [since, until), of one version or all.

    What stands or is under way is so now, whatever the period.
    """
    runs = dict.fromkeys(RUNS, 0)
    steps: dict[str, dict[str, Any]] = {}
    ever = dict.fromkeys(RUNS, 0)
    values = {
        "journey": journey_id,
        "since": since or "-infinity",
        "until": until or "infinity",
        "version": version_id,
    }
    for step, port, metric, n, ever_n in connection.execute(TOTALS, values):
        if metric.startswith("run_"):
            runs[metric[4:]], ever[metric[4:]] = n, ever_n
            continue
        numbers = steps.setdefault(step, dict.fromkeys(STEP, 0) | {"ports": {}})
        if metric == "entered":
            numbers["entered"] = n
            numbers["waiting"] += ever_n
        elif metric == "left":
            numbers["left"] += n
            numbers["waiting"] -= ever_n
            if n:
                numbers["ports"][port] = n
        else:  # a trigger refuses entries, a step messages
            numbers["refused" if metric == "kept_out" else metric] += n
    active = ever["entered"] - sum(
        ever[name] for name in ("completed", "exited", "failed", "ended")
    )
    return {"runs": {**runs, "active": active}, "steps": steps}
