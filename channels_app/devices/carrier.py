"""A carrier that makes one HTTP request for each device of each message.

A message is sent when one device took it. Else the devices' receipts are weighed: what may yet
succeed by trying again counts before what never will.
"""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from channels_app import receipts
from channels_app.base import Address, Outgoing, Outside
from channels_app.contracts import DeliveryError, Receipt, Status
from channels_app.http import Ask, Client, Reply

GONE = "Every device of this customer is gone."
TOO_LONG = "The message has more than 4 KB even without its text."


class PerDevice(Outside):
    """Writes an `Ask` for each device, and reads its `Reply`. Keeps its connections open."""

    chunk = 50
    idempotent = False
    nobody = "No device of this customer belongs to this account."

    def __init__(self, **options: Any) -> None:
        self.client = Client(**options)

    @abstractmethod
    def sign_in(self, now: datetime) -> None:
        """Before a batch. Raises DeliveryError when the account cannot be used."""

    @abstractmethod
    def ask(self, each: Outgoing, to: Address, now: datetime) -> Ask | Receipt:
        """The request that sends it there, or why there is none."""

    @abstractmethod
    def read(self, each: Outgoing, to: Address, reply: Reply, now: datetime) -> Receipt:
        """What the reply says of it."""

    def reaches(self, to: Address) -> bool:
        """Whether this account may know the device at all."""
        return True

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        try:
            self.sign_in(now)
        except DeliveryError as error:
            return [receipts.account_failed(each.message.id, error.message) for each in batch]
        pairs = [(each, to) for each in batch for to in each.to if self.reaches(to)]
        planned = [self.ask(each, to, now) for each, to in pairs]
        replies = iter(self.client.all([ask for ask in planned if isinstance(ask, Ask)]))
        found: dict[str, list[Receipt]] = {each.message.id: [] for each in batch}
        for (each, to), ask in zip(pairs, planned, strict=True):
            made = self.read(each, to, next(replies), now) if isinstance(ask, Ask) else ask
            found[each.message.id].append(made)
        return [self._of_all(key, made) for key, made in found.items()]

    def rest(self) -> None:
        self.client.close()

    def _of_all(self, key: str, made: list[Receipt]) -> Receipt:
        if not made:
            return receipts.refused(key, self.nobody)
        dropped = [each for receipt in made for each in receipt.dropped]
        best = min(made, key=_weight)
        taken = sum(receipt.status is Status.SENT for receipt in made)
        detail = {"devices": taken} if taken > 1 else best.detail
        return msgspec.structs.replace(best, dropped=dropped, detail=detail)


def gone(key: str, to: Address, why: str) -> Receipt:
    """The device is no more: its endpoint is dropped, with the word for why."""
    made = receipts.refused(key, GONE)
    if to.endpoint_id is not None:
        made.dropped = [(to.endpoint_id, why)]
    return made


def _weight(receipt: Receipt) -> int:
    if receipt.status is Status.SENT:
        return 0
    if receipt.status is Status.UNKNOWN:
        return 1
    if receipt.wait_until is not None:
        return 2
    if receipt.account_failed:
        return 3
    if receipt.retry:
        return 4
    return 6 if receipt.reason == GONE else 5
