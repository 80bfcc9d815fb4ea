"""Marks what the journey is for, and counts the customers who reach it.

With an event or a condition, customers anywhere before it jump here as soon as it happens. Without
one, it counts who comes by.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import msgspec

from journeys.core.conditions import (
    attributes_in,
    check_condition,
    compile_condition,
    events_in,
    number_of,
)
from journeys.core.contract import Go, Outcome, Visit
from journeys.core.fields import NAMED, UNNAMED, Condition, Filter, Matches, Text, field
from journeys.core.items import Item
from journeys.core.matching import ties
from journeys.core.problems import Problem
from journeys.core.state import PROFILE
from journeys.core.view import MISSING, View, dig
from journeys.steps.base import Ports, Step


class GoalConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    event: Annotated[Text | None, field("Event", widget="event")] = None
    filter: Filter = None
    match: Matches = ()
    condition: Annotated[
        Condition,
        field(
            "Or condition",
            "Instead of an event: what must become true.",
            "condition",
            show_if=UNNAMED,
        ),
    ] = None
    value: Annotated[
        str,
        field(
            "Value",
            "A property of the event that says what it was worth.",
            placeholder="total",
            show_if=NAMED,
            advanced=True,
            max_length=200,
        ),
    ] = ""


class Goal(Step[GoalConfig]):
    kind = "goal"
    title = "Goal"
    group = "end"
    icon = "target"
    ports = Ports(fixed=("out",))
    summary = (
        "{event, select, none {{condition, select, none {Counts who comes here}"
        " other {{condition, condition}}}} other {{event}}}"
    )
    Config = GoalConfig

    def __init__(self, config: GoalConfig) -> None:
        super().__init__(config)
        self.holds = compile_condition(config.filter if config.event else config.condition)

    @classmethod
    def check(cls, config: GoalConfig, path: str) -> Iterator[Problem]:
        if config.event and config.filter:
            yield from check_condition(config.filter, f"{path}/filter")
        if not config.event and config.condition:
            yield from check_condition(config.condition, f"{path}/condition")

    def calls(self) -> tuple[str, ...]:
        if self.config.event:
            return (self.config.event,)
        if not self.config.condition:
            return ()
        profile = (PROFILE,) if attributes_in(self.config.condition) else ()
        return (*events_in(self.config.condition), *profile)

    def takes(self, view: View) -> bool:
        if self.config.event:
            named = view.event is not None and view.event.name == self.config.event
            return named and ties(self.config.match, view) and self.holds(view)
        return bool(self.config.condition) and self.holds(view)

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        yield from (tree for tree in (self.config.filter, self.config.condition) if tree)

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        event = visit.view.event
        value = dig(event.properties, self.config.value) if event and self.config.value else MISSING
        worth = number_of(value) if value is not MISSING else None
        return Go(note="reached", detail={} if worth is None else {"value": worth})
