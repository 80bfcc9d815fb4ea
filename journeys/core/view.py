"""What a condition, a step or a trigger may look at: one customer at one instant."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from journeys.core.items import Event
from journeys.core.reports import reached
from journeys.core.state import Run


class Occurrence(NamedTuple):
    """One past event, as conditions count it."""

    timestamp: datetime
    properties: Mapping[str, Any]


class View(msgspec.Struct, kw_only=True):
    """Reads `profile`, `entry`, `run` and `event` of one customer; `history` holds the events that
    the program said it needs (`Program.history`), the one at hand included, oldest first."""

    now: datetime
    profile: Mapping[str, Any]
    zone: ZoneInfo
    """The customer's zone, else the workspace's (S11)."""
    workspace_zone: ZoneInfo
    history: Mapping[str, Sequence[Occurrence]] = {}
    event: Event | None = None
    run: Run | None = None
    customer_id: str = ""


MISSING: Any = msgspec.UNSET
"""What a dotted path gives where nothing is there; a stored null counts as nothing, too."""


def dig(data: Any, path: str) -> Any:
    """The value at a dotted path of nested objects (and list positions), or MISSING."""
    for part in path.split("."):
        if isinstance(data, Mapping):
            data = data.get(part, MISSING)
        elif (
            isinstance(data, Sequence)
            and not isinstance(data, str)
            and part.isascii()
            and part.isdigit()
        ):
            data = data[int(part)] if int(part) < len(data) else MISSING
        else:
            return MISSING
        if data is MISSING or data is None:
            return MISSING
    return data


def look_up(view: View, path: str) -> Any:
    """The value of `profile.x`, `entry.x`, `run.x`, `event.x` or `message.STEP.opened`, or
    MISSING."""
    root, _, rest = path.partition(".")
    if root == "profile":
        return dig(view.profile, rest)
    if root == "event":
        return dig(view.event.properties, rest) if view.event else MISSING
    if view.run is None:
        return MISSING
    if root == "entry":
        return dig(view.run.entry.get("properties", {}), rest)
    if root == "message":
        return _told(view.run, rest)
    return dig(view.run.vars, rest) if root == "run" else MISSING


def _told(run: Run, path: str) -> bool:
    """Whether it was reported of the message of a step: `STEP.opened`."""
    step, _, word = path.rpartition(".")
    heard = run.reports.get(step)
    return heard is not None and reached(heard.words, word)


def resolve(view: View, value: Any) -> Any:
    """A literal as it is; {"from": "profile.x"} as what stands there, or MISSING."""
    if isinstance(value, Mapping) and set(value) == {"from"}:
        return look_up(view, str(value["from"]))
    return value
