"""The contract of a step type. One file per type defines everything about it; see README.md
beside it.

A step type is a class with a msgspec `Config`. The program makes one instance per step of a
published version, so what is costly (compiling conditions, parsing durations) happens once, in
`__init__`."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, Literal, TypeVar

import msgspec

from journeys.core.contract import Fail, Go, Outcome, Stop, Visit, Wait
from journeys.core.items import Item
from journeys.core.problems import Problem
from journeys.core.view import View

__all__ = ["Fail", "Go", "Group", "Outcome", "Ports", "Step", "Stop", "Visit", "Wait"]

Group = Literal["flow", "message", "people", "end"]
C = TypeVar("C", bound=msgspec.Struct)


class Ports(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which ports a step has, as data (the canvas reads it too): fixed names, and one per item of a
    list field of the config, named by the item's id. Order: items first, then the fixed ones.
    `optional` ports need not be drawn; one in `only_with` is there while a field of the config has
    a value."""

    fixed: tuple[str, ...] = ()
    each: str | None = None
    optional: tuple[str, ...] = ()
    only_with: Mapping[str, str] = {}
    """Port -> field."""

    def names(self, config: Mapping[str, Any]) -> tuple[str, ...]:
        items = config.get(self.each) if self.each else None
        own = tuple(str(i["id"]) for i in items or () if isinstance(i, Mapping) and "id" in i)
        more = (
            p for p in self.optional if p not in self.only_with or config.get(self.only_with[p])
        )
        return (*own, *self.fixed, *more)


class Step(Generic[C]):
    """Subclasses set the class variables and implement `advance`; the module docstring is its
    help."""

    kind: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[Group]
    icon: ClassVar[str]
    """Name of a Tabler icon."""
    ports: ClassVar[Ports]
    summary: ClassVar[str]
    """An ICU message over the config, such as "Wait {duration, duration}"."""
    waits: ClassVar[bool] = False
    """Whether a customer may stay here, so that a cycle through it can take time (S14)."""
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

    @classmethod
    def shortest(cls, config: C, port: str) -> timedelta:
        """The least time after which a customer may leave by a port."""
        return timedelta(0)

    @classmethod
    def longest(cls, config: C) -> timedelta | None:
        """The most time that a customer may spend here; None: no one can say."""
        return timedelta(0)

    @classmethod
    def messages(cls, config: C) -> int:
        """The most messages that one visit sends."""
        return 1 if cls.group == "message" else 0

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        """What happens at this step. Never raises on bad data: it returns Fail with a reason."""
        raise NotImplementedError

    def calls(self) -> tuple[str, ...]:
        """Event names (or PROFILE) on which runs that stand upstream may jump to this step
        (goals)."""
        return ()

    def takes(self, view: View) -> bool:
        """Whether the run in `view` jumps here because of the event in `view`; asked after
        `calls`."""
        return False

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        """Every condition in the config, so that the program knows which history it needs."""
        yield from ()

    def asks(self) -> tuple[str, ...]:
        """Steps whose messages it asks about, beside those that its conditions name."""
        return ()
