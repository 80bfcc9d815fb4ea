"""What can be watched, and how it is read: the one door for those who have something to show.

A page subscribes to a topic, "journey:12" or "events". Its part before the colon names a
source, registered when the app that owns the data is ready. NOTIFY brings ids only; what
they stand for is read once in each web process, however many pages watch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

CHANNEL = "sojourn_live"


class Change(msgspec.Struct, frozen=True):
    """One announcement: in workspace `w`, journeys `j` moved, events `e` came, mail `m` came.

    `d` names journeys whose draft or state was changed, each as "journey:person".
    """

    w: int
    j: list[int] = []
    e: list[str] = []
    m: int = 0
    d: list[str] = []


@dataclass(frozen=True, slots=True)
class Message:
    """What a page gets of a topic. One that `replaces` makes older ones of its type needless."""

    type: str
    data: Any
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of topic. The readers are ordinary functions that ask the database.

    `touched` says which ids of a change concern the topic with this argument, or None.
    `snapshot` reads the whole state, or None when there is no such thing in the workspace.
    `news` reads what changed, by the ids that `touched` gave.
    Where it `gathers`, those who watch see one another (gathering.py).
    """

    name: str
    takes_argument: bool
    touched: Callable[[Change, str], Sequence[str] | None]
    snapshot: Callable[[int, str], Sequence[Message] | None]
    news: Callable[[int, str, Sequence[str]], Sequence[Message]]
    gathers: bool = False


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    SOURCES[source.name] = source


def source_of(topic: str) -> tuple[Source, str] | None:
    """The source and the argument that a topic names, or None."""
    name, colon, argument = topic.partition(":")
    source = SOURCES.get(name)
    if source is None or source.takes_argument != bool(colon and argument):
        return None
    return None if colon and not argument else (source, argument)
