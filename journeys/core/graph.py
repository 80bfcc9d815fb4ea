"""The journey document as typed data (format 1). Drafts are checked before they are decoded into
this."""

from typing import Annotated, Any, Literal, get_args

import msgspec

FORMAT = 1


class Period(msgspec.Struct, frozen=True, omit_defaults=True):
    """For "once per period": a calendar unit in the workspace's zone, or a rolling ISO 8601
    duration."""

    kind: Literal["calendar", "rolling"]
    unit: Literal["day", "week", "month", "year"] | None = None
    duration: str | None = None


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    rule: Literal["once", "once_per_period", "one_at_a_time", "every_time"] = "one_at_a_time"
    period: Period | None = None
    key: str | None = None
    """Dotted path of an entry event's property; the rule then holds per value (one run per
    cart)."""


class Match(msgspec.Struct, frozen=True):
    """Ties an event to the run: this property of the event equals that one of the entry event."""

    event: Annotated[str, msgspec.Meta(title="Property of this event", min_length=1)]
    entry: Annotated[str, msgspec.Meta(title="Property of the first event", min_length=1)]


class Exit(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    event: str
    filter: dict[str, Any] | None = None
    match: tuple[Match, ...] = ()


class TriggerNode(msgspec.Struct, frozen=True, omit_defaults=True):
    kind: str
    config: dict[str, Any] = {}
    next: str | None = None
    name: str = ""
    note: str = ""
    version: int = 1
    """Of the config's shape: older ones are upgraded when they are bound."""


class StepNode(msgspec.Struct, frozen=True, omit_defaults=True):
    kind: str
    config: dict[str, Any] = {}
    next: dict[str, str] = {}
    name: str = ""
    note: str = ""
    version: int = 1
    """Of the config's shape: older ones are upgraded when they are bound."""


class Position(msgspec.Struct, frozen=True):
    x: float
    y: float


Colour = Literal["grey", "blue", "green", "yellow", "red", "violet"]
COLOURS: tuple[str, ...] = get_args(Colour)


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frame with a title around some triggers and steps."""

    title: str
    colour: Colour
    members: tuple[str, ...]


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that someone stuck on the drawing."""

    text: str
    colour: Colour
    x: float
    y: float
    width: float
    height: float


class Canvas(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How the drawing looks; nothing here changes what the journey does."""

    direction: Literal["down", "right"] = "down"
    groups: dict[str, Group] = {}
    notes: dict[str, Note] = {}


class Graph(msgspec.Struct, frozen=True, omit_defaults=True):
    name: str
    triggers: dict[str, TriggerNode]
    steps: dict[str, StepNode]
    format: Literal[1] = 1
    description: str = ""
    entry: Entry = Entry()
    exits: tuple[Exit, ...] = ()
    exit_on_unsubscribe: bool = False
    layout: dict[str, Position] = {}
    canvas: Canvas = Canvas()
