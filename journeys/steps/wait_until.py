"""Waits until a date, or until the next open hours.

The date comes from the profile, the event that started the run, or a value of the run, and may be
moved by a duration before or after. If that moment is already past, the customer takes the Late
port, or goes on when it is not drawn. Open hours are days of the week and a time of day in the
customer's zone; within them the customer goes on at once.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import msgspec

from journeys.core import durations
from journeys.core.conditions import moment_of
from journeys.core.contract import Fail, Go, Outcome, Visit, Wait
from journeys.core.fields import Duration, LocalTime, duration, field, local_time
from journeys.core.items import Item, Timer
from journeys.core.problems import Problem
from journeys.core.state import PROFILE
from journeys.core.view import MISSING, View, resolve
from journeys.core.windows import Window, at_local_time, to_instant
from journeys.steps.base import Ports, Step

Weekday = Annotated[int, msgspec.Meta(ge=1, le=7)]
MOMENT = {"until": "moment"}


class OpenHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}):
    weekdays: Annotated[tuple[Weekday, ...], field("Days", min_length=1, max_length=7)]
    start: Annotated[LocalTime, local_time("From")]
    to: Annotated[LocalTime, local_time("To")]


class WaitUntilConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    until: Annotated[
        Literal["moment", "window"],
        field("Wait until", widget="select", labels={"moment": "A date", "window": "Open hours"}),
    ] = "moment"
    moment: Annotated[
        Any,
        field(
            "Date",
            "Each customer's own, from the data, or one for all.",
            "date_source",
            show_if=MOMENT,
        ),
    ] = None
    direction: Annotated[
        Literal["on", "before", "after"],
        field(
            "Go on",
            labels={"on": "Then", "before": "Earlier by", "after": "Later by"},
            widget="select",
            show_if=MOMENT,
        ),
    ] = "on"
    offset: Annotated[
        Duration | None,
        duration("By how much", show_if=MOMENT | {"direction": ["before", "after"]}),
    ] = None
    at: Annotated[
        LocalTime | None,
        local_time("At this time of day", "In the customer's zone.", show_if=MOMENT),
    ] = None
    window: Annotated[
        OpenHours | None, field("Open hours", widget="window", show_if={"until": "window"})
    ] = None


class WaitUntil(Step[WaitUntilConfig]):
    kind = "wait_until"
    title = "Wait until"
    group = "flow"
    icon = "calendar-time"
    ports = Ports(fixed=("out",), optional=("late",))
    summary = (
        "{until, select,"
        " window {Wait for open hours: {window.weekdays, weekdays} {window.from} to {window.to}}"
        " other {Wait until {direction, select, on {} other {{offset, duration} {direction} }}"
        "{moment, moment}{at, select, none {} other {, {at}}}}}"
    )
    waits = True
    Config = WaitUntilConfig

    def __init__(self, config: WaitUntilConfig) -> None:
        super().__init__(config)
        hours = config.window
        self.window = Window.of(hours.weekdays, hours.start, hours.to) if hours else None
        self.offset = durations.parse(config.offset) if config.offset else None
        source = config.moment.get("from", "") if isinstance(config.moment, dict) else ""
        self.follows = isinstance(source, str) and source.startswith("profile.")

    @classmethod
    def check(cls, config: WaitUntilConfig, path: str) -> Iterator[Problem]:
        if config.until == "window":
            if config.window is None:
                yield Problem(
                    path=f"{path}/window", code="missing", message="Choose the open hours."
                )
            return
        if config.moment in (None, "", {}):
            yield Problem(path=f"{path}/moment", code="missing", message="Choose a date.")
        elif not isinstance(config.moment, dict) and moment_of(config.moment) is None:
            message = "Enter a date such as 2025-03-31, or choose where it stands."
            yield Problem(path=f"{path}/moment", code="type", message=message)
        if config.offset:
            yield from durations.problems(config.offset, f"{path}/offset")
        elif config.direction != "on":
            yield Problem(path=f"{path}/offset", code="missing", message="Enter a duration.")

    @classmethod
    def longest(cls, config: WaitUntilConfig) -> timedelta | None:
        return timedelta(days=8) if config.until == "window" else None

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        if isinstance(item, Timer):
            return Go()
        if self.config.until == "window":
            return self._open_hours(visit.view)
        until = self.target(visit.view)
        if until is None:
            return self._without_date(visit, item)
        if until < now:
            port = "late" if "late" in visit.drawn else "out"
            return Go(port, note="late", detail={"until": until.isoformat()})
        return Wait(
            until=until,
            awaits=(PROFILE,) if self.follows else (),
            keep={"until": until.isoformat()},
        )

    def _open_hours(self, view: View) -> Outcome:
        if self.window is None:
            return Fail("there are no open hours")
        until = self.window.next_open(view.now, view.zone)
        return Go() if until == view.now else Wait(until=until)

    def _without_date(self, visit: Visit, item: Item | None) -> Outcome:
        """A wait under way keeps the date it had; else late, if drawn, else the run fails (going on
        would greet people on a day that nobody named)."""
        if item is not None and "until" in visit.keep:
            until = datetime.fromisoformat(visit.keep["until"])
            return Wait(until=until, awaits=(PROFILE,), keep=visit.keep)
        if "late" in visit.drawn:
            return Go("late", note="no date")
        return Fail("there is no date to wait for")

    def target(self, view: View) -> datetime | None:
        """The instant to wait for, or None when there is no date."""
        value = resolve(view, self.config.moment)
        moment = moment_of(value) if value is not MISSING else None
        if moment is None:
            return None
        until = moment.instant or to_instant(moment.wall(view.zone), view.zone)
        try:
            if self.offset is not None and self.config.direction != "on":
                sign = -1 if self.config.direction == "before" else 1
                until = durations.add(until, self.offset, view.zone, sign)
            if self.config.at is not None:
                until = at_local_time(until.astimezone(view.zone).date(), self.config.at, view.zone)
        except (OverflowError, ValueError):
            return None
        return until
