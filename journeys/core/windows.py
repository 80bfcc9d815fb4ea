"""Local time (S11): from wall clocks to instants, and weekly windows of days and hours.

A local time that daylight saving skips becomes the next that exists; one that occurs twice is the
first.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
_LOCAL_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")


def to_local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The wall clock (naive) at an instant."""
    return instant.astimezone(zone).replace(tzinfo=None)


def to_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a wall clock time (naive), by the rule of S11."""
    aware = local.replace(tzinfo=zone, fold=0)
    instant = aware.astimezone(UTC)
    if to_local(instant, zone) == local:
        return instant
    return _end_of_gap(aware.replace(fold=1).astimezone(UTC), instant, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant of the change between two instants that lie on either side of it."""
    old = before.astimezone(zone).utcoffset()
    while after - before > TICK:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day."""
    return to_instant(datetime.combine(day, time()), zone)


def next_midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after `now` at which a new local day begins."""
    day = to_local(now, zone).date()
    while (instant := start_of_day(day := day + DAY, zone)) <= now:
        pass  # a day that the zone skipped as a whole (a change of the date line)
    return instant


def parse_local_time(text: str) -> timedelta:
    """ "09:00" as the time since midnight; "24:00" is the end of the day. ValueError otherwise."""
    if not _LOCAL_TIME.fullmatch(text):
        raise ValueError(f"{text!r} is not a time of day such as 09:00.")
    return timedelta(hours=int(text[:2]), minutes=int(text[3:]))


def at_local_time(day: date, text: str, zone: ZoneInfo) -> datetime:
    """The instant of a time of day on a local day."""
    return to_instant(datetime.combine(day, time()) + parse_local_time(text), zone)


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Days of the week and hours. From 22:00 to 06:00 goes past midnight and belongs to the day it
    began; the same time twice means the whole day."""

    weekdays: frozenset[int]
    """ISO: Monday is 1."""
    start: timedelta
    end: timedelta

    @classmethod
    def of(cls, weekdays: object, start: str, end: str) -> "Window":
        days = (
            frozenset(weekdays) if isinstance(weekdays, list | tuple) and weekdays else range(1, 8)
        )
        return cls(
            weekdays=frozenset(days), start=parse_local_time(start), end=parse_local_time(end)
        )

    def spans(self, day: date) -> tuple[datetime, datetime] | None:
        """From when to when it is open (wall clock) in the slot that begins on this day."""
        if day.isoweekday() not in self.weekdays:
            return None
        midnight = datetime.combine(day, time())
        length = self.end - self.start if self.end > self.start else self.end - self.start + DAY
        return midnight + self.start, midnight + self.start + length

    def is_open(self, now: datetime, zone: ZoneInfo) -> bool:
        local = to_local(now, zone)
        for day in (local.date(), local.date() - DAY):
            span = self.spans(day)
            if span and span[0] <= local < span[1]:
                return True
        return False

    def next_open(self, now: datetime, zone: ZoneInfo) -> datetime:
        """`now` when it is open, else the instant of the next opening."""
        if self.is_open(now, zone):
            return now
        return next(edge for edge in self._edges(now, zone) if self.is_open(edge, zone))

    def next_edge(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The next instant at which it may open or close."""
        return next(self._edges(now, zone))

    def _edges(self, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        first = to_local(now, zone).date() - 2 * DAY
        for offset in range(
            24
        ):  # a slot can fall into a day that its zone skips: look further than a week
            span = self.spans(first + offset * DAY)
            for local in span or ():
                instant = to_instant(local, zone)
                if instant > now:
                    yield instant
