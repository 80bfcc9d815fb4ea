"""Handing a batch over: inside the receipts' transaction, or to a provider, chunk by chunk."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import msgspec
import psycopg
import structlog
from django.conf import settings

from channels_app.base import Inside, Outgoing, Outside
from channels_app.contracts import Receipt, Status
from channels_app.delivery import claim as claims
from channels_app.delivery import health, traces
from channels_app.delivery.backoff import spread
from channels_app.delivery.connect import Connection
from channels_app.delivery.routing import Parcel, failed
from channels_app.delivery.settle import ClaimLostError, Outcome, settle
from channels_app.delivery.ways import Way

log = structlog.get_logger(__name__)

Borrow = Callable[[], AbstractContextManager[Connection]]
Tell = Callable[[Sequence[Outcome]], None]


class Hands(msgspec.Struct):
    """What a hand-over works with: a connection when it needs one, the clock, who hears of
    outcomes, and whether to go on with the next chunk."""

    borrow: Borrow
    clock: Callable[[Connection], datetime]
    tell: Tell
    go_on: Callable[[], bool] = lambda: True


def inside(
    connection: psycopg.Connection[Any], way: Way, batch: Sequence[Outgoing], now: datetime
) -> list[Outcome]:
    """Within the caller's transaction. What the database refuses fails alone."""
    carrier = way.carrier
    assert isinstance(carrier, Inside)
    try:
        with connection.transaction():
            outcomes = _outcomes(batch, carrier.deliver(connection, batch, now))
            traces.leave(connection, way.account_id, outcomes, now)
            return outcomes
    except psycopg.DataError as error:
        if len(batch) == 1:
            reason = f"The message could not be stored: {error}"
            return _outcomes(batch, [_receipt(batch[0], Status.FAILED, reason)])
    middle = len(batch) // 2
    first = inside(connection, way, batch[:middle], now)
    return first + inside(connection, way, batch[middle:], now)


def outside(claim_id: int, way: Way, parcels: Sequence[Parcel], hands: Hands) -> list[Parcel]:
    """Chunk by chunk: note whose hand-over begins, hand over, write the receipts. What did not
    leave by this way is returned, and still in the claim: what the account failed, and what had
    not begun when it came to rest or the worker was told to stop.

    The receipts of one chunk and the beginning of the next are one transaction. No connection is
    held while the provider is waited for. When the claim is found to be lost, what has not begun
    stays untouched: it belongs to another worker.
    """
    carrier = way.carrier
    assert isinstance(carrier, Outside)
    waiting, left = list(parcels), list[Parcel]()
    chunk, receipts = list[Parcel](), list[Receipt]()
    while True:
        with hands.borrow() as connection:
            now = hands.clock(connection)
            if way.account is not None and receipts:
                health.note(connection, way.account.id, way.state, receipts, now)
            outcomes, returned = _sorted(way, chunk, receipts, now)
            left += returned
            # The one message that probes a resting account goes all the same.
            probing = way.state.probing and not chunk
            going_on = hands.go_on() and (probing or not way.state.rests(now))
            following = waiting[: carrier.chunk] if going_on else []
            waiting = waiting[len(following) :]
            with connection.transaction():
                _settle_late(connection, claim_id, way, outcomes, now)
                chunk = _without_exited(connection, claim_id, following, now)
                begun = [] if carrier.idempotent else [each.message.id for each in chunk]
                ours = claims.begin(connection, claim_id, begun)
        hands.tell(outcomes)
        if not ours and (left or waiting or chunk):
            raise ClaimLostError
        if not following:
            return left + waiting
        receipts = _deliver(carrier, chunk, now)


def _without_exited(
    connection: Connection, claim_id: int, parcels: Sequence[Parcel], now: datetime
) -> list[Parcel]:
    if not parcels:
        return []
    gone = claims.exited(connection, claim_id, [parcel.message for parcel in parcels], now)
    return [parcel for parcel in parcels if parcel.message.id not in gone]


def _deliver(carrier: Outside, chunk: Sequence[Parcel], now: datetime) -> list[Receipt]:
    """One receipt per message. A carrier that breaks leaves every outcome of its chunk unknown."""
    batch = [parcel.outgoing for parcel in chunk if parcel.outgoing is not None]
    if not batch:
        return []
    try:
        return _whole(batch, carrier.deliver(batch, now))
    except Exception as error:
        log.exception("a transport broke")
        reason = f"The hand-over broke: {type(error).__name__}."
        return [_receipt(each, Status.UNKNOWN, reason) for each in batch]


def _sorted(
    way: Way, chunk: Sequence[Parcel], receipts: Sequence[Receipt], now: datetime
) -> tuple[list[Outcome], list[Parcel]]:
    """What became of the messages, and those that may try another way: it is known that the
    account, not the message, was at fault, and that nothing left."""
    outcomes, returned = list[Outcome](), list[Parcel]()
    for parcel, receipt in zip(chunk, receipts, strict=True):
        known = receipt.status not in (Status.UNKNOWN, Status.SENT)
        if receipt.account_failed and known and way.account is not None:
            failed(parcel, way, receipt.reason, now)
            returned.append(parcel)
        else:
            outcomes.append((parcel.message, _by_policy(receipt, now)))
    return outcomes, returned


def _by_policy(receipt: Receipt, now: datetime) -> Receipt:
    """An unknown outcome is held for a person, or tried again, as the settings say (S17). Those
    whom a provider told to wait do not all come back at once."""
    if receipt.wait_until is not None:
        receipt.wait_until = spread(receipt.id, max(receipt.wait_until, now), now)
    elif receipt.status is Status.UNKNOWN and settings.SOJOURN_SMTP_AFTER_CRASH == "retry":
        return Receipt(id=receipt.id, status=Status.QUEUED, reason=receipt.reason, retry=True)
    return receipt


def _settle_late(
    connection: psycopg.Connection[Any],
    claim_id: int,
    way: Way,
    outcomes: list[Outcome],
    now: datetime,
) -> None:
    """What has left has left: a receipt is written even when the claim is no longer ours."""
    if outcomes:
        settle(connection, claim_id, outcomes, now, strict=False)
        traces.leave(connection, way.account_id, outcomes, now)


def _outcomes(batch: Sequence[Outgoing], receipts: Sequence[Receipt]) -> list[Outcome]:
    whole = _whole(batch, receipts)
    return [(each.message, receipt) for each, receipt in zip(batch, whole, strict=True)]


def _whole(batch: Sequence[Outgoing], receipts: Sequence[Receipt]) -> list[Receipt]:
    """One receipt for each of the batch, in its order, with what was missing in it."""
    by_id = {receipt.id: receipt for receipt in receipts}
    found: list[Receipt] = []
    for each in batch:
        receipt = by_id.get(each.message.id)
        if receipt is None:
            receipt = _receipt(each, Status.UNKNOWN, "The transport gave no receipt.")
        if each.missing:
            receipt.detail = {**(receipt.detail or {}), "missing": each.missing}
        found.append(receipt)
    return found


def _receipt(each: Outgoing, status: Status, reason: str) -> Receipt:
    return Receipt(id=each.message.id, status=status, reason=reason)
