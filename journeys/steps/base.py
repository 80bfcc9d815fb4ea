"""The contract of a step type. One file per type defines everything about it; see README.md beside it.

A step type is a class with a msgspec `Config`. The program makes one instance per step of a published
version, so what is costly (compiling conditions, parsing durations) happens once, in `__init__`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Generic, Literal, TypeVar

import msgspec

from journeys.core.effects import Effect
from journeys.core.items import Item
from journeys.core.problems import Problem
from journeys.core.view import View

Group = Literal["flow", "message", "people", "end"]
C = TypeVar("C", bound=msgspec.Struct)


class Go(msgspec.Struct, frozen=True):
    """Leave by a port. `note` says why, in a short word or phrase kept in the step log."""

    port: str = "out"
    effects: tuple[Effect, ...] = ()
    vars: Mapping[str, Any] = {}
    note: str = ""
    detail: Mapping[str, Any] = {}
    """The values that decided, for "why" (S27)."""


class Wait(msgspec.Struct, frozen=True):
    """Stay until an instant (UTC), an awaited event, or both. `keep` comes back in the next visit's `keep`."""

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


class Visit(msgspec.Struct, kw_only=True):
    """One stay of one run at one step. `item` of `advance` is None on arrival."""

    step_id: str
    view: View
    drawn: Mapping[str, str]
    """The ports that lead somewhere: port -> step id."""
    keep: Mapping[str, Any] = {}


class Ports(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which ports a step has, as data (the canvas reads it too): fixed names, and one per item of a
    list field of the config, named by the item's id. Order: items first, then the fixed ones.
    `optional` ports need not be drawn."""

    fixed: tuple[str, ...] = ()
    each: str | None = None
    optional: tuple[str, ...] = ()

    def names(self, config: Mapping[str, Any]) -> tuple[str, ...]:
        items = config.get(self.each) if self.each else None
        own = tuple(str(i["id"]) for i in items or () if isinstance(i, Mapping) and "id" in i)
        return (*own, *self.fixed, *self.optional)


class Step(Generic[C]):
    """Subclasses set the class variables and implement `advance`; the module docstring is the help."""

    kind: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[Group]
    icon: ClassVar[str]
    """Name of a Tabler icon."""
    ports: ClassVar[Ports]
    summary: ClassVar[str]
    """An ICU message over the config, such as "Wait {duration, duration}"."""
    waits: ClassVar[bool] = False
    """Whether a cycle through this step takes time (S14)."""
    palette: ClassVar[tuple[Mapping[str, Any], ...]] = ()
    """Several palette entries with preset configs, where one type serves several purposes."""
    Config: ClassVar[type[msgspec.Struct]]
    VERSION: ClassVar[int] = 1
    UPGRADES: ClassVar[Mapping[int, Any]] = {}

    def __init__(self, config: C) -> None:
        self.config = config

    @classmethod
    def check(cls, config: C, path: str) -> Iterator[Problem]:
        """Problems that the JSON Schema cannot see; `path` is the config's JSON Pointer."""
        yield from ()

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        """What happens at this step. Never raises on bad data: it returns Fail with a reason."""
        raise NotImplementedError

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        """Every condition in the config, so that the program knows which history it needs."""
        yield from ()
