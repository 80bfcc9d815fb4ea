"""Which account carries a message: the first of its ways that is well, not at rest, and within its
limits. What finds none waits, each message for a time of its own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec
from psycopg import Connection

from channels_app.base import Address, Outgoing, Outside, Sender, Waiting
from channels_app.contracts import Receipt, Status
from channels_app.delivery import health, rates
from channels_app.delivery.backoff import spread
from channels_app.delivery.endpoints import Reachable
from channels_app.delivery.settle import Outcome
from channels_app.delivery.ways import Way

# A message whose accounts all failed just now, and did not yet come to rest.
AGAIN_SECONDS = 15
# While one message probes a waking account.
PROBE_SECONDS = 3
# A broken account is looked at again when somebody may have mended it.
BROKEN_SECONDS = 60
# What a customer waits for does not stand in the queue of a campaign.
SOON_SECONDS = 1

# The database takes whatever comes.
INSIDE = 1_000_000
# Of a courier's room, what is kept free for what a person waits for.
KEPT_FREE = 10


class Room(Protocol):
    """How much the couriers have in hand."""

    def free(self, way: Way) -> int:
        """How many more messages the way's courier can take now."""

    def times(self, way: Way, many: int, now: datetime) -> Sequence[datetime]:
        """When as many others may come back, one after the other."""


class Parcel(msgspec.Struct):
    """A message that may go, with the ways it can take."""

    message: Waiting
    sender: Sender
    ways: Sequence[Way]
    endpoints: Sequence[Reachable] = ()
    # Rendered once it is clear that it goes.
    outgoing: Outgoing | None = None
    # The ways that failed it in this attempt, or had no room for it.
    passed: set[int | str] = msgspec.field(default_factory=set)
    # When another attempt makes sense, by the ways that were passed; and whose limit it was.
    until: datetime | None = None
    over: Way | None = None
    # What the last of them said.
    why: str = ""

    def wait(self, until: datetime) -> None:
        self.until = until if self.until is None else min(self.until, until)

    def to(self, way: Way) -> list[Address]:
        return way.reach(self.endpoints) if self.endpoints else []


class Placed(msgspec.Struct):
    """What goes by which way, and what waits."""

    groups: dict[int | str, tuple[Way, list[Parcel]]]
    waiting: list[Outcome]


def place(
    connection: Connection[Any], parcels: Sequence[Parcel], now: datetime, room: Room
) -> Placed:
    """Find each parcel its way."""
    placed = Placed({}, [])
    pending, stuck = list(parcels), []
    while pending:
        groups: dict[int | str, tuple[Way, list[Parcel]]] = {}
        for parcel in pending:
            way = _first(parcel, now)
            if way is None:
                stuck.append(parcel)
            else:
                groups.setdefault(way.key, (way, []))[1].append(parcel)
        pending = []
        for way, group in groups.values():
            fitting, busy = _fitting(way, group, now, room)
            placed.waiting += busy
            going, rest = _granted(connection, way, fitting, now)
            if going:
                placed.groups.setdefault(way.key, (way, []))[1].extend(going)
            pending += rest
    placed.waiting += _put_off(connection, stuck, now)
    return placed


def failed(parcel: Parcel, way: Way, why: str, now: datetime) -> None:
    """This way failed it just now: it may take another one at once."""
    parcel.passed.add(way.key)
    parcel.why = f"“{way.name}”: {why}"
    resting = way.state.rests_until if way.state.rests(now) else None
    parcel.wait(resting or now + timedelta(seconds=AGAIN_SECONDS))


def _first(parcel: Parcel, now: datetime) -> Way | None:
    """The first way that is open; why the others are not is noted on the parcel."""
    for way in parcel.ways:
        if way.key in parcel.passed:
            continue
        if way.carrier is None:
            parcel.wait(now + timedelta(seconds=BROKEN_SECONDS))
        elif way.state.rests(now):
            resting = way.state.rests_until or now
            soon = now + timedelta(seconds=PROBE_SECONDS)
            parcel.wait(soon if way.state.probing else resting)
        else:
            return way
    return None


def _fitting(
    way: Way, group: list[Parcel], now: datetime, room: Room
) -> tuple[list[Parcel], list[Outcome]]:
    """What its courier can take now, what a person waits for before the rest; a courier that is
    busy sends the others back."""
    free = room.free(way) if isinstance(way.carrier, Outside) else INSIDE
    if len(group) < free - free // KEPT_FREE:
        return group, []
    urgent = [parcel for parcel in group if not _campaign(parcel)]
    others = [parcel for parcel in group if _campaign(parcel)]
    many = max(0, free - free // KEPT_FREE - len(urgent))
    reason = f"“{way.name}” is busy."
    times = room.times(way, len(others[many:]), now)
    busy = [
        (parcel.message, _later(parcel, until, reason))
        for parcel, until in zip(others[many:], times, strict=True)
    ]
    soon = now + timedelta(seconds=SOON_SECONDS)
    busy += [
        (parcel.message, _later(parcel, spread(parcel.message.id, soon, now), reason))
        for parcel in urgent[free:]
    ]
    return urgent[:free] + others[:many], busy


def _granted(
    connection: Connection[Any], way: Way, group: list[Parcel], now: datetime
) -> tuple[list[Parcel], list[Parcel]]:
    """What is within the account's limits; the others may look for another way."""
    account = way.account
    if account is None or not group:
        return group, []
    many = len(group)
    if way.state.wakes:
        many = int(health.probe(connection, account.id, way.state, now))
    elif account.per_second is not None or account.warm_up is not None:
        group = sorted(group, key=_campaign)
        many = rates.take(connection, account, way.zone, many, now)
    for parcel in group[many:]:
        parcel.passed.add(way.key)
        if way.state.wakes:
            parcel.wait(now + timedelta(seconds=PROBE_SECONDS))
        else:
            parcel.over = parcel.over or way
    return group[:many], group[many:]


def _put_off(
    connection: Connection[Any], parcels: Sequence[Parcel], now: datetime
) -> list[Outcome]:
    """When each of those that found no way comes back: after a limit in a place of its own, after
    a rest somewhere in the time that follows it."""
    queues: dict[int | str, tuple[Way, list[Parcel]]] = {}
    found: list[Outcome] = []
    for parcel in parcels:
        if parcel.over is not None and _campaign(parcel):
            queues.setdefault(parcel.over.key, (parcel.over, []))[1].append(parcel)
        elif parcel.over is not None:
            soon = spread(parcel.message.id, now + timedelta(seconds=SOON_SECONDS), now)
            reason = f"“{parcel.over.name}” is at its limit."
            found.append((parcel.message, _later(parcel, soon, reason)))
        else:
            until = spread(parcel.message.id, parcel.until or now, now)
            names = ", ".join(f"“{way.name}”" for way in parcel.ways)
            reason = parcel.why or f"It waits for {names}."
            found.append((parcel.message, _later(parcel, until, reason)))
    for way, queue in queues.values():
        assert way.account is not None
        times = rates.book(connection, way.account, way.zone, len(queue), now)
        reason = f"“{way.name}” is at its limit."
        for parcel, until in zip(queue, times, strict=True):
            found.append((parcel.message, _later(parcel, until, reason)))
    return found


def _later(parcel: Parcel, until: datetime, reason: str) -> Receipt:
    return Receipt(id=parcel.message.id, status=Status.QUEUED, wait_until=until, reason=reason)


def _campaign(parcel: Parcel) -> bool:
    """Whether it may wait behind what a person waits for."""
    return parcel.message.kind != "transactional"
