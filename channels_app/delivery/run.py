"""One batch from claim to receipts: claim, ask the arbiter, render, hand over, settle."""

from collections.abc import Callable
from datetime import datetime

import msgspec
import psycopg
import structlog
from django.db import DatabaseError

from channels_app import arbiter, contracts, registry
from channels_app.base import Inside, Outgoing, Outside, Sender, Waiting
from channels_app.content.template import TemplateError
from channels_app.contracts import Receipt, Status
from channels_app.delivery import facts, handover
from channels_app.delivery.claim import Claim, Claimer
from channels_app.delivery.connect import Connection
from channels_app.delivery.render import MissingValuesError, Renderer
from channels_app.delivery.settle import ClaimLostError, Outcome, end, settle

log = structlog.get_logger(__name__)

Clock = Callable[[Connection], datetime]


class Done(msgspec.Struct):
    """What one batch came to: how many were claimed, and how they ended."""

    claimed: int = 0
    outcomes: dict[Status, int] = {}


class Deliverer:
    """Delivers one batch after the other on one connection. Not for sharing between threads."""

    def __init__(self, claimer: Claimer, clock: Clock) -> None:
        self.claimer = claimer
        self.clock = clock
        self.renderer = Renderer()
        self.senders = facts.Senders()

    def run_once(self, connection: Connection, size: int) -> Done:
        """Deliver one batch of what is due; `claimed` is 0 when nothing was."""
        now = self.clock(connection)
        claim = self.claimer.take(connection, now, size)
        if claim is None:
            return Done()
        done = Done(len(claim.messages))
        try:
            self._deliver(connection, claim, now, done)
        except ClaimLostError:
            log.warning("claim expired before its receipts were written", claim=claim.id)
        finally:
            self.claimer.in_hand = None
        return done

    def _deliver(self, connection: Connection, claim: Claim, now: datetime, done: Done) -> None:
        ready, outcomes = self._prepare(connection, claim, now)
        inside: list[tuple[Inside, list[Outgoing]]] = []
        for name, group in ready.items():
            transport = registry.transport(name)
            if isinstance(transport, Outside):
                for settled in handover.outside(connection, claim.id, transport, group, now):
                    _count(done, settled)
            else:
                inside.append((transport, group))
        with connection.transaction():
            for transport, group in inside:
                outcomes += handover.inside(connection, transport, group, now)
            settle(connection, claim.id, outcomes, now)
            end(connection, claim.id)
        _count(done, outcomes)

    def _prepare(
        self, connection: Connection, claim: Claim, now: datetime
    ) -> tuple[dict[str, list[Outgoing]], list[Outcome]]:
        """What may go, by transport; and the outcomes of what may not."""
        known = facts.fetch(connection, claim.messages)
        paused = contracts.paused_journeys(connection)
        senders = self.senders.of(connection, {m.workspace_id for m in claim.messages})
        ready: dict[str, list[Outgoing]] = {}
        outcomes: list[Outcome] = []
        for message in claim.messages:
            sender = senders.get(message.workspace_id)
            if message.journey_id in paused:
                outcomes.append((message, Receipt(id=message.id, status=Status.FROZEN)))
            elif sender is None:
                outcomes.append((message, _failed(message, "Its workspace is gone.")))
            else:
                made = self._one(message, sender, known, now)
                if isinstance(made, Receipt):
                    outcomes.append((message, made))
                else:
                    ready.setdefault(_transport(message, sender), []).append(made)
        return ready, outcomes

    def _one(
        self, message: Waiting, sender: Sender, known: facts.Facts, now: datetime
    ) -> Outgoing | Receipt:
        """Rendered, or the receipt that says why not. What is odd in one harms no other."""
        try:
            refusal = arbiter.decide(message, known)
            if refusal:
                return _refused(message, refusal)
            return self.renderer.render(message, sender, now)
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


def _transport(message: Waiting, sender: Sender) -> str:
    kind = registry.channel(message.channel)
    assert kind is not None
    return kind.transport(sender)


def _refused(message: Waiting, refusal: arbiter.Refusal) -> Receipt:
    return Receipt(
        id=message.id, status=Status.REFUSED, reason=refusal.reason, detail=refusal.detail
    )


def _failed(message: Waiting, why: str) -> Receipt:
    return Receipt(id=message.id, status=Status.FAILED, reason=why, permanent=True)


def _count(done: Done, outcomes: list[Outcome]) -> None:
    for _, receipt in outcomes:
        done.outcomes[receipt.status] = done.outcomes.get(receipt.status, 0) + 1
