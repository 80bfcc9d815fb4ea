"""Days of the year: on which day a yearly date falls, and which dates fall on a day."""

from calendar import isleap
from datetime import date
from typing import Literal, NamedTuple

Feb29 = Literal["feb_28", "mar_1"]
"""Where 29 February falls in common years."""


class MonthDay(NamedTuple):
    month: int
    day: int


class Day(NamedTuple):
    year: int
    month: int
    day: int


def occurrence_in(year: int, born: date, rule: Feb29) -> date:
    """The day of a year on which a yearly date falls."""
    if (born.month, born.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28) if rule == "feb_28" else date(year, 3, 1)
    return date(year, born.month, born.day)


def year_days(day: date, rule: Feb29) -> tuple[MonthDay, ...]:
    """Which yearly dates fall on this day; the inverse of `occurrence_in`."""
    own = MonthDay(day.month, day.day)
    moved = (2, 28) if rule == "feb_28" else (3, 1)
    if own == moved and not isleap(day.year):
        return own, MonthDay(2, 29)
    return (own,)
