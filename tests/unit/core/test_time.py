"""Local time (S11): gaps, folds, windows, durations, cron and yearly dates, in every zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.core import cron, durations
from journeys.core.anniversaries import MonthDay, occurrence_in, year_days
from journeys.core.windows import (
    Window,
    at_local_time,
    next_midnight,
    to_instant,
    to_local,
)

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")
zones = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})).map(ZoneInfo)
walls = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 (wall clocks)
instants = walls.map(lambda wall: wall.replace(tzinfo=UTC))
hours = st.sampled_from(["00:00", "02:30", "09:00", "12:15", "18:00", "23:59"])


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_s11_a_time_that_is_skipped_becomes_the_next_that_exists() -> None:
    assert to_instant(wall("2024-03-31T02:30"), BERLIN) == utc("2024-03-31T01:00")
    assert to_local(utc("2024-03-31T01:00"), BERLIN) == wall("2024-03-31T03:00")
    assert to_instant(wall("2024-10-06T02:10"), LORD_HOWE) == utc("2024-10-05T15:30")


def test_s11_a_time_that_occurs_twice_is_the_first() -> None:
    assert to_instant(wall("2024-10-27T02:30"), BERLIN) == utc("2024-10-27T00:30")


def test_s11_a_day_that_a_zone_skipped_becomes_the_next() -> None:
    skipped = to_instant(wall("2011-12-30T12:00"), APIA)
    assert to_local(skipped, APIA) == wall("2011-12-31T00:00")


@settings(max_examples=300)
@given(wall=walls, zone=zones)
def test_s11_every_wall_clock_time_has_one_instant_in_every_zone(
    wall: datetime, zone: ZoneInfo
) -> None:
    instant = to_instant(wall, zone)
    back = to_local(instant, zone)
    if back == wall:
        earlier = instant - timedelta(microseconds=1)
        for offset in (30, 60, 120, 180):  # no earlier instant shows the same wall clock
            assert to_local(instant - timedelta(minutes=offset), zone) != wall
        assert to_local(earlier, zone) != wall
    else:
        assert back > wall  # skipped: just before, the clock still showed an earlier time
        assert to_local(instant - timedelta(microseconds=1), zone) < wall


@given(one=walls, two=walls, zone=zones)
def test_s11_order_of_wall_clocks_is_kept(one: datetime, two: datetime, zone: ZoneInfo) -> None:
    first, second = sorted((one, two))
    assert to_instant(first, zone) <= to_instant(second, zone)


@given(now=instants, zone=zones)
def test_the_next_midnight_begins_a_later_day(now: datetime, zone: ZoneInfo) -> None:
    midnight = next_midnight(now, zone)
    assert midnight > now
    assert to_local(midnight, zone).date() > to_local(now, zone).date()


# -- windows ---------------------------------------------------------------------------------


@given(
    days=st.lists(st.integers(1, 7), max_size=7), start=hours, end=hours, now=instants, zone=zones
)
def test_s11_the_next_open_slot_is_open_and_none_before_it(
    days: list[int], start: str, end: str, now: datetime, zone: ZoneInfo
) -> None:
    window = Window.of(days, start, end)
    opens = window.next_open(now, zone)
    assert opens >= now
    assert window.is_open(opens, zone)
    if opens == now:
        return
    for share in (0.25, 0.5, 0.9):
        between = now + (opens - now) * share
        assert not window.is_open(between, zone) or between >= opens - timedelta(hours=25)


def test_a_window_past_midnight_belongs_to_the_day_it_began() -> None:
    friday_night = Window.of([5], "22:00", "06:00")
    assert friday_night.is_open(utc("2024-03-02T03:00"), ZoneInfo("UTC"))  # a Saturday
    assert not friday_night.is_open(utc("2024-03-01T03:00"), ZoneInfo("UTC"))  # a Friday
    opens = friday_night.next_open(utc("2024-03-02T06:00"), ZoneInfo("UTC"))
    assert opens == utc("2024-03-08T22:00")


def test_the_same_time_twice_is_the_whole_day() -> None:
    assert Window.of([1], "09:00", "09:00").is_open(utc("2024-03-05T08:59"), ZoneInfo("UTC"))


# -- durations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "iso", "end"),
    [
        ("2024-01-31T10:00", "P1M", "2024-02-29T10:00"),
        ("2023-01-31T10:00", "P1M", "2023-02-28T10:00"),
        ("2024-02-29T10:00", "P1Y", "2025-02-28T10:00"),
        ("2024-03-30T12:00", "P1D", "2024-03-31T11:00"),  # a day of 23 hours in Berlin
        ("2024-03-30T12:00", "PT24H", "2024-03-31T12:00"),
        ("2024-03-30T01:30", "P1D", "2024-03-31T01:00"),  # 02:30 does not exist there
        ("2024-10-26T00:30", "P1D", "2024-10-27T00:30"),  # 02:30 occurs twice: the first
        ("2024-01-01T00:00", "P1W2DT3H", "2024-01-10T03:00"),
    ],
)
def test_s11_days_go_by_the_calendar_and_hours_are_exact(start: str, iso: str, end: str) -> None:
    assert durations.add_duration(utc(start), iso, BERLIN) == utc(end)


@pytest.mark.parametrize("text", ["", "P", "PT", "1h", "P1H", "PT1.5H", "P-1D", "PT1H ", "PT1H\n"])
def test_what_is_no_duration_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        durations.parse(text)


@pytest.mark.parametrize("text", ["P101Y", "P99999D", "PT9999999H"])
def test_more_than_a_hundred_years_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hundred years"):
        durations.parse(text)


@given(now=instants, days=st.integers(0, 800), zone=zones)
def test_a_duration_is_never_longer_than_it_says(now: datetime, days: int, zone: ZoneInfo) -> None:
    duration = durations.parse(f"P{days}D")
    assert now <= durations.add(now, duration, zone) <= now + duration.at_most + timedelta(days=1)


# -- cron ------------------------------------------------------------------------------------


def fires(expression: str, after: str, zone: ZoneInfo, count: int) -> list[str]:
    found, now = [], utc(after)
    for _ in range(count):
        due = cron.next_time(expression, now, zone)
        assert due is not None
        found.append(f"{due:%m-%dT%H:%M}")
        now = due
    return found


def test_s11_cron_fires_once_when_its_hour_occurs_twice() -> None:
    assert fires("30 2 * * *", "2024-10-26T12:00", BERLIN, 2) == ["10-27T00:30", "10-28T01:30"]


def test_s11_cron_fires_at_the_next_time_when_its_hour_is_skipped() -> None:
    assert fires("30 2 * * *", "2024-03-30T12:00", BERLIN, 2) == ["03-31T01:00", "04-01T00:30"]


@pytest.mark.parametrize(
    "text", ["", "* * * *", "60 * * * *", "a b c d e", "* * * * * *", "0 0 30 2 *", "x" * 200]
)
def test_what_is_no_cron_expression_is_seen(text: str) -> None:
    assert not cron.is_cron(text)


# -- dates of the year -----------------------------------------------------------------------


@given(
    born=st.dates(date(1900, 1, 1), date(2024, 12, 31)),
    year=st.integers(1990, 2100),
    rule=st.sampled_from(["feb_28", "mar_1"]),
)
def test_s11_the_index_finds_a_yearly_date_on_its_day_and_on_no_other(
    born: date, year: int, rule: str
) -> None:
    day = occurrence_in(year, born, rule)  # type: ignore[arg-type]
    key = MonthDay(born.month, born.day)
    assert key in year_days(day, rule)  # type: ignore[arg-type]
    for other in (-2, -1, 1, 2):
        assert key not in year_days(day + timedelta(days=other), rule)  # type: ignore[arg-type]


def test_a_local_time_on_a_day() -> None:
    assert at_local_time(date(2024, 7, 1), "09:00", BERLIN) == utc("2024-07-01T07:00")
