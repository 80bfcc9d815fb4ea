"""A transport that counts what it gets and keeps nothing: for measuring, never for customers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection

from channels_app.base import Inside, Outgoing
from channels_app.contracts import Receipt, Status


class Sink(Inside):
    """Inside, so that what it counted and what is stored as sent agree."""

    count = 0

    def deliver(
        self, connection: Connection[Any], batch: Sequence[Outgoing], now: datetime
    ) -> list[Receipt]:
        self.count += len(batch)
        return [Receipt(id=each.message.id, status=Status.SENT) for each in batch]
