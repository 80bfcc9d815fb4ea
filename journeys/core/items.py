"""What a customer's queue holds: events, timers, enrolments, reports on messages, and orders of
an operator.

`at` is the instant an item is handled at (the core's `now`); `seq` orders items of one instant by
acceptance."""

from datetime import datetime
from typing import Any, Literal

import msgspec

EventKind = Literal["track", "page", "screen", "identify", "group", "alias"]

IDENTIFY = "$identify"
ALIAS = "$alias"
UNSUBSCRIBED = "$unsubscribed"
MESSAGE = "$message"
"""What became of a message, or what a customer said in a channel; see core/messages.py."""
"""Event names of the non-track calls are `$` and the call: $identify, $page, $screen, $group,
$alias."""

MAX_HOPS = 8
"""How far events emitted by journeys may go on causing events, before the chain is cut."""


class Event(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """One accepted event. The inbox stores it as JSON (without `at` and `seq`, which are
    columns)."""

    kind: EventKind
    name: str
    message_id: str
    timestamp: datetime
    """When it happened, corrected for the sender's clock (S6)."""
    user_id: str | None = None
    anonymous_id: str | None = None
    previous_id: str | None = None
    """Of an alias: the id that `user_id` replaces."""
    properties: dict[str, Any] = {}
    """Of an identify or group: the traits."""
    context: dict[str, Any] = {}
    historical: bool = False
    hops: int = 0
    """How many journeys' emit_event steps lie behind it."""
    at: datetime | None = None
    seq: int = 0


class Enrol(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """A customer is put into a journey by an api, schedule or date trigger."""

    journey_id: int
    trigger_id: str
    message_id: str
    """Derived from the call or from trigger and occurrence, so that twice is once."""
    user_id: str | None = None
    anonymous_id: str | None = None
    customer_id: str | None = None
    """Given instead of the two ids by triggers, which found the customer by a query."""
    data: dict[str, Any] = {}
    at: datetime | None = None
    seq: int = 0


class Report(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """What became of a message: a status of S20, refused, or replied, for the run that awaits
    it."""

    customer_id: str
    run_id: str
    intent_id: str
    status: str
    reason: str = ""
    step: str = ""
    """The step that sent it; absent in reports that were stored before it was told."""
    at: datetime | None = None
    seq: int = 0


class Control(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """An operator's order for one run: retry a failed step, end it, or go on after a pause."""

    customer_id: str
    run_id: str
    order: Literal["retry", "end", "resume", "skip"]
    reason: str = ""
    at: datetime | None = None
    seq: int = 0


class Timer(msgspec.Struct, frozen=True):
    """A run's own due time. `visit` tells a stale one: the run has moved on since."""

    run_id: str
    visit: int
    at: datetime


Item = Event | Enrol | Report | Control | Timer
