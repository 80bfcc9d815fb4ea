"""What is kept of one run between two moves."""

from datetime import datetime
from enum import IntEnum
from typing import Any

import msgspec

from journeys.core.reports import Heard


class Status(IntEnum):
    """The states of a run; ACTIVE and SETTLING are the only ones that can change by themselves."""

    ACTIVE = 1
    COMPLETED = 2
    EXITED = 3
    FAILED = 4
    ENDED = 5
    SETTLING = 6
    """Not yet entered: the entry filter waits for a profile field (S5). Not counted as a run."""


class Run(msgspec.Struct, kw_only=True):
    """One customer's way through one version of a journey."""

    id: str
    journey_id: int
    version_id: int
    customer_id: str
    trigger: str
    entry_key: str = ""
    entry: dict[str, Any] = {}
    """The entry event: name, message_id, timestamp (ISO), properties."""
    entered_at: datetime
    status: Status = Status.ACTIVE
    reason: str = ""
    ended_at: datetime | None = None
    step: str | None = None
    visit: int = 0
    """How many steps were entered; with the run's id it names every effect."""
    due_at: datetime | None = None
    awaits: tuple[str, ...] = ()
    """Event names that may wake it; also PROFILE (any profile change) and REPORT (of its last
    message)."""
    frozen_at: datetime | None = None
    """Of a paused journey: the due time that fell while it was paused (S22)."""
    held: tuple[dict[str, Any], ...] = ()
    """Of a paused journey: awaited events that came while it was paused, in order."""
    keep: dict[str, Any] = {}
    """What the current step keeps while it waits; emptied when the run moves on."""
    vars: dict[str, Any] = {}
    visits: dict[str, int] = {}
    """Visits per step, of steps that lie on a cycle (S14)."""
    reports: dict[str, Heard] = {}
    """By step: what was reported on its last message, of steps whose message something ahead asks
    about."""

    @property
    def active(self) -> bool:
        return self.status == Status.ACTIVE


PROFILE = "$profile"
REPORT = "$report"
MESSAGES = "$messages"
"""Awaited by a step that asks about messages of other steps: any report on one of them."""
