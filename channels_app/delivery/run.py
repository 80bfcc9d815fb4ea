"""One batch from its claim to the couriers: claim, ask the arbiter, dispatch."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial

import msgspec
import psycopg
import structlog
from django.db import DatabaseError

from channels_app import arbiter, contracts
from channels_app.base import Outgoing, Sender, Waiting
from channels_app.content.template import TemplateError
from channels_app.contracts import Receipt, Status
from channels_app.delivery import facts
from channels_app.delivery.claim import Claim, Claimer
from channels_app.delivery.connect import Connection
from channels_app.delivery.couriers import Couriers, InPlace, Job
from channels_app.delivery.dispatch import Dispatcher
from channels_app.delivery.endpoints import Reachable
from channels_app.delivery.handover import Hands
from channels_app.delivery.render import MissingValuesError, Renderer
from channels_app.delivery.routing import Parcel
from channels_app.delivery.settle import ClaimLostError, Outcome
from channels_app.delivery.ways import Ways

log = structlog.get_logger(__name__)

Clock = Callable[[Connection], datetime]


class Done(msgspec.Struct):
    """What one batch came to: how many were claimed, and how they ended."""

    claimed: int = 0
    outcomes: dict[Status, int] = {}


class Deliverer:
    """Delivers one batch after the other on one connection. Not for sharing between threads.

    Given couriers, it leaves to them what goes outside; else it hands that over itself.
    """

    def __init__(
        self, claimer: Claimer, clock: Clock, opened: Callable[[], Connection] | None = None
    ) -> None:
        self.claimer = claimer
        self.clock = clock
        self.renderer = Renderer()
        self.senders = facts.Senders()
        self.ways = Ways()
        self.dispatcher = Dispatcher(claimer.held, self._rendered)
        self.couriers = Couriers(self._carry, opened, clock) if opened else None

    def run_once(self, connection: Connection, size: int) -> Done:
        """Deliver one batch of what is due; `claimed` is 0 when nothing was."""
        now = self.clock(connection)
        claim = self.claimer.take(connection, now, size)
        if claim is None:
            return Done()
        done = Done(len(claim.messages))
        hands = Hands(lambda: nullcontext(connection), lambda _: now, partial(_count, done))
        try:
            parcels, outcomes = self._prepare(connection, claim, now)
            carriage = self.couriers or InPlace(self._carry, hands)
            self.dispatcher.send(claim.id, parcels, outcomes, hands, carriage)
        except ClaimLostError:
            self.claimer.held.drop(claim.id)
            log.warning("claim expired before its receipts were written", claim=claim.id)
        except BaseException:
            self.claimer.held.drop(claim.id)
            raise
        return done

    def stop(self) -> None:
        """End what is under way."""
        if self.couriers is not None:
            self.couriers.stop()

    def _carry(self, job: Job, hands: Hands) -> None:
        carriage = self.couriers or InPlace(self._carry, hands)
        self.dispatcher.carry(job, hands, carriage)

    def _prepare(
        self, connection: Connection, claim: Claim, now: datetime
    ) -> tuple[list[Parcel], list[Outcome]]:
        """What may go, and the outcomes of what may not."""
        known = facts.fetch(connection, claim.messages)
        paused = contracts.paused_journeys(connection)
        senders = self.senders.of(connection, {m.workspace_id for m in claim.messages})
        self.ways.load(connection, senders.values(), now)
        parcels: list[Parcel] = []
        outcomes: list[Outcome] = []
        for message in claim.messages:
            sender = senders.get(message.workspace_id)
            if message.journey_id in paused:
                outcomes.append((message, Receipt(id=message.id, status=Status.FROZEN)))
            elif sender is None:
                outcomes.append((message, _failed(message, "Its workspace is gone.")))
            else:
                made = self._one(message, sender, known)
                if isinstance(made, Receipt):
                    outcomes.append((message, made))
                else:
                    parcels.append(made)
        return parcels, outcomes

    def _one(self, message: Waiting, sender: Sender, known: facts.Facts) -> Parcel | Receipt:
        """Ready to go, or the receipt that says why not."""
        ways = self.ways.of(sender, message.channel, message.topic)
        endpoints: Sequence[Reachable] = ()
        if known.endpoints:
            endpoints = known.endpoints.get((message.customer_id, message.channel), ())
        shown = bool(ways) and ways[0].anywhere
        refusal = arbiter.decide(message, known, shown)
        if refusal:
            return _refused(message, refusal)
        if not ways:
            detail = {"channel": message.channel, "topic": message.topic}
            return _refused(message, arbiter.Refusal("no_account", detail))
        if endpoints:
            ways = tuple(way for way in ways if way.anywhere or way.reach(endpoints))
            if not ways:
                return _refused(message, arbiter.no_address(message))
        return Parcel(message, sender, ways, endpoints)

    def _rendered(self, parcel: Parcel, now: datetime) -> Outgoing | Receipt:
        """What is odd in one message harms no other."""
        message = parcel.message
        try:
            return self.renderer.render(message, parcel.sender, now)
        except TemplateError as error:
            return _failed(message, error.message)
        except MissingValuesError as error:
            detail = {"missing": error.missing, "rule": error.rule}
            return _refused(message, arbiter.Refusal("missing_values", detail))
        except (DatabaseError, psycopg.Error):
            raise
        except Exception as error:
            log.exception("a message could not be prepared", message=message.id)
            return _failed(message, f"It could not be prepared: {type(error).__name__}: {error}")


def _refused(message: Waiting, refusal: arbiter.Refusal) -> Receipt:
    return Receipt(
        id=message.id, status=Status.REFUSED, reason=refusal.reason, detail=refusal.detail
    )


def _failed(message: Waiting, why: str) -> Receipt:
    return Receipt(id=message.id, status=Status.FAILED, reason=why, permanent=True)


def _count(done: Done, outcomes: Sequence[Outcome]) -> None:
    for _, receipt in outcomes:
        done.outcomes[receipt.status] = done.outcomes.get(receipt.status, 0) + 1
