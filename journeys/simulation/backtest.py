"""A journey over recorded events: the same `play` as live, one customer after the other."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Literal

from journeys.core.durations import Duration
from journeys.core.durations import add as add_duration
from journeys.core.items import Event
from journeys.core.person import Journeys
from journeys.core.program import Program
from journeys.simulation.report import Report, Tally
from journeys.simulation.rows import Row, in_order
from journeys.simulation.virtual import live_through, newcomer, sent_at_once

END_OF_TIME = datetime(9900, 1, 1, tzinfo=UTC)


def backtest(
    program: Program,
    rows: Iterable[Row],
    until: Duration | Literal["end"] | None = None,
    zone: str = "UTC",
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Run every customer of `rows` through the journey and count.

    The clock stops at the last event, runs on for a duration, or, with "end", until no run waits.
    Entries by schedule and date stop at the last event, or with the duration. `progress` is told
    how many rows are done. An event whose name is a Segment call in `$` (`$identify`) is that call.
    """
    by_customer: dict[tuple[str | None, str | None], list[Row]] = {}
    tally = Tally()
    for row in rows:
        key = (row.user_id, None if row.user_id else row.anonymous_id)
        by_customer.setdefault(key, []).append(row)
        tally.saw(row.timestamp)
    journeys = Journeys([program], zones={program.workspace_id: zone})
    stop = enrol_until = tally.latest or END_OF_TIME
    if until == "end":
        stop = END_OF_TIME
    elif until is not None:
        stop = enrol_until = add_duration(stop, until, journeys.zone(program.workspace_id))
    for (user_id, anonymous_id), theirs in by_customer.items():
        person = newcomer(program.workspace_id, user_id, anonymous_id)
        events = [as_event(row) for row in in_order(theirs)]
        for played in live_through(
            person, events, stop, journeys, [program],
            enrol_until=enrol_until, on_message=sent_at_once,
        ):  # fmt: skip
            tally.add(played)
        if progress:
            progress(len(theirs))
    total = sum(len(theirs) for theirs in by_customer.values())
    return tally.report(customers=len(by_customer), events=total)


CALLS = {"$identify": "identify", "$page": "page", "$screen": "screen", "$group": "group"}


def as_event(row: Row) -> Event:
    """A row as the event that live would have accepted at that instant."""
    return Event(
        kind=CALLS.get(row.event, "track"),  # type: ignore[arg-type]
        name=row.event,
        message_id=row.message_id,
        timestamp=row.timestamp,
        user_id=row.user_id,
        anonymous_id=row.anonymous_id,
        properties=row.properties,
        at=row.timestamp,
        seq=row.number,
    )
