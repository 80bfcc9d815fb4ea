"""What each operator means, per type.

A comparison with an absent value is false; the negative operators and "is not set" are true.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from journeys.core.conditions.values import Moment, text_of
from journeys.core.durations import Duration, add, shift_local
from journeys.core.windows import to_local

Arity = Literal[0, 1, 2, "many", "duration"]

OPERATORS: Mapping[str, Mapping[str, Arity]] = {
    "text": {
        "is": 1, "is_not": 1, "contains": 1, "not_contains": 1, "starts_with": 1, "ends_with": 1,
        "in": "many", "not_in": "many", "is_set": 0, "is_not_set": 0,
    },
    "number": {
        "is": 1, "is_not": 1, "gt": 1, "gte": 1, "lt": 1, "lte": 1, "between": 2,
        "in": "many", "not_in": "many", "is_set": 0, "is_not_set": 0,
    },
    "date": {
        "is": 1, "is_not": 1, "before": 1, "after": 1, "between": 2, "within_last": "duration",
        "more_than_ago": "duration", "within_next": "duration", "on_this_day": 0,
        "is_set": 0, "is_not_set": 0,
    },
    "boolean": {"is_true": 0, "is_false": 0, "is": 1, "is_not": 1, "is_set": 0, "is_not_set": 0},
    "list": {
        "has": 1, "has_not": 1, "contains": 1, "not_contains": 1, "is_set": 0, "is_not_set": 0,
    },
}  # fmt: skip
"""Type -> operator -> how many operands it takes."""

ROOTS = ("profile", "event", "entry", "run", "message")
"""What a comparison can read from; `message` is a report on a message of the run, such as
"reminder.opened"."""
MAX_DEPTH = 20


def root_of(leaf: Mapping[str, Any]) -> str:
    """What a comparison reads from; "" when it is no comparison."""
    return next((root for root in ROOTS if root in leaf), "")


TRUE_WHEN_ABSENT = frozenset({"is_not", "not_contains", "not_in", "has_not", "is_not_set"})
BY_TIME = frozenset({"within_last", "more_than_ago", "within_next", "on_this_day"})
"""Operators whose truth may change by time alone."""


def _has(value: Any, want: str) -> bool:
    return any(text_of(item) == want for item in value)


PLAIN: Mapping[tuple[str, str], Callable[[Any, Any], bool]] = {
    ("text", "is"): lambda value, want: value == want,
    ("text", "is_not"): lambda value, want: value != want,
    ("text", "contains"): lambda value, want: want in value,
    ("text", "not_contains"): lambda value, want: want not in value,
    ("text", "starts_with"): lambda value, want: value.startswith(want),
    ("text", "ends_with"): lambda value, want: value.endswith(want),
    ("text", "in"): lambda value, want: value in want,
    ("text", "not_in"): lambda value, want: value not in want,
    ("number", "is"): lambda value, want: value == want,
    ("number", "is_not"): lambda value, want: value != want,
    ("number", "gt"): lambda value, want: value > want,
    ("number", "gte"): lambda value, want: value >= want,
    ("number", "lt"): lambda value, want: value < want,
    ("number", "lte"): lambda value, want: value <= want,
    ("number", "in"): lambda value, want: value in want,
    ("number", "not_in"): lambda value, want: value not in want,
    ("boolean", "is"): lambda value, want: value is want,
    ("boolean", "is_not"): lambda value, want: value is not want,
    ("list", "has"): _has,
    ("list", "has_not"): lambda value, want: not _has(value, want),
    ("list", "contains"): _has,
    ("list", "not_contains"): lambda value, want: not _has(value, want),
}
"""Comparisons with one operand that need neither clock nor zone."""


def compare_dates(value: Moment, want: Moment, zone: ZoneInfo) -> int:
    """-1, 0 or 1. To a day compares the customer's local day; two instants compare exactly; else
    the customer's wall clock decides."""
    left: date
    right: date
    if want.whole_day:
        left, right = value.wall(zone).date(), want.day
    elif value.instant is not None and want.instant is not None:
        left, right = value.instant, want.instant
    else:
        left, right = value.wall(zone), want.wall(zone)
    return (left > right) - (left < right)


def shifted(value: Moment, now: datetime, duration: Duration, sign: int, zone: ZoneInfo) -> int:
    """Compares a date with `now` moved by a duration: an instant exactly, a wall clock time by
    the wall clock, a day by days."""
    left: date
    right: date
    if value.instant is not None:
        left, right = value.instant, add(now, duration, _UTC, sign)
    else:
        wall = shift_local(to_local(now, zone), duration, sign)
        if value.local is not None:
            left, right = value.local, wall
        else:
            left, right = value.day, wall.date()
    return (left > right) - (left < right)


_UTC = ZoneInfo("UTC")
_NOTHING = Duration(0, 0, 0)


def within_last(value: Moment, now: datetime, duration: Duration, zone: ZoneInfo) -> bool:
    return (
        shifted(value, now, duration, -1, zone) >= 0 and shifted(value, now, _NOTHING, 1, zone) <= 0
    )


def more_than_ago(value: Moment, now: datetime, duration: Duration, zone: ZoneInfo) -> bool:
    return shifted(value, now, duration, -1, zone) < 0


def within_next(value: Moment, now: datetime, duration: Duration, zone: ZoneInfo) -> bool:
    return (
        shifted(value, now, _NOTHING, 1, zone) >= 0 and shifted(value, now, duration, 1, zone) <= 0
    )


TIMED = {"within_last": within_last, "more_than_ago": more_than_ago, "within_next": within_next}


def anniversary(value: Moment, now: datetime, zone: ZoneInfo) -> bool:
    """On this day of any year; 29 February falls on the 28th in common years."""
    day, today = value.wall(zone).date(), to_local(now, zone).date()
    return falls_on(day.month, day.day, today)


def falls_on(month: int, day: int, today: date) -> bool:
    if (month, day) == (2, 29) and not _is_leap(today.year):
        day = 28
    return (today.month, today.day) == (month, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
