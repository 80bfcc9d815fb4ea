"""Whose item is it? From rows of the inbox to customers, with one look-up for the whole batch.

An item arrives in the lane of the id that it carries. If that id was merged into a customer of
another lane, the row moves there; if an identify or an alias joins two ids that are strangers
yet, a merge is asked for, which happens before the batch (S25).
"""

from collections.abc import Set
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import force_setattr

from journeys.core.ids import customer_id, event_id, identity_key, lane_of
from journeys.core.items import Control, Enrol, Event, Report
from journeys.engine import store
from journeys.engine.store import Row

_DECODERS = {
    1: msgspec.json.Decoder(Event).decode,
    2: msgspec.json.Decoder(Enrol).decode,
    3: msgspec.json.Decoder(Report).decode,
    4: msgspec.json.Decoder(Control).decode,
}

Known = dict[tuple[int, str], tuple[int, str]]
"""(workspace, key) -> (lane, customer): where ids that were merged lead."""


class Merge(NamedTuple):
    """The customer behind `key` becomes part of another."""

    workspace_id: int
    key: str
    source_lane: int
    source_id: str
    target_lane: int
    target_id: str
    user_id: str | None
    at: datetime


class Given(NamedTuple):
    """An item with its row, and its id for S2 where it has one."""

    row: Row
    item: Any
    id: str | None


class Resolved(msgspec.Struct):
    cases: dict[str, list[Given]] = {}
    """By customer; all in the lane where they arrived."""
    moves: list[tuple[int, Row]] = []
    """Rows that belong to another lane, with its number."""
    merges: list[Merge] = []


def decode(row: Row) -> Any:
    """The item of a row; raises msgspec.DecodeError."""
    item = _DECODERS[row.kind](row.body)
    force_setattr(item, "at", row.at)
    force_setattr(item, "seq", row.id)
    return item


def key_of(item: Any) -> str:
    """How an item names its customer; `id:` for those who know the customer itself."""
    if isinstance(item, Event):
        return identity_key(item.user_id, item.anonymous_id)
    named: str | None = item.customer_id
    return f"id:{named}" if named else identity_key(item.user_id, item.anonymous_id)


def natural(workspace_id: int, key: str) -> str:
    """The customer that a key is, as long as it was not merged."""
    return key[3:] if key.startswith("id:") else customer_id(workspace_id, key)


class Incoming:
    """A batch's items with the ids that they name, before it is known whose they are."""

    def __init__(self, rows: list[Row]) -> None:
        """`rows` are in the order of acceptance within each lane."""
        self.rows = rows
        self.items = [decode(row) for row in rows]
        self.keys = [key_of(item) for item in self.items]
        self.joins = {i: _joined(item) for i, item in enumerate(self.items) if _may_join(item)}
        self.naturals: dict[tuple[int, str], str] = {}
        for row, key in zip(rows, self.keys, strict=True):
            self._name(row.workspace_id, key)
        for i, others in self.joins.items():
            for key in others:
                self._name(rows[i].workspace_id, key)

    def _name(self, workspace: int, key: str) -> None:
        if (workspace, key) not in self.naturals:
            self.naturals[workspace, key] = natural(workspace, key)

    def question(self) -> store.Question:
        """Which of the ids were merged into another customer?"""
        lanes = [lane_of(customer) for customer in self.naturals.values()]
        workspaces, keys = [w for w, _ in self.naturals], [k for _, k in self.naturals]
        return store.identities(lanes, workspaces, keys)

    def resolve(self, merged: list[Any], unmergeable: Set[tuple[int, str]]) -> Resolved:
        """Group the items by customer; `merged` is the answer to the question."""
        known: Known = {(w, key): (lane, customer) for w, key, lane, customer in merged}
        found = Resolved()
        for i, row in enumerate(self.rows):
            key, item = self.keys[i], self.items[i]
            place = (row.workspace_id, key)
            own = self.naturals[place]
            lane, customer = known[place] if place in known else (lane_of(own), own)
            if lane != row.lane:
                found.moves.append((lane, row))
                continue
            given = Given(row, item, _id_of(row, item, key))
            found.cases.setdefault(customer, []).append(given)
            for joined in self.joins.get(i, ()):
                other = (row.workspace_id, joined)
                source = self.naturals[other]
                if other not in known and source != customer and other not in unmergeable:
                    known[other] = (lane, customer)  # the first that asks in this batch gets it
                    found.merges.append(
                        Merge(*other, lane_of(source), source, lane, customer, item.user_id, row.at)
                    )
        return found


def _may_join(item: Any) -> bool:
    if not isinstance(item, Event) or not item.user_id:
        return False
    return (item.kind == "identify" and bool(item.anonymous_id)) or (
        item.kind == "alias" and bool(item.previous_id)
    )


def _joined(event: Event) -> tuple[str, ...]:
    """The keys that become the same customer as the event's user."""
    if event.kind == "identify":
        return (f"anon:{event.anonymous_id}",)
    return (f"anon:{event.previous_id}", f"user:{event.previous_id}")


def _id_of(row: Row, item: Any, key: str) -> str | None:
    """The id by which a repeated item is known: of events and enrolments (S2)."""
    if isinstance(item, Event):
        return event_id(row.workspace_id, key, item.message_id)
    if isinstance(item, Enrol):
        return event_id(row.workspace_id, f"enrol:{item.journey_id}:{key}", item.message_id)
    return None
