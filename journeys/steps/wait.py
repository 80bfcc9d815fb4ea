"""Waits for a while, then goes on.

Give a duration, from a minute to years. Days, weeks, months and years follow the customer's
calendar; hours and minutes are exact. With a time of day the customer goes on at that local time:
one day and 09:00 means tomorrow at nine.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from journeys.core import durations
from journeys.core.contract import Go, Outcome, Visit, Wait
from journeys.core.fields import Duration, LocalTime, duration, local_time
from journeys.core.items import Item, Timer
from journeys.core.problems import Problem
from journeys.core.view import View
from journeys.core.windows import DAY, at_local_time, to_local
from journeys.steps.base import Ports, Step


class WaitConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    duration: Annotated[Duration, duration("How long", start="P1D")]
    at: Annotated[
        LocalTime | None,
        local_time(
            "Until this time of day", "In the customer's zone. Leave empty to go on at once."
        ),
    ] = None


class WaitStep(Step[WaitConfig]):
    kind = "wait"
    title = "Wait"
    group = "flow"
    icon = "clock"
    ports = Ports(fixed=("out",))
    summary = "Wait {duration, duration}{at, select, none {} other {, until {at}}}"
    waits = True
    Config = WaitConfig

    def __init__(self, config: WaitConfig) -> None:
        super().__init__(config)
        self.duration = durations.parse(config.duration)

    @classmethod
    def check(cls, config: WaitConfig, path: str) -> Iterator[Problem]:
        found = list(durations.problems(config.duration, f"{path}/duration"))
        yield from found
        if not found and durations.parse(config.duration).is_zero and config.at is None:
            message = "This wait takes no time. Enter how long it is."
            yield Problem(
                path=f"{path}/duration", code="empty", message=message, severity="warning"
            )

    @classmethod
    def shortest(cls, config: WaitConfig, port: str) -> timedelta:
        least = durations.parse(config.duration).at_least
        return max(timedelta(0), least - DAY) if config.at else least

    @classmethod
    def longest(cls, config: WaitConfig) -> timedelta:
        most = durations.parse(config.duration).at_most
        return most + DAY if config.at else most

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        if isinstance(item, Timer):
            return Go()
        return Wait(until=self.end(visit.view))

    def end(self, view: View) -> datetime:
        """When the wait ends that begins now."""
        least = durations.add(view.now, self.duration, view.zone)
        if self.config.at is None:
            return least
        day = to_local(least, view.zone).date()
        until = at_local_time(day, self.config.at, view.zone)
        # Whole days mean that day, whatever the hour; hours mean the first such time after them.
        earliest = least if self.duration.seconds else view.now
        while until < earliest:
            day += DAY
            until = at_local_time(day, self.config.at, view.zone)
        return until
