"""How much an account may take: in a second, and on a day of its warm-up. Pure arithmetic."""

from collections.abc import Mapping
from datetime import date, datetime
from math import floor
from typing import Any
from zoneinfo import ZoneInfo

# Beyond this a warm-up limits nothing.
UNLIMITED = 1_000_000_000


def in_second(per_second: float, second: int) -> int:
    """How many messages belong to this second of the epoch: 0.5 gives one in every other."""
    return floor(per_second * (second + 1)) - floor(per_second * second)


def on_day(warm_up: Mapping[str, Any], day: date) -> int | None:
    """How many messages this day may take; None when the warm-up is over. Before it: as many as
    on its first day."""
    days = max((day - date.fromisoformat(warm_up["start"])).days, 0)
    try:
        limit = warm_up["first"] * warm_up["factor"] ** days
    except OverflowError:
        return None
    return floor(limit) if limit < UNLIMITED else None


def day_of(now: datetime, zone: str) -> date:
    """The day in the workspace's zone."""
    return now.astimezone(ZoneInfo(zone)).date()
