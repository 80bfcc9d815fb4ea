"""When a condition may next change by time alone (S10): what comes true at midnight is found."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from journeys.core.conditions.evaluate import reader, view_of, window_of
from journeys.core.conditions.needs import leaves
from journeys.core.conditions.operators import BY_TIME, root_of
from journeys.core.conditions.values import Moment, moment_of
from journeys.core.durations import Duration, add, parse, shift_local
from journeys.core.view import View
from journeys.core.windows import TICK, next_midnight, to_instant

UTC = ZoneInfo("UTC")
_SLACK = 4
"""Days around a date to look at: "a month after" 30 January is not undone by "a month before"."""


def next_change(tree: Mapping[str, Any] | None, view: View) -> datetime | None:
    """The first instant after now at which the truth may change by itself; None: never.

    It may be early (the condition is looked at again in vain), never late.
    """
    try:
        return min((when for leaf in leaves(tree) for when in _changes(leaf, view)), default=None)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None


def changes_by_time(tree: Mapping[str, Any] | None) -> bool:
    """Whether time alone can ever change it."""
    return any(
        "local_time" in leaf or leaf.get("within") or leaf.get("op") in BY_TIME
        for leaf in leaves(tree)
    )


def _changes(leaf: Mapping[str, Any], view: View) -> Iterator[datetime]:
    if "local_time" in leaf:
        yield window_of(leaf["local_time"]).next_edge(view.now, view.zone)
    elif "did" in leaf:
        yield from _did(leaf, view)
    elif leaf.get("op") in BY_TIME:
        yield from _timed(leaf, view)


def _did(leaf: Mapping[str, Any], view: View) -> Iterator[datetime]:
    past = view.history.get(leaf["did"], ())
    if leaf.get("within"):
        within = parse(leaf["within"])
        since = add(view.now, within, UTC, -1)
        for one in past:
            if one.timestamp >= since:
                yield from _first(_around(Moment(one.timestamp.date(), instant=one.timestamp),
                                          within, 1, view.zone), view.now)  # fmt: skip
    if changes_by_time(leaf.get("where")):
        for one in past:
            when = next_change(leaf["where"], view_of(view, one))
            if when is not None:
                yield when


def _timed(leaf: Mapping[str, Any], view: View) -> Iterator[datetime]:
    op = leaf["op"]
    root = root_of(leaf) or "profile"
    value = moment_of(reader(root, leaf[root])(view))
    if value is None:
        return
    if op == "on_this_day":
        yield next_midnight(view.now, view.zone)
        return
    nothing, duration = Duration(0, 0, 0), parse(leaf["value"])
    sign = -1 if op == "within_next" else 1
    yield from _first(_around(value, duration, sign, view.zone), view.now)
    if op != "more_than_ago":
        yield from _first(_around(value, nothing, 1, view.zone), view.now)


def _around(value: Moment, duration: Duration, sign: int, zone: ZoneInfo) -> Iterator[datetime]:
    """Instants near `value` moved by the duration, in order; the change is at one of them."""
    slack = range(-_SLACK, _SLACK + 1) if duration.months else range(2 if value.whole_day else 1)
    for days in slack:
        if value.instant is not None:
            moved = add(value.instant, duration, UTC, sign) + timedelta(days=days)
            yield moved
            yield moved + TICK
        else:
            wall = shift_local(value.wall(zone), duration, sign) + timedelta(days=days)
            moved = to_instant(wall, zone)
            yield moved
            yield moved + TICK


def _first(instants: Iterator[datetime], now: datetime) -> Iterator[datetime]:
    when = next((instant for instant in instants if instant > now), None)
    if when is not None:
        yield when
