"""Who left a step or was not let in, from the log: the newest first, a page at a time.

The log has no index by step, for it is only ever appended to. The counters serve as one: they
know in which hours something happened at a step, and only those hours of the log are read.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from journeys.api.periods import Period, counted_by_the_day, start_of_day
from workspaces.clock import now

HOURS = """
select hour, sum(n)::bigint from (
    select version_id, port, hour, n from counter
     where journey_id = %(journey)s and step = %(step)s and metric = %(metric)s
    union all
    select version_id, port, hour, n from counter_delta
     where journey_id = %(journey)s and step = %(step)s and metric = %(metric)s) c
where hour >= coalesce(%(since)s::timestamptz, '-infinity')
  and hour < coalesce(%(until)s::timestamptz, 'infinity')
  and (%(version)s::bigint is null or version_id = %(version)s)
  and (%(port)s::text is null or port = %(port)s) and port <> all(%(but)s)
group by 1 having sum(n) > 0 order by 1 desc
"""
# One row of either log as both are shown; `key` tells apart what happened at the same instant.
LEFT = """
select l.lane, l.at, l.run_id::text || ':' || lpad(l.visit::text, 6, '0') || ':' || l.port as key,
       l.customer_id, l.run_id, l.version_id, l.visit, l.port, l.cause, l.detail
  from step_log l
 where l.journey_id = %(journey)s and l.step = %(step)s and l.port <> ''
   and (%(version)s::bigint is null or l.version_id = %(version)s)
   and (%(port)s::text is null or l.port = %(port)s) and l.port <> all(%(but)s)
"""
NOT_LET_IN = """
select l.lane, l.at, l.customer_id::text || ':' || l.message_id as key,
       l.customer_id, null::uuid, null::bigint, 0, '', l.reason, l.detail
  from refusal l
 where l.journey_id = %(journey)s and l.trigger_id = %(step)s
"""
IN_SPANS = """
select r.* from unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) s(a, b)
 cross join lateral ({log} and l.at >= s.a and l.at < s.b) r
"""
OF_ONE = """
{log} and l.lane = %(lane)s and l.customer_id = %(customer)s
 and l.at >= coalesce(%(since)s::timestamptz, '-infinity')
 and l.at < coalesce(%(until)s::timestamptz, 'infinity')
"""
PAGE = """
select * from ({rows}) found
 where (%(at)s::timestamptz is null or (at, key collate "C") < (%(at)s, %(key)s))
 order by at desc, key collate "C" desc limit %(count)s
"""


class Passage(NamedTuple):
    lane: int
    at: datetime
    key: str
    customer_id: UUID
    run_id: UUID | None
    version_id: int | None
    visit: int
    port: str
    cause: str
    """Of a refused entry: the reason."""
    detail: dict[str, Any] | None


class Wanted(NamedTuple):
    """What is looked for; `port` None is any but those of `but`."""

    journey_id: int
    step: str
    period: Period
    metric: str = "left"
    port: str | None = None
    but: tuple[str, ...] = ()
    customer: tuple[int, UUID] | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {
            "journey": self.journey_id,
            "step": self.step,
            "metric": self.metric,
            "since": self.period.since,
            "until": self.period.until,
            "version": self.period.version_id,
            "port": self.port,
            "but": list(self.but),
        }


def passages(wanted: Wanted, before: tuple[datetime, str] | None, count: int) -> list[Passage]:
    """The `count` latest before a place."""
    log = LEFT if wanted.metric == "left" else NOT_LET_IN
    place = {"at": before[0] if before else None, "key": before[1] if before else ""}
    if wanted.customer:
        lane, customer = wanted.customer
        rows = OF_ONE.format(log=log)
        return _read(rows, wanted, **place, count=count, lane=lane, customer=customer)
    found: list[Passage] = []
    spans = _spans(wanted, before[0] if before else None)
    for some in _enough(spans, count):
        starts, ends = [span[0] for span in some], [span[1] for span in some]
        rest = count - len(found)
        rows = IN_SPANS.format(log=log)
        found += _read(rows, wanted, **place, count=rest, starts=starts, ends=ends)
        if len(found) >= count:
            break
    return found


Span = tuple[datetime, datetime, int]


def _spans(wanted: Wanted, last: datetime | None) -> list[Span]:
    """Where in time something is, and how much of it, the latest first; none overlaps another."""
    spans: list[Span] = []
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(HOURS, wanted.values)
        hours = cursor.fetchall()
    for hour, n in hours:
        start, length = hour, timedelta(hours=1)
        if counted_by_the_day(hour, moment):
            start, length = start_of_day(hour), timedelta(days=1)
        end = min(start + length, spans[-1][0]) if spans else start + length
        if start < end and (last is None or start <= last):
            spans.append((start, end, n))
    return spans


def _enough(spans: Sequence[Span], count: int) -> Iterator[list[Span]]:
    """The spans in portions that should hold a page each. The first is read only in part after
    a cursor, and those who were erased are counted still; so there may have to be another."""
    some: list[Span] = []
    for span in spans:
        some.append(span)
        if sum(n for _, _, n in some[1:] or some) >= count:
            yield some
            some = []
    if some:
        yield some


def _read(rows: str, wanted: Wanted, **more: Any) -> list[Passage]:
    with connection.cursor() as cursor:
        cursor.execute(PAGE.format(rows=rows), wanted.values | more)
        return [Passage._make((*row[:-1], _object(row[-1]))) for row in cursor.fetchall()]


def _object(text: str | None) -> dict[str, Any] | None:
    """Django leaves JSON to its own fields."""
    return json.loads(text) if text else None
