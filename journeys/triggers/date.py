"""Starts when a date of the customer comes near: a birthday, a renewal, an appointment.

The date stands in the profile, or in the latest event of a name. It counts every year or once, some
days before or after, at a local time of the customer. 29 February falls on 28 February in common
years, or on 1 March, as you choose.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from journeys.core.anniversaries import Day, Feb29, MonthDay, occurrence_in, year_days
from journeys.core.conditions import check_condition, compile_condition, moment_of
from journeys.core.fields import Condition, LocalTime, field, local_time
from journeys.core.problems import Problem
from journeys.core.view import MISSING, View, dig
from journeys.core.windows import DAY, at_local_time, to_local
from journeys.triggers.base import Trigger
from journeys.triggers.schedule import MISSED

PROFILE = {"source": "profile"}
EVENT = {"source": "event"}


class DateConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: Annotated[
        Literal["profile", "event"],
        field(
            "Where the date is",
            widget="select",
            labels={"profile": "In the profile", "event": "In the latest event"},
        ),
    ] = "profile"
    attribute: Annotated[
        str, field("Attribute", widget="attribute", show_if=PROFILE, max_length=200)
    ] = ""
    event: Annotated[str, field("Event", widget="event", show_if=EVENT, max_length=200)] = ""
    property: Annotated[
        str, field("Property", "Where in the event the date stands.", show_if=EVENT, max_length=200)
    ] = ""
    repeat: Annotated[
        Literal["yearly", "single"],
        field("It counts", widget="select", labels={"yearly": "Every year", "single": "Once"}),
    ] = "yearly"
    direction: Annotated[
        Literal["on", "before", "after"],
        field(
            "Start",
            widget="select",
            labels={"on": "On the day", "before": "Before it", "after": "After it"},
        ),
    ] = "on"
    days: Annotated[
        int,
        field(
            "Days",
            "How many days before or after.",
            show_if={"direction": ["before", "after"]},
            ge=0,
            le=365,
        ),
    ] = 0
    at: Annotated[LocalTime, local_time("At", "In the customer's zone.")] = "09:00"
    feb29: Annotated[
        Literal["feb_28", "mar_1"],
        field(
            "29 February in other years",
            widget="select",
            labels={"feb_28": "28 February", "mar_1": "1 March"},
            show_if={"repeat": "yearly"},
            advanced=True,
        ),
    ] = "feb_28"
    condition: Annotated[Condition, field("Only customers who", widget="condition")] = None
    missed: Annotated[
        Literal["catch_up", "skip"],
        field("If nothing was running then", widget="select", labels=MISSED, advanced=True),
    ] = "catch_up"


class DateTrigger(Trigger[DateConfig]):
    kind = "date"
    title = "Date"
    icon = "cake"
    summary = (
        "{direction, select, on {On}"
        " other {{days, plural, one {# day} other {# days}} {direction}}}"
        " {source, select,"
        " event {{property, select, none {a date} other {{property}}}"
        " of {event, select, none {an event} other {{event}}}}"
        " other {{attribute, select, none {a date} other {{attribute}}}}}"
        "{repeat, select, single {} other {, every year}}, at {at}"
    )
    Config = DateConfig

    def __init__(self, config: DateConfig) -> None:
        super().__init__(config)
        self.holds = compile_condition(config.condition)
        sign = {"on": 0, "before": -1, "after": 1}[config.direction]
        self.shift = DAY * (sign * config.days)

    @classmethod
    def check(cls, config: DateConfig, path: str) -> Iterator[Problem]:
        needed = ("attribute",) if config.source == "profile" else ("event", "property")
        for name in needed:
            if not getattr(config, name):
                yield Problem(
                    path=f"{path}/{name}", code="missing", message="Choose where the date is."
                )
        if config.direction != "on" and not config.days:
            yield Problem(path=f"{path}/days", code="missing", message="Enter how many days.")
        if config.condition is not None:
            yield from check_condition(config.condition, f"{path}/condition")

    @classmethod
    def at_most(cls, config: DateConfig, span: timedelta) -> int | None:
        """Yearly, or as often as the attribute changes: once a day, since it starts at one time."""
        yearly = config.source == "profile" and config.repeat == "yearly"
        return span // timedelta(days=365 if yearly else 1) + 1

    # -- live: which entries of the index are due ---------------------------------------------

    @property
    def index_name(self) -> str:
        """Under what name the customers' dates are kept in the index on the day."""
        if self.config.source == "profile":
            return self.config.attribute
        return f"{self.config.event}:{self.config.property}"

    def due_at(self, day: date, zone: ZoneInfo) -> datetime:
        """The instant on a local day at which it starts."""
        return at_local_time(day, self.config.at, zone)

    def matching(self, day: date) -> tuple[MonthDay, ...] | tuple[Day, ...]:
        """Which dates of the index start on this local day: month and day for a yearly one, the
        whole date for a single one."""
        target = day - self.shift
        if self.config.repeat == "single":
            return (Day(target.year, target.month, target.day),)
        return year_days(target, self.config.feb29)

    # -- simulation and backtest: when this customer's turn is --------------------------------

    def date_of(self, view: View) -> date | None:
        """The customer's date, as a local day."""
        value = self._value(view)
        moment = moment_of(value) if value is not MISSING else None
        return moment.wall(view.zone).date() if moment else None

    def _value(self, view: View) -> Any:
        if self.config.source == "profile":
            return dig(view.profile, self.config.attribute)
        past = view.history.get(self.config.event, ())
        latest = max(past, key=lambda one: one.timestamp, default=None)
        return dig(latest.properties, self.config.property) if latest else MISSING

    def next_for(self, view: View, after: datetime) -> datetime | None:
        day = self.date_of(view)
        if day is None:
            return None
        for start in self._starts(day, to_local(after, view.zone).year):
            due = self.due_at(start, view.zone)
            if due > after:
                return due
        return None

    def _starts(self, day: date, year: int) -> Iterator[date]:
        """Local days on which it starts, in order, from two years before `year`."""
        try:
            if self.config.repeat == "single":
                yield day + self.shift
                return
            rule: Feb29 = self.config.feb29
            for offset in range(-2, 4):
                yield occurrence_in(year + offset, day, rule) + self.shift
        except (OverflowError, ValueError):
            return

    def admits(self, view: View) -> bool:
        return self.holds(view)

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        if self.config.condition:
            yield self.config.condition
        if self.config.source == "event" and self.config.event:
            yield {"did": self.config.event}
