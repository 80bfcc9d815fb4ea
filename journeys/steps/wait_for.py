"""Waits for the first of several things to happen, up to a time.

A case is an event, with a filter if needed, a condition that becomes true, or a report on a message
that the journey sent before: it was delivered, opened, clicked or replied to, or it failed. What
already holds passes at once, and what becomes true by time alone is found when it does. After
the timeout the customer leaves by the Timeout port. The timer can start again whenever the event
that started the run repeats.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from journeys.core import durations
from journeys.core.conditions import (
    attributes_in,
    changes_by_time,
    check_condition,
    compile_condition,
    events_in,
    messages_in,
    next_change,
)
from journeys.core.contract import Go, Outcome, Visit, Wait
from journeys.core.fields import (
    UNNAMED,
    Condition,
    Duration,
    Filter,
    Id,
    Matches,
    Name,
    Text,
    duration,
    field,
)
from journeys.core.items import Event, Item
from journeys.core.matching import ties
from journeys.core.problems import Problem
from journeys.core.state import MESSAGES, PROFILE
from journeys.core.view import View
from journeys.steps.base import Ports, Step
from journeys.steps.ports import port_problems

REPORTS = {
    "delivered": "Delivered",
    "opened": "Opened",
    "clicked": "Clicked",
    "replied": "Replied to",
    "bounced": "Bounced",
    "complained": "Complained about",
    "failed": "Failed",
    "refused": "Refused",
}


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name = ""
    event: Annotated[Text | None, field("Event", widget="event")] = None
    filter: Filter = None
    match: Matches = ()
    condition: Annotated[
        Condition,
        field(
            "Or condition",
            "Instead of an event: what must become true.",
            "condition",
            show_if=UNNAMED | {"message": False},
        ),
    ] = None
    message: Annotated[
        str,
        field(
            "Or message",
            "Instead of an event: a message that this journey sent before.",
            "message_step",
            show_if=UNNAMED | {"condition": False},
            max_length=64,
        ),
    ] = ""
    report: Annotated[
        Literal[
            "delivered",
            "opened",
            "clicked",
            "replied",
            "bounced",
            "complained",
            "failed",
            "refused",
        ],
        field("Was", widget="select", labels=REPORTS, show_if=UNNAMED | {"message": True}),
    ] = "opened"


class WaitForConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cases: Annotated[
        tuple[Case, ...],
        field("Wait for", widget="cases", min_length=1, max_length=100, start=[{"id": "event"}]),
    ]
    timeout: Annotated[
        Duration | None, duration("At most", "Then the customer leaves by the Timeout port.")
    ] = "P1D"
    restart_on_repeat: Annotated[
        bool,
        field(
            "Start the time again when the first event repeats",
            "Each time the event that started the run comes again, the timeout counts from then.",
            "switch",
            advanced=True,
        ),
    ] = False


class _Case(NamedTuple):
    config: Case
    holds: Any


class WaitFor(Step[WaitForConfig]):
    kind = "wait_for"
    title = "Wait for"
    group = "flow"
    icon = "hourglass"
    ports = Ports(each="cases", fixed=("timeout",))
    summary = (
        "{timeout, select, none {Wait for} other {Wait up to {timeout, duration} for}}"
        " {cases, names}"
    )
    waits = True
    Config = WaitForConfig

    def __init__(self, config: WaitForConfig) -> None:
        super().__init__(config)
        self.timeout = durations.parse(config.timeout) if config.timeout else None
        self.cases = [_Case(c, compile_condition(_tree(c))) for c in config.cases]
        self.timed = [c.condition for c in config.cases if c.condition and not c.event]
        self.awaits = tuple(dict.fromkeys(self._awaited()))

    def _awaited(self) -> Iterator[str]:
        for case in self.config.cases:
            if case.event:
                yield case.event
            else:
                yield from events_in(case.condition)
                if attributes_in(case.condition):
                    yield PROFILE
                if case.message or messages_in(case.condition):
                    yield MESSAGES

    @classmethod
    def check(cls, config: WaitForConfig, path: str) -> Iterator[Problem]:
        yield from port_problems(config.cases, f"{path}/cases", cls.ports.fixed)
        for index, case in enumerate(config.cases):
            yield from _case_problems(case, f"{path}/cases/{index}")
        if config.timeout is not None:
            yield from durations.problems(config.timeout, f"{path}/timeout")
        elif any(case.event or _may_come(case) for case in config.cases):
            message = "This wait has no timeout: customers may stay here for ever."
            yield Problem(
                path=f"{path}/timeout", code="endless", message=message, severity="warning"
            )
        else:
            message = "This wait can never end. Give it a timeout."
            yield Problem(path=f"{path}/timeout", code="endless", message=message)

    @classmethod
    def shortest(cls, config: WaitForConfig, port: str) -> timedelta:
        if config.timeout is None or port != "timeout":
            return timedelta(0)
        return durations.parse(config.timeout).at_least

    @classmethod
    def longest(cls, config: WaitForConfig) -> timedelta | None:
        if config.timeout is None or config.restart_on_repeat:
            return None
        return durations.parse(config.timeout).at_most

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        for case in self.config.cases:
            yield from (tree for tree in (case.filter, case.condition) if tree)

    def asks(self) -> tuple[str, ...]:
        return tuple(case.message for case in self.config.cases if case.message)

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        view = visit.view
        for case in self.cases:
            if self._happened(case, view, item):
                return Go(case.config.id)
        until = self._until(visit, item)
        if item is not None and until is not None and now >= until:
            return Go("timeout")
        return self._stay(view, until)

    def _happened(self, case: _Case, view: View, item: Item | None) -> bool:
        if not case.config.event:
            return bool(case.holds(view))
        return (
            isinstance(item, Event)
            and item.name == case.config.event
            and ties(case.config.match, view)
            and bool(case.holds(view))
        )

    def _until(self, visit: Visit, item: Item | None) -> datetime | None:
        if self.timeout is None:
            return None
        kept = visit.keep.get("until")
        if kept is None or self._repeats(visit.view, item):
            return durations.add(visit.view.now, self.timeout, visit.view.zone)
        return datetime.fromisoformat(kept)

    def _repeats(self, view: View, item: Item | None) -> bool:
        return (
            self.config.restart_on_repeat
            and isinstance(item, Event)
            and view.run is not None
            and item.name == view.run.entry.get("name")
        )

    def _stay(self, view: View, until: datetime | None) -> Wait:
        awaits = self.awaits
        if self.config.restart_on_repeat and view.run and view.run.entry.get("name"):
            awaits = (*awaits, str(view.run.entry["name"]))
        keep = {"until": until.isoformat()} if until else {}
        if not self.timed:
            return Wait(until=until, awaits=awaits, keep=keep)
        changes = (next_change(tree, view) for tree in self.timed)
        due = [moment for moment in (until, *changes) if moment is not None]
        return Wait(until=min(due, default=None), awaits=awaits, keep=keep)


def _tree(case: Case) -> Mapping[str, Any] | None:
    """The condition of a case. A report is one, too."""
    if case.event or case.condition:
        return case.filter if case.event else case.condition
    return {"message": f"{case.message}.{case.report}", "type": "boolean", "op": "is_true"}


def _may_come(case: Case) -> bool:
    """Whether a condition that is false on arrival can become true: by the profile, by what the
    customer does, by what is reported, or by time."""
    tree = case.condition
    if case.message or messages_in(tree):
        return True
    return bool(attributes_in(tree) or events_in(tree)) or changes_by_time(tree)


def _case_problems(case: Case, path: str) -> Iterator[Problem]:
    if case.event:
        if case.filter is not None:
            yield from check_condition(case.filter, f"{path}/filter")
    elif not case.condition and not case.message:
        message = "Choose the event, the condition or the message to wait for."
        yield Problem(path=f"{path}/event", code="missing", message=message)
    elif case.condition:
        yield from check_condition(case.condition, f"{path}/condition")
        if not _may_come(case):
            message = "Nothing that happens later can make this true."
            at = f"{path}/condition"
            yield Problem(path=at, code="never", message=message, severity="warning")
