"""What the core asks of a step type and of a trigger type, and what they may answer.

The types themselves live in steps/ and triggers/, above the core; the core knows only these shapes.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeGuard

import msgspec

from journeys.core.effects import Effect
from journeys.core.items import Item
from journeys.core.view import MISSING, View, resolve


class Go(msgspec.Struct, frozen=True):
    """Leave by a port. `note` says why, in a short word or phrase kept in the step log."""

    port: str = "out"
    effects: tuple[Effect, ...] = ()
    vars: Mapping[str, Any] = {}
    note: str = ""
    detail: Mapping[str, Any] = {}
    """The values that decided, for "why" (S27)."""


class Wait(msgspec.Struct, frozen=True):
    """Stay until an instant (UTC), an awaited event, or both. `keep` comes back in the next
    visit's `keep`."""

    until: datetime | None = None
    awaits: tuple[str, ...] = ()
    keep: Mapping[str, Any] = {}
    effects: tuple[Effect, ...] = ()
    note: str = ""


class Stop(msgspec.Struct, frozen=True):
    """End the run as completed, with a stated reason."""

    reason: str = ""
    note: str = ""


class Fail(msgspec.Struct, frozen=True):
    """The step could not do its work: its `failed` port if drawn, else the run fails (S15)."""

    reason: str


Outcome = Go | Wait | Stop | Fail


Render = Callable[[str, Mapping[str, Any], datetime, str], str | None]
"""Liquid, the values it may read, the instant and the zone; None when it cannot be rendered."""


class Visit(msgspec.Struct, kw_only=True):
    """One stay of one run at one step. `item` of `advance` is None on arrival."""

    step_id: str
    view: View
    drawn: Mapping[str, str]
    """The ports that lead somewhere: port -> step id."""
    keep: Mapping[str, Any] = {}
    render: Render | None = None

    def value(self, given: Any) -> Any:
        """A literal as it is; {"from": "profile.x"} as what stands there and {"liquid": text} as
        what it says, or MISSING."""
        if not is_liquid(given):
            return resolve(self.view, given)
        view, run = self.view, self.view.run
        values = {
            "customer": view.profile,
            "entry": run.entry.get("properties", {}) if run else {},
            "run": run.vars if run else {},
            "event": view.event.properties if view.event else {},
        }
        text = self.render and self.render(given["liquid"], values, view.now, view.zone.key)
        return text.strip() if text else MISSING


def is_liquid(given: Any) -> TypeGuard[Mapping[str, str]]:
    return isinstance(given, Mapping) and isinstance(given.get("liquid"), str)


class StepLike(Protocol):
    """A step bound to its config; see `journeys.steps.base.Step` for the words of each method."""

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome: ...
    def calls(self) -> tuple[str, ...]: ...
    def takes(self, view: View) -> bool: ...
    def conditions(self) -> Iterator[Mapping[str, Any]]: ...
    def asks(self) -> tuple[str, ...]: ...


class TriggerLike(Protocol):
    """A trigger bound to its config; see `journeys.triggers.base.Trigger`."""

    @property
    def kind(self) -> str: ...
    @property
    def max_age(self) -> timedelta | None: ...
    @property
    def settle(self) -> timedelta: ...
    def events(self) -> tuple[str, ...]: ...
    def concerns(self, view: View) -> bool: ...
    def admits(self, view: View) -> bool: ...
    def absent(self, view: View) -> tuple[str, ...]: ...
    def next_for(self, view: View, after: datetime) -> datetime | None: ...
    def conditions(self) -> Iterator[Mapping[str, Any]]: ...
