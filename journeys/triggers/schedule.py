"""Starts at a moment, or again and again by a cron expression, for everyone who meets a condition.

The time is local: in the workspace's zone, or in each customer's own. It happens once, however many
workers run.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from journeys.core.conditions import check_condition, compile_condition, moment_of
from journeys.core.cron import is_cron, next_time
from journeys.core.fields import Condition, Text, field
from journeys.core.problems import Problem
from journeys.core.view import View
from journeys.core.windows import to_instant
from journeys.triggers.base import Trigger

MISSED = {"catch_up": "Do it as soon as possible", "skip": "Skip it"}


_UTC = ZoneInfo("UTC")
_SAMPLE = datetime(2024, 1, 1, tzinfo=_UTC)
_SAMPLES = 100


class ScheduleConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    repeat: Annotated[
        Literal["once", "cron"],
        field("How often", widget="select", labels={"once": "Once", "cron": "Again and again"}),
    ] = "once"
    moment: Annotated[
        Text | None,
        field(
            "Date and time",
            widget="date",
            show_if={"repeat": "once"},
        ),
    ] = None
    cron: Annotated[
        Text | None,
        field(
            "When",
            widget="cron",
            show_if={"repeat": "cron"},
            placeholder="0 9 * * 1",
        ),
    ] = None
    zone: Annotated[
        Literal["workspace", "customer"],
        field(
            "In the zone of",
            widget="select",
            labels={"workspace": "The workspace", "customer": "Each customer"},
        ),
    ] = "workspace"
    condition: Annotated[
        Condition, field("Only customers who", "Without a condition: everyone.", "condition")
    ] = None
    missed: Annotated[
        Literal["catch_up", "skip"],
        field("If nothing was running then", widget="select", labels=MISSED, advanced=True),
    ] = "catch_up"


class ScheduleTrigger(Trigger[ScheduleConfig]):
    kind = "schedule"
    title = "Schedule"
    icon = "calendar-repeat"
    summary = (
        "{repeat, select, cron {{cron, select, none {By a schedule} other {Starts {cron, cron}}}}"
        " other {{moment, select, none {At a moment} other {On {moment, moment}}}}}"
        "{zone, select, customer {, in each customer''s zone} other {}}"
        "{condition, select, none {, for everyone} other {, if {condition, condition}}}"
    )
    Config = ScheduleConfig

    def __init__(self, config: ScheduleConfig) -> None:
        super().__init__(config)
        self.holds = compile_condition(config.condition)

    @classmethod
    def check(cls, config: ScheduleConfig, path: str) -> Iterator[Problem]:
        name = "cron" if config.repeat == "cron" else "moment"
        given = getattr(config, name)
        if not given:
            yield Problem(path=f"{path}/{name}", code="missing", message="Choose when it starts.")
        elif name == "moment" and moment_of(given) is None:
            message = "Enter a date and time such as 2025-03-31T09:00."
            yield Problem(path=f"{path}/moment", code="type", message=message)
        elif name == "cron" and not is_cron(given):
            message = "Enter five fields, such as 0 9 * * 1 for every Monday at nine."
            yield Problem(path=f"{path}/cron", code="cron", message=message)
        if config.condition is not None:
            yield from check_condition(config.condition, f"{path}/condition")

    @classmethod
    def at_most(cls, config: ScheduleConfig, span: timedelta) -> int | None:
        """Counted over the starts that follow the year 2024: an expression repeats itself."""
        if config.repeat == "once":
            return 1
        starts = cls(config).upcoming(_SAMPLE, _UTC, _SAMPLES)
        most = 0
        for index, start in enumerate(starts):
            inside = sum(1 for other in starts[index:] if other - start < span)
            most = max(most, inside)
        return None if most == len(starts) == _SAMPLES else most

    @property
    def per_customer(self) -> bool:
        """Whether there is one due time per customer zone, instead of one."""
        return self.config.zone == "customer"

    def next_due(self, after: datetime, zone: ZoneInfo) -> datetime | None:
        """The first instant after `after` at which it starts, in that zone."""
        if self.config.repeat == "cron":
            return next_time(self.config.cron or "", after, zone)
        moment = moment_of(self.config.moment)
        if moment is None:
            return None
        due = moment.instant or to_instant(moment.wall(zone), zone)
        return due if due > after else None

    def upcoming(self, after: datetime, zone: ZoneInfo, count: int = 5) -> list[datetime]:
        """The next times, for people to see."""
        return list(islice(self._from(after, zone), count))

    def _from(self, after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        due = self.next_due(after, zone)
        while due is not None:
            yield due
            due = self.next_due(due, zone)

    def next_for(self, view: View, after: datetime) -> datetime | None:
        return self.next_due(after, view.zone if self.per_customer else view.workspace_zone)

    def admits(self, view: View) -> bool:
        return self.holds(view)

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        if self.config.condition:
            yield self.config.condition
