"""What handling a customer's items leaves behind, as values: a driver stores or lists them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from journeys.core.effects import Send
from journeys.core.items import Event, Item, Report
from journeys.core.person import Claim, ClaimKey
from journeys.core.program import Trace
from journeys.core.state import Run


class Refusal(NamedTuple):
    """An entry that was not (S8)."""

    at: datetime
    journey_id: int
    trigger: str
    message_id: str
    reason: str
    """paused, too_old, filter, settled (the field never came), rule, loop"""
    detail: dict[str, Any]


class Message(NamedTuple):
    """A stamped intent, ready for the outbox; `run` is as the move left it."""

    send: Send
    at: datetime
    run: Run
    recipient: str
    skip: str
    """Not to be sent, and why (S22: too old after a pause)."""

    def report(self, status: str, reason: str = "", at: datetime | None = None) -> Report:
        """What became of it, as of the instant at which it was made, or a later one."""
        return Report(
            customer_id=self.run.customer_id,
            run_id=self.run.id,
            intent_id=self.send.id,
            status=status,
            reason=reason,
            step=self.send.step,
            at=at or self.at,
        )


class Handled(NamedTuple):
    """An event and what it matched: [{journey_id, run_id, what: entered|exited|woke|goal|refused,
    ...}]."""

    event: Event
    matched: list[dict[str, Any]]


class Played(msgspec.Struct):
    """What `play` did, for the driver to store. The person itself was changed in place."""

    traces: list[Trace] = []
    messages: list[Message] = []
    cancels: list[str] = []
    """Runs whose messages that were not handed over are cancelled."""
    refusals: list[Refusal] = []
    events: list[Handled] = []
    """In the order handled; emitted events included (hops > 0), which the driver stores too."""
    runs: dict[str, Run] = {}
    """Every run that is new or changed, in its last state; a settling one that ended has ENDED."""
    started: list[Run] = []
    freed: dict[ClaimKey, None] = {}
    taken: dict[ClaimKey, Claim] = {}
    """To be deleted first, and then inserted: a key may be in both."""
    profile_changed: bool = False
    ahead: list[Item] = []
    """What was scripted for after the horizon: the driver hands it in again when its time comes."""


OnMessage = Callable[[Message], Sequence[Report]]
"""Gives the scripted reports on a message in a simulation, in their order."""
