"""Starts when an event of this name arrives.

A filter can look at the event and at the profile. When it fails only because the profile lacks
something, the entry is tried again whenever the profile changes, for a short time. Events that are
too old start nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any

import msgspec

from journeys.core import durations
from journeys.core.conditions import absent_profile, check_condition, compile_condition
from journeys.core.fields import Condition, Duration, EventName, duration, field
from journeys.core.problems import Problem
from journeys.core.view import View
from journeys.triggers.base import Trigger


class EventConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    event: EventName
    filter: Annotated[
        Condition, field("Only if", "What must hold of the event and the customer.", "condition")
    ] = None
    max_age: Annotated[
        Duration,
        duration("Oldest event", "An event older than this starts nothing.", advanced=True),
    ] = "PT24H"
    settle: Annotated[
        Duration,
        duration(
            "Wait for the profile",
            "How long to wait when the filter needs something that the profile does not have yet.",
            advanced=True,
        ),
    ] = "PT5M"


class EventTrigger(Trigger[EventConfig]):
    kind = "event"
    title = "Event"
    icon = "bolt"
    summary = (
        "{event, select, none {Choose an event} other {When {event} happens}}"
        "{filter, select, none {} other {, only if {filter, condition}}}"
    )
    Config = EventConfig

    def __init__(self, config: EventConfig) -> None:
        super().__init__(config)
        self.holds = compile_condition(config.filter)
        self._max_age = durations.parse(config.max_age).about
        self._settle = durations.parse(config.settle).about

    @classmethod
    def check(cls, config: EventConfig, path: str) -> Iterator[Problem]:
        if config.filter is not None:
            yield from check_condition(config.filter, f"{path}/filter")
        yield from durations.problems(config.max_age, f"{path}/max_age")
        yield from durations.problems(config.settle, f"{path}/settle")

    def events(self) -> tuple[str, ...]:
        return (self.config.event,)

    @property
    def max_age(self) -> timedelta:
        return self._max_age

    @property
    def settle(self) -> timedelta:
        return self._settle

    def admits(self, view: View) -> bool:
        return self.holds(view)

    def absent(self, view: View) -> tuple[str, ...]:
        return absent_profile(self.config.filter, view)

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        if self.config.filter:
            yield self.config.filter
