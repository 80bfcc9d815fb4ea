"""Which attributes and events a workspace has seen, for completion in the editor.

Kept outside the drain's transaction: it is a help, not a record. Each worker remembers what it
has told, so that a name costs one statement in its life, and one a minute to say "still seen".
"""

import time
from collections.abc import Mapping
from typing import Any

import msgspec
from psycopg import Connection

from journeys.core.items import Event
from journeys.core.play import Played

AGAIN = 60.0
EXAMPLES = 3
MOST_NAMES = 1000
"""Per workspace and kind: a sender that invents names does not fill the list."""

ATTRIBUTE = """
insert into attribute as a (workspace_id, name, type, examples) values (%s, %s, %s, %s::jsonb)
    on conflict (workspace_id, name) do update
   set type = case when a.type in (excluded.type, 'mixed') then a.type else 'mixed' end
"""
EVENT = """
insert into event_name as e (workspace_id, name, last_at, properties)
values (%s, %s, %s, %s::jsonb)
    on conflict (workspace_id, name) do update
   set last_at = greatest(e.last_at, excluded.last_at),
       properties = excluded.properties || e.properties
"""


def kind_of(value: Any) -> str:
    """The type of a value in the words of conditions."""
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case list():
            return "list"
        case dict():
            return "object"
        case str() if len(value) >= 10 and value[4:5] == "-" and value[7:8] == "-":
            return "date"
    return "text"


class Names:
    """What is new since the last `flush`."""

    def __init__(self) -> None:
        self._attributes: dict[tuple[int, str], str] = {}
        self._events: dict[tuple[int, str], tuple[set[str], float]] = {}
        self._count: dict[tuple[int, str], int] = {}
        self._new: list[tuple[str, tuple[Any, ...]]] = []

    def heard(self, workspace: int, played: Played) -> None:
        for handled in played.events:
            event = handled.event
            if event.kind == "identify":
                for name, value in event.properties.items():
                    self._attribute(workspace, name, value)
            self._event(workspace, event)

    def _attribute(self, workspace: int, name: str, value: Any) -> None:
        kind = kind_of(value)
        if value is None or self._attributes.get((workspace, name)) == kind:
            return
        if self._room(workspace, "attribute"):
            self._attributes[workspace, name] = kind
            self._new.append((ATTRIBUTE, (workspace, name, kind, _json(_examples(value)))))

    def _event(self, workspace: int, event: Event) -> None:
        known = self._events.get((workspace, event.name))
        moment = time.monotonic()
        if known is None and not self._room(workspace, "event"):
            return
        names, told = known or (set(), 0.0)
        fresh = event.properties.keys() - names
        if known is not None and not fresh and moment - told < AGAIN:
            return
        if event.kind == "identify" or len(names) > MOST_NAMES:
            fresh = set()
        names |= event.properties.keys()
        self._events[workspace, event.name] = (names, moment)
        shape = {
            name: {"type": kind_of(value), "examples": _examples(value)}
            for name, value in event.properties.items()
            if name in fresh
        }
        self._new.append((EVENT, (workspace, event.name, event.at, _json(shape))))

    def _room(self, workspace: int, kind: str) -> bool:
        count = self._count.get((workspace, kind), 0)
        self._count[workspace, kind] = count + 1
        return count < MOST_NAMES

    def flush(self, connection: Connection[Any]) -> None:
        new, self._new = self._new, []
        for statement, values in sorted(new, key=_order):
            connection.execute(statement, values)


def _order(one: tuple[str, tuple[Any, ...]]) -> tuple[str, int, str]:
    return one[0], one[1][0], one[1][1]


def _examples(value: Any) -> list[Any]:
    if isinstance(value, Mapping | list) or value is None:
        return []
    return [value[:100] if isinstance(value, str) else value]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
