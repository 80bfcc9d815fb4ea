"""Triggers: whom they admit, and when date and schedule triggers fall due (S4, S5, S11, S26)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.core.anniversaries import Day
from journeys.core.items import Event
from journeys.core.view import Occurrence, View
from journeys.core.windows import to_local
from journeys.triggers.registry import TRIGGERS
from tests.unit.core.trees import ZONES

BERLIN, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")


def trigger(kind: str, **config: Any) -> Any:
    cls = TRIGGERS[kind]
    decoded = msgspec.convert(config, cls.Config)
    assert not list(cls.check(decoded, ""))
    return cls(decoded)


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def view(profile: Any = None, now: str = "2026-03-02T12:00", **more: Any) -> View:
    zones = {"zone": BERLIN, "workspace_zone": BERLIN, **more}
    return View(now=when(now), profile=profile or {}, **zones)


def test_s4_s5_an_event_trigger_says_how_old_and_how_long() -> None:
    default = trigger("event", event="x")
    assert (default.max_age, default.settle) == (timedelta(hours=24), timedelta(minutes=5))
    patient = trigger("event", event="x", max_age="P2D", settle="PT0S")
    assert (patient.max_age, patient.settle) == (timedelta(days=2), timedelta(0))


def test_s5_an_event_trigger_names_what_its_filter_lacks() -> None:
    filter_ = {"all": [{"event": "total", "type": "number", "op": "gt", "value": 5},
                       {"profile": "city", "op": "is", "value": "Riga"}]}  # fmt: skip
    asked = trigger("event", event="x", filter=filter_)
    event = Event(kind="track", name="x", message_id="1", timestamp=when("2026-03-02"),
                  properties={"total": 9})  # fmt: skip
    assert not asked.admits(view(event=event))
    assert asked.absent(view(event=event)) == ("city",)
    assert asked.admits(view({"city": "Riga"}, event=event))


# -- date --------------------------------------------------------------------------------------


def times(asked: Any, here: View, after: str, count: int = 2) -> list[str]:
    found, now = [], when(after)
    for _ in range(count):
        due = asked.next_for(here, now)
        if due is None:
            break
        found.append(due.strftime("%Y-%m-%dT%H:%M"))
        now = due
    return found


@pytest.mark.parametrize(
    ("config", "value", "expected"),
    [
        ({}, "1990-05-07", ["2026-05-07T07:00", "2027-05-07T07:00"]),
        (
            {"direction": "before", "days": 7},
            "1990-01-03",
            ["2026-12-27T08:00", "2027-12-27T08:00"],
        ),
        ({"direction": "after", "days": 1}, "1990-12-31", ["2027-01-01T08:00", "2028-01-01T08:00"]),
        ({}, "2000-02-29", ["2027-02-28T08:00", "2028-02-29T08:00"]),
        ({"feb29": "mar_1"}, "2000-02-29", ["2027-03-01T08:00", "2028-02-29T08:00"]),
        ({"repeat": "single"}, "2026-05-07", ["2026-05-07T07:00"]),
        (
            {"repeat": "single", "direction": "before", "days": 3},
            "2026-05-07",
            ["2026-05-04T07:00"],
        ),
        ({"repeat": "single"}, "2026-01-01", []),
        ({"at": "02:30"}, "2000-03-29", ["2026-03-29T01:00", "2027-03-29T00:30"]),
        ({}, "2000-05-06T23:30:00Z", ["2026-05-07T07:00", "2027-05-07T07:00"]),
        ({}, "soon", []),
    ],
)
def test_s11_a_date_falls_due_at_a_local_time(config: Any, value: str, expected: list[str]) -> None:
    asked = trigger("date", attribute="day", **config)
    assert times(asked, view({"day": value}), "2026-03-02T12:00") == expected


def test_the_date_of_the_latest_event_counts() -> None:
    asked = trigger("date", source="event", event="booked", property="visit.day", repeat="single")
    past = [
        Occurrence(when("2026-02-02"), {"visit": {"day": "2026-06-02"}}),
        Occurrence(when("2026-02-01"), {"visit": {"day": "2026-06-01"}}),
    ]
    assert asked.next_for(view(history={"booked": past}), when("2026-03-01")) == when(
        "2026-06-02T07:00"
    )
    assert list(asked.conditions()) == [{"did": "booked"}]


@settings(max_examples=100)
@given(
    born=st.dates(date(1930, 1, 1), date(2030, 12, 31)),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    repeat=st.sampled_from(["yearly", "single"]),
    direction=st.sampled_from(["on", "before", "after"]),
    days=st.integers(1, 60),
    feb29=st.sampled_from(["feb_28", "mar_1"]),
    after=st.datetimes(datetime(2025, 1, 1), datetime(2032, 1, 1)),  # noqa: DTZ001
)
def test_s26_the_index_on_the_day_finds_whom_the_clock_finds(
    born: date, zone: ZoneInfo, after: datetime, **config: Any
) -> None:
    """Live asks the index for a day, simulation asks the customer's own clock: the same answer."""
    asked = trigger("date", attribute="day", at="09:00", **config)
    start = after.replace(tzinfo=UTC)
    here = View(now=start, profile={"day": born.isoformat()}, zone=zone, workspace_zone=BERLIN)
    by_clock = asked.next_for(here, start)
    day = to_local(start, zone).date() - timedelta(days=1)
    key = Day(born.year, born.month, born.day)
    for ahead in range(800):
        local = day + timedelta(days=ahead)
        due = asked.due_at(local, zone)
        wanted = asked.matching(local)
        if due > start and (key in wanted or key[1:] in wanted):
            assert by_clock == due
            return
    assert by_clock is None or by_clock > start + timedelta(days=700)


# -- schedule ----------------------------------------------------------------------------------


def test_s11_a_schedule_goes_by_the_workspaces_zone_or_each_customers() -> None:
    here = view(zone=APIA)
    same = trigger("schedule", repeat="cron", cron="0 9 * * 1")
    assert times(same, here, "2026-03-02T12:00") == ["2026-03-09T08:00", "2026-03-16T08:00"]
    own = trigger("schedule", repeat="cron", cron="0 9 * * 1", zone="customer")
    assert times(own, here, "2026-03-02T12:00") == ["2026-03-08T20:00", "2026-03-15T20:00"]
    assert own.per_customer
    assert not same.per_customer


def test_a_moment_comes_once() -> None:
    once = trigger("schedule", moment="2026-03-29T02:30")
    assert times(once, view(), "2026-03-02T12:00") == ["2026-03-29T01:00"]


def test_the_next_five_times_are_shown() -> None:
    asked = trigger("schedule", repeat="cron", cron="30 2 * * *")
    upcoming = asked.upcoming(when("2026-03-28T00:00"), BERLIN)
    assert [due.strftime("%d %H:%M") for due in upcoming] == [
        "28 01:30", "29 01:00", "30 00:30", "31 00:30", "01 00:30",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "config", "path"),
    [
        ("schedule", {}, "/moment"),
        ("schedule", {"repeat": "cron"}, "/cron"),
        ("schedule", {"repeat": "cron", "cron": "0 0 30 2 *"}, "/cron"),
        ("date", {}, "/attribute"),
        ("date", {"source": "event"}, "/event"),
        ("date", {"attribute": "x", "direction": "before"}, "/days"),
        ("event", {"event": "x", "filter": {"all": []}}, "/filter/all"),
        ("api", {"condition": {"profile": ""}}, "/condition/profile"),
    ],
)
def test_what_is_wrong_with_a_trigger_is_said(kind: str, config: Any, path: str) -> None:
    cls = TRIGGERS[kind]
    problems = list(cls.check(msgspec.convert(config, cls.Config), ""))
    assert path in [problem.path for problem in problems]
