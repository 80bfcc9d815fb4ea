"""What the channels and those who use them hand each other: messages, receipts, reports.

Nothing here touches the database. The journeys package appends `OutboxMessage`s through
`channels_app.delivery.outbox`, hears `Report`s by the signals of `channels_app.signals`,
and registers the two questions that delivery asks: the content of a step's message, and
which journeys are paused.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any, Literal

import msgspec

Kind = Literal["marketing", "transactional"]


class Status(IntEnum):
    """Where a message stands. Reports only raise it (S20); see `channels_app.delivery.reports`."""

    QUEUED = 1
    SENDING = 2
    SENT = 3
    DELIVERED = 4
    OPENED = 5
    CLICKED = 6
    REFUSED = 7
    FAILED = 8
    BOUNCED = 9
    COMPLAINED = 10
    CANCELLED = 11
    UNKNOWN = 12
    FROZEN = 13

    @property
    def word(self) -> str:
        """The name in the API and on the page; an unknown outcome is shown as held."""
        return "held" if self is Status.UNKNOWN else self.name.lower()


class OutboxMessage(msgspec.Struct, kw_only=True):
    """One intent to send: what the outbox stores. `id` is the intent_id, unique in the lane."""

    lane: int
    id: str
    workspace_id: int
    customer_id: str
    channel: str
    recipient: str
    due_at: datetime
    run_id: str | None = None
    journey_id: int | None = None
    version_id: int | None = None
    step: str = ""
    topic: str = ""
    kind: Kind = "marketing"
    priority: int = 0
    zone: str = ""
    language: str = ""
    # Written in place (a test mail, a message by API); else the step's content is looked up.
    content: dict[str, Any] | None = None
    # {"customer": {...}, "entry": {...}, "run": {...}}: the part that the template uses.
    context: dict[str, Any] = {}
    # The run waits for the outcome: its report must reach the journey.
    awaited: bool = False
    # Not to be sent, and why: stored as cancelled, so that one sees it (S22).
    skip: str = ""


class Report(msgspec.Struct, kw_only=True, gc=False):
    """What became of one message; handed in bulk to the receivers of `message_reported`."""

    lane: int
    id: str
    workspace_id: int
    customer_id: str
    run_id: str | None
    journey_id: int | None
    version_id: int | None
    step: str
    channel: str
    status: Status
    at: datetime
    awaited: bool
    reason: str = ""
    topic: str = ""
    # When it was heard of, where that is later than `at`: a provider tells of what was.
    heard_at: datetime | None = None
    # Of a click: {"url", "product"}; of an open: {"proxy": true}.
    detail: dict[str, Any] | None = None


class Receipt(msgspec.Struct, kw_only=True, gc=False):
    """A provider's answer for one message."""

    id: str
    status: Status
    reason: str = ""
    detail: dict[str, Any] | None = None
    permanent: bool = False
    suppress: bool = False
    # Try again, with back-off; counted as a try.
    retry: bool = False
    # Try again not before then (429 with Retry-After, a rate, an account at rest): not counted.
    wait_until: datetime | None = None
    # The provider's own id of it, by which its reports come back.
    ref: str = ""
    # Endpoints that are gone, with the word for why.
    dropped: Sequence[tuple[int, str]] = ()
    # It is the account that failed (wrong password, provider down), not the message.
    account_failed: bool = False


class Inbound(msgspec.Struct, kw_only=True, gc=False):
    """What a known customer did in a channel, for the journeys: an event of the customer."""

    workspace_id: int
    lane: int
    customer_id: str
    channel: str
    what: str
    """replied, pressed, subscribed, unsubscribed, blocked"""
    at: datetime
    event_id: str
    """Unique within the workspace, so that twice is once."""
    text: str = ""
    button: str = ""
    keyword: str = ""
    """The keyword that was recognized: stop, start, help, or one of the workspace's own."""
    heard_at: datetime | None = None
    """When it was heard of, where that is later than `at`."""
    message_id: str = ""
    """The message that is answered, with its run, journey and step below."""
    run_id: str | None = None
    journey_id: int | None = None
    step: str = ""
    topic: str = ""


class Unsubscribed(msgspec.Struct, kw_only=True):
    """A customer withdrew consent; an empty topic means every marketing message of the channel."""

    workspace_id: int
    lane: int
    customer_id: str
    channel: str
    topic: str
    source: str
    at: datetime


class DeliveryError(Exception):
    """A hand-over that failed: a permanent one is not tried again; `suppress` bars the address."""

    def __init__(self, message: str, permanent: bool, suppress: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.permanent = permanent
        self.suppress = suppress


class StepContent(msgspec.Struct, kw_only=True, frozen=True):
    """A step that sends, in a journey's draft or in its live version."""

    journey_id: int
    slug: str
    name: str
    state: str
    live: bool
    step: str
    content: dict[str, Any]


class Customer(msgspec.Struct, frozen=True):
    """Whose an id is."""

    lane: int
    id: str
    known: bool
    """A user of the shop, not only a visitor."""


ContentLoader = Callable[[int, str, str], dict[str, Any] | None]
PausedJourneys = Callable[[Any], set[int]]
StepContents = Callable[[int], Iterable[StepContent]]
JourneySlugs = Callable[[int], str]
WhoseId = Callable[[Any, int, str, str], Customer]
WhosePhone = Callable[[Any, int, str], list[Customer]]


class _Registered:
    content: ContentLoader | None = None
    paused: PausedJourneys | None = None
    steps: StepContents | None = None
    slug: JourneySlugs | None = None
    whose: WhoseId | None = None
    phone: WhosePhone | None = None


def register_content_loader(loader: ContentLoader) -> None:
    """Called in journeys' apps.ready: loader(version_id, step, channel) -> content, or None."""
    _Registered.content = loader


def register_paused_journeys(question: PausedJourneys) -> None:
    """Called in journeys' apps.ready: question(connection) -> ids of journeys now paused (S22)."""
    _Registered.paused = question


def register_step_contents(question: StepContents) -> None:
    """Called in journeys' apps.ready: question(workspace_id) -> every step that sends a message,
    of drafts and of live versions."""
    _Registered.steps = question


def register_journey_slugs(question: JourneySlugs) -> None:
    """Called in journeys' apps.ready: question(journey_id) -> its slug, "" for none such."""
    _Registered.slug = question


def step_contents(workspace_id: int) -> Iterable[StepContent]:
    """Every step of the workspace that sends a message; none while nobody answers."""
    return _Registered.steps(workspace_id) if _Registered.steps else ()


def journey_slug(journey_id: int) -> str:
    """The journey's slug, for addresses and reports."""
    return _Registered.slug(journey_id) if _Registered.slug else ""


def register_whose(question: WhoseId) -> None:
    """Called in journeys' apps.ready: question(connection, workspace, userId, anonymousId) -> the
    customer that events with these ids belong to, whether or not one has come yet."""
    _Registered.whose = question


def register_whose_phone(question: WhosePhone) -> None:
    """Called in journeys' apps.ready: question(connection, workspace_id, phone) -> who has it, the
    one seen last first."""
    _Registered.phone = question


def whose_phone(connection: Any, workspace_id: int, phone: str) -> list[Customer]:
    """The customers who have this number; nobody while nobody answers the question."""
    return _Registered.phone(connection, workspace_id, phone) if _Registered.phone else []


def whose(connection: Any, workspace_id: int, user_id: str, anonymous_id: str) -> Customer:
    """The customer of these ids; one of them may be empty."""
    if _Registered.whose is None:
        raise LookupError("Nobody knows the customers; journeys registers it in apps.ready.")
    return _Registered.whose(connection, workspace_id, user_id, anonymous_id)


def content_for(version_id: int, step: str, channel: str) -> dict[str, Any] | None:
    """What a version's step sends on a channel, as the registered loader knows it."""
    if _Registered.content is None:
        raise LookupError("No content loader is registered; journeys registers it in apps.ready.")
    return _Registered.content(version_id, step, channel)


def paused_journeys(connection: Any) -> set[int]:
    """The ids of paused journeys; none while nobody answers the question."""
    return _Registered.paused(connection) if _Registered.paused else set()
