"""Cron expressions on the wall clock: croniter counts in local time, S11 makes instants of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter
from croniter.croniter import CroniterError

from journeys.core.windows import to_instant, to_local

MAX_CHARS = 100


def is_cron(expression: str) -> bool:
    """Five fields: minute, hour, day, month, weekday."""
    if len(expression) > MAX_CHARS or len(expression.split()) != 5:
        return False
    try:
        croniter(expression, datetime(2024, 1, 1)).get_next(datetime)  # noqa: DTZ001 (wall clock)
    except (CroniterError, ValueError, KeyError, OverflowError):
        return False
    return True


def next_time(expression: str, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The first instant after `after`; None when the expression never comes again (30 February).

    In the hour that occurs twice it fires the first time only; what a skipped hour held fires once,
    at the next time that exists.
    """
    local = to_local(after, zone)
    try:
        for wall in _walls(expression, local - _BRINK):
            instant = to_instant(wall, zone)
            if instant > after:
                return instant
    except (CroniterError, ValueError, KeyError, OverflowError):
        return None
    return None


_BRINK = timedelta(hours=3)


def _walls(expression: str, start: datetime) -> Iterator[datetime]:
    times = croniter(expression, start)
    while True:
        yield times.get_next(datetime)
