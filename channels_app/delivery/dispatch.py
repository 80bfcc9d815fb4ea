"""From messages that may go to their couriers: each finds its way, is rendered, and handed over.
What cannot go now is settled with the rest. Every claim is ended here, or handed on.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from channels_app.base import Inside, Outgoing
from channels_app.contracts import Receipt
from channels_app.delivery import claim as claims
from channels_app.delivery import handover, health
from channels_app.delivery.claim import Held
from channels_app.delivery.connect import Connection
from channels_app.delivery.couriers import Job
from channels_app.delivery.handover import Hands
from channels_app.delivery.routing import Parcel, Placed, Room, place
from channels_app.delivery.settle import ClaimLostError, Outcome, settle
from channels_app.delivery.ways import Way

Render = Callable[[Parcel, datetime], Outgoing | Receipt]
Group = tuple[Way, list[Parcel]]


class Carriage(Room, Protocol):
    """Couriers, or what stands for them."""

    def give(self, job: Job) -> None:
        """Take a job, which `free` said there is room for."""


class Dispatcher:
    """For the loop and for its couriers alike; it holds nothing of a batch."""

    def __init__(self, held: Held, render: Render) -> None:
        self.held = held
        self.render = render

    def send(
        self,
        claim_id: int,
        parcels: Sequence[Parcel],
        outcomes: Sequence[Outcome],
        hands: Hands,
        carriage: Carriage,
    ) -> None:
        """Settle the outcomes, and send the parcels: here what goes inside, the rest by couriers.
        Raises ClaimLostError when somebody else has the messages meanwhile; then nothing is kept.
        """
        with hands.borrow() as connection:
            now = hands.clock(connection)
            placed = place(connection, parcels, now, carriage)
            settled = [*outcomes, *placed.waiting]
            inside, outside = self._rendered(placed, settled, now)
            with connection.transaction():
                for way, group in inside:
                    settled += handover.inside(connection, way, _batch(group), now)
                settle(connection, claim_id, settled, now)
                jobs = _jobs(connection, claim_id, outside, hands)
                if not jobs:
                    claims.end(connection, claim_id)
            _note(connection, inside, now)
        hands.tell(settled)
        for job in jobs:
            self.held.add(job.claim_id)
        if not jobs:
            self.held.drop(claim_id)
        for job in jobs:
            carriage.give(job)

    def carry(self, job: Job, hands: Hands, carriage: Carriage) -> None:
        """A job's hand-over, and what is left of it: other accounts may take it, at once."""
        claim_id = job.claim_id
        try:
            left = handover.outside(claim_id, job.way, job.parcels, hands)
            if left and hands.go_on():
                self.send(claim_id, left, [], hands, carriage)
                return
            with hands.borrow() as connection:
                lanes = sorted({parcel.message.lane for parcel in left})
                claims.give_back(connection, claim_id, lanes)
        except BaseException:
            self.held.drop(claim_id)
            raise
        self.held.drop(claim_id)

    def _rendered(
        self, placed: Placed, settled: list[Outcome], now: datetime
    ) -> tuple[list[Group], list[Group]]:
        """Those that could be rendered, by whether they go inside; the others are settled."""
        inside: list[Group] = []
        outside: list[Group] = []
        for way, group in placed.groups.values():
            going: list[Parcel] = []
            for parcel in group:
                made = parcel.outgoing or self.render(parcel, now)
                if isinstance(made, Receipt):
                    settled.append((parcel.message, made))
                else:
                    made.to = parcel.to(way)
                    parcel.outgoing = made
                    going.append(parcel)
            if going:
                (inside if isinstance(way.carrier, Inside) else outside).append((way, going))
        return inside, outside


def _jobs(
    connection: Connection, claim_id: int, groups: Sequence[Group], hands: Hands
) -> list[Job]:
    """The first keeps the claim, which holds nothing else by now; the others get their own."""
    jobs = []
    for number, (way, group) in enumerate(groups):
        own: int | None = claim_id
        if number:
            own = claims.split(connection, claim_id, [parcel.message for parcel in group])
        if own is None:
            raise ClaimLostError
        jobs.append(Job(own, way, group, hands.tell))
    return jobs


def _batch(group: Sequence[Parcel]) -> list[Outgoing]:
    return [parcel.outgoing for parcel in group if parcel.outgoing is not None]


def _note(connection: Connection, groups: Sequence[Group], now: datetime) -> None:
    for way, _ in groups:
        if way.account is not None:
            health.note_worked(connection, way.account.id, way.state, now)
