"""Handing a batch over: inside the receipts' transaction, or to a provider, chunk by chunk."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import psycopg
import structlog
from django.conf import settings

from channels_app.base import Inside, Outgoing, Outside
from channels_app.contracts import Receipt, Status
from channels_app.delivery import claim as claims
from channels_app.delivery.settle import ClaimLostError, Outcome, settle

log = structlog.get_logger(__name__)


def inside(
    connection: psycopg.Connection[Any], transport: Inside, batch: Sequence[Outgoing], now: datetime
) -> list[Outcome]:
    """Within the caller's transaction. What the database refuses fails alone."""
    try:
        with connection.transaction():
            return _outcomes(batch, transport.deliver(connection, batch, now))
    except psycopg.DataError as error:
        if len(batch) == 1:
            reason = f"The message could not be stored: {error}"
            return _outcomes(batch, [_receipt(batch[0], Status.FAILED, reason)])
    middle = len(batch) // 2
    first = inside(connection, transport, batch[:middle], now)
    return first + inside(connection, transport, batch[middle:], now)


def outside(
    connection: psycopg.Connection[Any],
    claim_id: int,
    transport: Outside,
    batch: Sequence[Outgoing],
    now: datetime,
) -> Iterator[list[Outcome]]:
    """Chunk by chunk: note whose hand-over begins, hand over, write the receipts.

    The receipts of one chunk and the beginning of the next are one transaction. When the claim
    is found to be lost, what has not begun stays untouched: it belongs to another worker.
    """
    outcomes: list[Outcome] = []
    for start in range(0, len(batch), transport.chunk):
        chunk = batch[start : start + transport.chunk]
        with connection.transaction():
            _settle_late(connection, claim_id, outcomes, now)
            begun = [] if transport.idempotent else [each.message.id for each in chunk]
            ours = claims.begin(connection, claim_id, begun)
        yield outcomes
        if not ours:
            raise ClaimLostError
        outcomes = _outcomes(chunk, _deliver(transport, chunk, now))
    with connection.transaction():
        _settle_late(connection, claim_id, outcomes, now)
        claims.begin(connection, claim_id, [])
    yield outcomes


def _deliver(transport: Outside, chunk: Sequence[Outgoing], now: datetime) -> list[Receipt]:
    """A transport that breaks leaves every outcome of its chunk unknown."""
    try:
        return [_by_policy(receipt) for receipt in transport.deliver(chunk, now)]
    except Exception as error:
        log.exception("a transport broke")
        reason = f"The hand-over broke: {type(error).__name__}."
        return [_by_policy(_receipt(each, Status.UNKNOWN, reason)) for each in chunk]


def _by_policy(receipt: Receipt) -> Receipt:
    """An unknown outcome is held for a person, or tried again, as the settings say (S17)."""
    if receipt.status is Status.UNKNOWN and settings.SOJOURN_SMTP_AFTER_CRASH == "retry":
        return Receipt(id=receipt.id, status=Status.QUEUED, reason=receipt.reason, retry=True)
    return receipt


def _settle_late(
    connection: psycopg.Connection[Any], claim_id: int, outcomes: list[Outcome], now: datetime
) -> None:
    """What has left has left: a receipt is written even when the claim is no longer ours."""
    if outcomes:
        settle(connection, claim_id, outcomes, now, strict=False)


def _outcomes(batch: Sequence[Outgoing], receipts: Sequence[Receipt]) -> list[Outcome]:
    by_id = {receipt.id: receipt for receipt in receipts}
    found: list[Outcome] = []
    for each in batch:
        receipt = by_id.get(each.message.id)
        if receipt is None:
            receipt = _receipt(each, Status.UNKNOWN, "The transport gave no receipt.")
        if each.missing:
            receipt.detail = {**(receipt.detail or {}), "missing": each.missing}
        found.append((each.message, receipt))
    return found


def _receipt(each: Outgoing, status: Status, reason: str) -> Receipt:
    return Receipt(id=each.message.id, status=status, reason=reason)
