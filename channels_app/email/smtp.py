"""SMTP: several connections, each used for many mails, through Django's own backend.

Without an account it is the installation's server that `EMAIL_URL` names.

Every recipient is a transaction of its own, so one that is refused harms no other. How a failure
is read stands in `refusals`.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from queue import Empty, LifoQueue

import msgspec
from django.conf import settings
from msgspec.structs import replace

from channels_app.base import Outgoing, Outside
from channels_app.contracts import Receipt, Status
from channels_app.email import refusals
from channels_app.email.bounces import Bounces, token
from channels_app.email.connection import Line, Server
from channels_app.email.dkim import Signer
from channels_app.email.headers import from_parts, headers
from channels_app.email.mime import source

# A process that dies leaves this many mails per connection with an unknown outcome, at most.
MAILS_PER_CONNECTION = 4


class Way(msgspec.Struct, frozen=True):
    """What is an account's own: its server, its sender, its signature, its address for returns."""

    server: Server | None = None
    connections: int = 0
    sender: tuple[str, str] = ("", "")
    signer: Signer | None = None
    bounces: Bounces | None = None

    def as_sender(self, each: Outgoing) -> Outgoing:
        """The message with the account's name and address in place of the workspace's."""
        name, address = self.sender
        if not address:
            return each
        sender = replace(
            each.sender, sender_name=name or each.sender.sender_name, sender_email=address
        )
        return replace(each, sender=sender)

    def signed(self, mail: bytes) -> bytes:
        return self.signer.signed(mail) if self.signer else mail

    def returns_to(self, each: Outgoing) -> str:
        return self.bounces.address(each.message) if self.bounces else ""


class Smtp(Outside):
    """Not idempotent: a mail that was taken and not acknowledged may arrive twice if repeated."""

    idempotent = False

    def __init__(self, way: Way | None = None) -> None:
        self.way = way or Way()
        self.connections: int = self.way.connections or settings.SOJOURN_SMTP_CONNECTIONS
        self.chunk = self.connections * MAILS_PER_CONNECTION
        self.lines: LifoQueue[Line] = LifoQueue()
        for _ in range(self.connections):
            self.lines.put(Line(self.way.server))

    @cached_property
    def pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.connections, thread_name_prefix="smtp")

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        if len(batch) == 1:
            return self._several(batch, now)
        shares = [batch[start :: self.connections] for start in range(self.connections)]
        done = self.pool.map(self._several, shares, [now] * len(shares))
        return [receipt for receipts in done for receipt in receipts]

    def rest(self) -> None:
        """Close what lies idle: servers drop such connections, and count them until then."""
        held: list[Line] = []
        with suppress(Empty):
            while True:
                held.append(self.lines.get_nowait())
        for line in held:
            line.close()
            self.lines.put(line)

    def _several(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        line = self.lines.get()
        try:
            return [_one(line, self.way, each, now) for each in batch]
        finally:
            self.lines.put(line)


def _one(line: Line, way: Way, each: Outgoing, now: datetime) -> Receipt:
    """Once more on a new connection when the old one was found dead before the mail was out."""
    each = way.as_sender(each)
    head = headers(each, now)
    mail = way.signed(source(head, each.body.text, each.body.html))
    sender, recipient = way.returns_to(each) or from_parts(each.sender)[1], head["To"]
    for _ in range(2):
        reused = line.is_open
        try:
            line.send(sender, recipient, mail)
        except refusals.FAILURES as error:
            if line.handed or not reused or not refusals.is_lost(error):
                return refusals.receipt(each.message.id, error, line.handed)
        else:
            return Receipt(
                id=each.message.id,
                status=Status.SENT,
                ref=token(each.message) if way.bounces else "",
            )
    raise AssertionError("a new connection is not a reused one")
