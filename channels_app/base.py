"""What a channel's kind and its transports promise. One folder per kind holds them.

A kind knows its content (what can be written in a template of it) and which transport carries
it. A transport hands rendered messages over. There are two sorts: one that is written inside
the transaction of the receipts (`Inside`: the built-in mailbox, the sink), and one that speaks
to a provider (`Outside`), whose hand-over can be cut in the middle.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec
from psycopg import Connection

from channels_app.content.analysis import Flaw
from channels_app.content.locale import Reader
from channels_app.contracts import Kind, Receipt


class Sender(msgspec.Struct, frozen=True):
    """What delivery knows of a workspace."""

    id: int
    name: str
    zone: str
    language: str
    sender_name: str
    sender_email: str
    is_demo: bool


class Waiting(msgspec.Struct, gc=False):
    """A claimed message, as its row says."""

    lane: int
    id: str
    workspace_id: int
    customer_id: str
    run_id: str | None
    journey_id: int | None
    version_id: int | None
    step: str
    channel: str
    recipient: str
    topic: str
    kind: Kind
    zone: str
    language: str
    content: dict[str, Any] | None
    context: dict[str, Any]
    awaited: bool
    attempts: int


class Address(msgspec.Struct, frozen=True):
    """Where one message goes: an endpoint of the customer, or the message's own recipient."""

    address: str
    endpoint_id: int | None = None
    data: Mapping[str, Any] = {}


class Outgoing(msgspec.Struct, gc=False):
    """A message that passed the arbiter, rendered: what a transport gets."""

    message: Waiting
    sender: Sender
    body: Any
    missing: list[str]
    # Several devices get the same message: it is sent when one of them took it.
    to: Sequence[Address] = ()


class Compiled(Protocol):
    """One version's content of one step, ready to be rendered many times."""

    # The first names of what it reads, so that links are made for those who ask only.
    reads: frozenset[str]

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[Any, list[str]]:
        """The body for the transport, and the variables that were missing."""


class Channel(Protocol):
    """A kind of channel."""

    @property
    def batch(self) -> int:
        """How many messages one courier may have in hand: few, where a provider is slow, so that
        the others can still be cancelled (S9)."""

    def compile(self, content: Mapping[str, Any]) -> Compiled:
        """Raises content.template.TemplateError."""

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        """Everything wrong with the content; empty when it can be published."""

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        """Dotted paths of the context that rendering reads."""

    def address(self, recipient: str) -> str | None:
        """The recipient as suppressions know it; None when it is no address of this channel. A
        kind that needs none (the inbox, a webhook) returns a word of its own."""

    def transport(self, sender: Sender) -> str:
        """The transport, in the registry, for a workspace that has no account of this kind; empty
        when nothing can be sent without one."""

    @property
    def by_endpoint(self) -> bool:
        """Whether customers are reached at their endpoints, not at an address of their profile."""


class Inside(ABC):
    """Handed over within the transaction of the receipts: never unknown, never twice."""

    @abstractmethod
    def deliver(
        self, connection: Connection[Any], batch: Sequence[Outgoing], now: datetime
    ) -> list[Receipt]:
        """Write the batch on this connection; one receipt per message."""


class Outside(ABC):
    """Handed over to a provider. `chunk` messages at most are under way at once."""

    chunk: int
    idempotent: bool

    @abstractmethod
    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        """One receipt per message; an outcome that cannot be known has status UNKNOWN."""

    def rest(self) -> None:  # noqa: B027 - most transports hold nothing
        """Let go of connections: there is nothing to do for a while."""
