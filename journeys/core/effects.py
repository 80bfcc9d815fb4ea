"""What a move asks of the world. Effects are values: drivers store, perform or list them.

Steps return them without ids; the program stamps each with `run:visit:n` (its idempotency key).
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec


class Send(msgspec.Struct, kw_only=True, frozen=True):
    """One message on one channel. What it says is found by (version, step) when it is rendered."""

    channel: str
    topic: str = ""
    purpose: Literal["marketing", "transactional"] = "marketing"
    awaited: bool = False
    """Whether the run waits for what becomes of it."""
    number: int = 0
    """Which message of this visit it is, where moves of one visit send one after the other."""
    id: str = ""
    step: str = ""
    profile: Mapping[str, Any] = {}
    """Stamped: the profile as seen at this step; the entry and the variables are the run's."""


class Change(msgspec.Struct, kw_only=True, frozen=True):
    """One attribute of the profile: set, increment, append, remove (from a list) or unset."""

    attribute: str
    operation: Literal["set", "increment", "append", "remove", "unset"]
    value: Any = None


class UpdateProfile(msgspec.Struct, kw_only=True, frozen=True):
    changes: tuple[Change, ...]
    id: str = ""
    step: str = ""


class Emit(msgspec.Struct, kw_only=True, frozen=True):
    """An event of the customer, seen by every journey; joins the customer's queue at once."""

    name: str
    properties: dict[str, Any] = {}
    id: str = ""
    step: str = ""


Effect = Send | UpdateProfile | Emit
