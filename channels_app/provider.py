"""What a provider promises: how it is set up, how it carries messages, what its callbacks tell.

A kind of channel has one or more providers, each in a file of the kind's folder with a line in
`registry.PROVIDERS`. An account is one workspace's settings for one of them.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Literal, Protocol

import msgspec

from channels_app.base import Address, Inside, Outside
from channels_app.contracts import Status


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account as carriers see it: its settings are whole, secrets included. Never logged."""

    id: int
    workspace_id: int
    channel: str
    provider: str
    name: str
    settings: Any
    """An instance of the provider's `Settings`."""
    hook_url: str
    """Where its callbacks arrive, whole: https://host/c/SECRET/"""
    topics: frozenset[str] = frozenset()
    place: int = 0
    per_second: float | None = None
    warm_up: Mapping[str, Any] | None = None
    failures: int = 0
    rests_until: datetime | None = None
    changed_at: datetime

    def __repr__(self) -> str:
        return f"Account({self.id}, {self.channel}, {self.provider}, {self.name!r})"


class Callback(msgspec.Struct, frozen=True, kw_only=True):
    """A request to an account's hook, as it came."""

    method: str
    url: str
    """Whole, as the provider wrote it: signatures cover it."""
    path: str = ""
    """What stands behind the hook: "" or "status"."""
    query: Mapping[str, str] = {}
    headers: Mapping[str, str] = {}
    """Names in lower case."""
    body: bytes = b""


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="told"):
    """A provider's report on one message (S20)."""

    event_id: str
    """The provider's id of the report, or one derived from what it says: twice is once."""
    status: Status
    at: datetime
    message: str = ""
    """Our own id of it as `carried_id` gave it, where the provider brings it back ..."""
    ref: str = ""
    """... else the provider's id, as the receipt's `ref` named it."""
    reason: str = ""
    permanent: bool = False
    suppress: bool = False
    """Nothing may be sent to this address again."""
    drop: bool = False
    """The endpoint is gone: a token that is not registered, a chat that was left."""
    detail: dict[str, Any] = {}
    """What else was said: the link that was clicked, the proxy that opened."""


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="said"):
    """What a customer did in the channel."""

    event_id: str
    what: Literal["message", "button", "key", "subscribed", "unsubscribed", "blocked"]
    address: str
    """Who: a number, a chat."""
    at: datetime
    text: str = ""
    button: str = ""
    """The id of the button, or the digits that were pressed."""
    token: str = ""
    """Of a deep link: whose chat this is (`consent.tokens`)."""
    ref: str = ""
    """The provider's id of the message that is answered."""
    message: str = ""
    """Our id of it."""
    data: dict[str, Any] = {}
    """What the endpoint should keep: name, language."""


class Answer(msgspec.Struct, frozen=True):
    """What the provider gets back."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"


class Heard(msgspec.Struct):
    """A callback understood: any number of items, and the answer."""

    items: list[Told | Said] = []
    answer: Answer = Answer()


class CallbackRefusedError(Exception):
    """The callback did not prove itself, or is stale. Counted, answered with 403 and a sentence."""


class BadCallbackError(Exception):
    """It proved itself and cannot be read. Answered with 400 and a sentence."""


class Provider(ABC):
    """One way to carry a kind of channel. Its module's docstring is the guide that the settings
    page shows: what to create at the provider, and where the hook's address goes."""

    title: ClassVar[str]
    Settings: ClassVar[type[msgspec.Struct]]
    hears: ClassVar[bool] = False
    """Whether the provider calls back, so that the page shows the hook's address."""
    listens: ClassVar[bool] = False
    """Whether it tells by a connection that its carrier, a `Listener`, keeps open."""

    @abstractmethod
    def carrier(self, account: Account) -> Inside | Outside:
        """What carries the messages of this account; kept until the account changes."""

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        """Verify, then understand. Raises CallbackRefusedError or BadCallbackError; touches no
        database."""
        raise CallbackRefusedError("This provider does not call back.")

    def made(self) -> dict[str, Any]:
        """Settings that are made when an account is created, where none are given: its keys."""
        return {}

    def shown(self, account: Account) -> dict[str, str]:
        """What the owner takes from here to elsewhere, by its title: a DNS record, a public key."""
        return {}

    def invitation(self, account: Account, token: str) -> str:
        """The link by which a customer begins a chat that proves who they are; empty for none."""
        return ""

    def reaches(self, address: Address) -> bool:
        """Whether this endpoint is one of its own: Google knows no token of Apple's."""
        return True

    def connect(self, account: Account) -> str:
        """Introduce the account to the provider (set the webhook, ask who it is) and say in a
        sentence what was found. Raises contracts.DeliveryError."""
        return ""


class Listener(Protocol):
    """A carrier whose provider tells over a connection of our own. What it hears goes to
    `callbacks.store.heard`. The same account in one process has one such carrier."""

    def listen(self) -> None:
        """Open the connection, when it is not open, and keep it open. Raises when it cannot be."""

    def close(self) -> None:
        """Close it, for good."""


def carried_id(lane: int, message_id: str) -> str:
    """Our id of a message as providers carry it and bring it back."""
    return f"{lane}~{message_id}"


def uncarried(carried: str) -> tuple[int, str] | None:
    """The lane and the id; None for what is not ours."""
    lane, found, message_id = carried.partition("~")
    if not found or not message_id or not lane.isdecimal() or len(lane) > 5:
        return None
    return int(lane), message_id
