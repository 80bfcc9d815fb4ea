"""A carrier that makes one HTTP request of each message: most providers want it so."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime

from channels_app.base import Outgoing, Outside
from channels_app.contracts import Receipt
from channels_app.http import Ask, Client, Reply


class PerMessage(Outside):
    """Writes an `Ask` for each message, and reads its `Reply`. Keeps its connections open."""

    # So many ids are noted before they are handed over; more of them cost less to note, and leave
    # more in doubt when the process dies (S17).
    chunk = 100
    at_once = 50
    idempotent = False

    def __init__(self) -> None:
        self.client = Client(at_once=self.at_once)

    @abstractmethod
    def ask(self, each: Outgoing) -> Ask:
        """The request that sends it."""

    @abstractmethod
    def read(self, each: Outgoing, reply: Reply, now: datetime) -> Receipt:
        """What the reply says of it."""

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        replies = self.client.all([self.ask(each) for each in batch])
        return [self.read(each, reply, now) for each, reply in zip(batch, replies, strict=True)]

    def rest(self) -> None:
        self.client.close()
