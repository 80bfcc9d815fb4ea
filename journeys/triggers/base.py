"""The contract of a trigger type: what starts a run. One file per type; see README.md beside it.

Event triggers are asked when an event comes. The others are found by the driver (a call, a due
time, an index on the day), which puts an `Enrol` in the customer's queue; `admits` is asked then.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from journeys.core.problems import Problem
from journeys.core.view import View

C = TypeVar("C", bound=msgspec.Struct)


class Trigger(Generic[C]):
    kind: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[str] = "trigger"
    icon: ClassVar[str]
    summary: ClassVar[str]
    Config: ClassVar[type[msgspec.Struct]]
    VERSION: ClassVar[int] = 1
    UPGRADES: ClassVar[Mapping[int, Any]] = {}

    def __init__(self, config: C) -> None:
        self.config = config

    @classmethod
    def check(cls, config: C, path: str) -> Iterator[Problem]:
        yield from ()

    @classmethod
    def at_most(cls, config: C, span: timedelta) -> int | None:
        """How often it may start the same customer within a span of time; None: no limit."""
        return None

    def events(self) -> tuple[str, ...]:
        """Names of the events that this trigger is asked about."""
        return ()

    @property
    def max_age(self) -> timedelta | None:
        """An event older than this when it is accepted starts nothing (S4)."""
        return None

    @property
    def settle(self) -> timedelta:
        """How long an entry waits for an absent profile field (S5)."""
        return timedelta(0)

    def concerns(self, view: View) -> bool:
        """Whether the event is one of those meant at all; one that is not leaves no refusal."""
        return True

    def admits(self, view: View) -> bool:
        """Whether the customer may enter now: the filter or condition holds."""
        return True

    def absent(self, view: View) -> tuple[str, ...]:
        """Profile attributes that the filter reads and that are not there (S5)."""
        return ()

    def next_for(self, view: View, after: datetime) -> datetime | None:
        """For date and schedule triggers: the next instant after `after` at which it would enrol
        this customer, going by the clock and the profile alone. Live finds the same by an index."""
        return None

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        yield from ()
