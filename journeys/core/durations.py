"""Durations in ISO 8601 ("PT1H", "P90D", "P1M"): days and longer go by the local calendar, hours
are exact."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from journeys.core.problems import Problem
from journeys.core.windows import to_instant, to_local

_ISO = re.compile(
    r"P(?=[0-9T])(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,7})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?"
)
LONGEST_MONTHS = 1200
LONGEST_DAYS = 36525
"""A hundred years, in either unit: further away is a slip of the finger."""

PATTERN = (
    r"^P(?=[0-9T])([0-9]{1,4}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,6}D)?"
    r"(T(?=[0-9])([0-9]{1,7}H)?([0-9]{1,9}M)?([0-9]{1,9}S)?)?$"
)
"""The same for JSON Schema."""


class Duration(NamedTuple):
    months: int
    days: int
    seconds: int

    @property
    def is_zero(self) -> bool:
        return not any(self)

    @property
    def at_most(self) -> timedelta:
        """The longest time that it can be, by any calendar and clock change."""
        days = self.months * 31 + self.days + (1 if self.months or self.days else 0)
        return timedelta(days=days, seconds=self.seconds)

    @property
    def at_least(self) -> timedelta:
        """The shortest time that it can be, changes of the clocks aside."""
        return timedelta(days=self.months * 28 + self.days, seconds=self.seconds)

    @property
    def about(self) -> timedelta:
        """Its usual length, for estimates."""
        return timedelta(days=self.months * 30.436875 + self.days, seconds=self.seconds)


@lru_cache(maxsize=4096)
def parse(text: str) -> Duration:
    """ValueError, with a sentence, when it is not a duration or longer than a hundred years."""
    match = _ISO.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a duration. Write it like PT1H, P2D or P1M.")
    years, months, weeks, days, hours, minutes, seconds = (
        int(part or 0) for part in match.groups()
    )
    duration = Duration(
        years * 12 + months, weeks * 7 + days, hours * 3600 + minutes * 60 + seconds
    )
    whole_days = duration.days + duration.seconds // 86400
    if duration.months > LONGEST_MONTHS or whole_days > LONGEST_DAYS:
        raise ValueError(f"{text} is too long: the longest is a hundred years.")
    return duration


def shift_local(local: datetime, duration: Duration, sign: int = 1) -> datetime:
    """Calendar arithmetic on a wall clock: months first (31 January + P1M = 28 or 29 February),
    then days, then hours. PostgreSQL's intervals do the same."""
    if duration.months:
        year, month0 = divmod(local.year * 12 + local.month - 1 + sign * duration.months, 12)
        day = min(local.day, monthrange(year, month0 + 1)[1])
        local = local.replace(year=year, month=month0 + 1, day=day)
    return local + sign * timedelta(days=duration.days, seconds=duration.seconds)


def add(instant: datetime, duration: Duration, zone: ZoneInfo, sign: int = 1) -> datetime:
    """The instant that lies a duration after another (before it, with sign=-1), in a zone."""
    if zone.key == "UTC":  # as conditions count: no clocks change, so no conversion is needed
        return shift_local(instant.astimezone(UTC), duration, sign)
    if duration.months or duration.days:
        calendar = Duration(duration.months, duration.days, 0)
        instant = to_instant(shift_local(to_local(instant, zone), calendar, sign), zone)
    return instant + sign * timedelta(seconds=duration.seconds)


def add_duration(instant: datetime, text: str, zone: ZoneInfo) -> datetime:
    """The instant that lies an ISO 8601 duration after another."""
    return add(instant, parse(text), zone)


def problems(text: str, path: str) -> Iterator[Problem]:
    """What is wrong with a duration at a place of the document."""
    try:
        parse(text)
    except ValueError as error:
        yield Problem(path=path, code="duration", message=str(error))
