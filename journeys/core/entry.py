"""Re-entry rules (S7): who may enter, and the claim that holds the rule."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from journeys.core.durations import add, parse
from journeys.core.graph import Entry
from journeys.core.person import Claim, ClaimKey

OPEN = "open"


class Hold(NamedTuple):
    """The claim that an entry takes under the rule, or the one that forbids it."""

    key: ClaimKey | None
    refused_by: Claim | None


def hold_for(
    entry: Entry,
    journey_id: int,
    entry_key: str,
    claims: dict[ClaimKey, Claim],
    now: datetime,
    zone: ZoneInfo,
) -> Hold:
    """What the rule says at `now`. "Every time" needs no claim: the run's id already makes it once
    per event. Calendar periods are the workspace's, for they are the marketer's."""
    slot = _slot(entry, now, zone)
    if slot is None:
        return Hold(None, None)
    key = (journey_id, entry_key, slot)
    held = claims.get(key)
    if held is not None and slot == "last":
        assert entry.period is not None
        if add(held.at, parse(entry.period.duration or "P1D"), zone) <= now:
            held = None
    return Hold(key, held)


def _slot(entry: Entry, now: datetime, zone: ZoneInfo) -> str | None:
    match entry.rule:
        case "once":
            return "ever"
        case "one_at_a_time":
            return OPEN
        case "once_per_period" if entry.period is not None:
            return (
                "last" if entry.period.kind == "rolling" else _period(entry.period.unit, now, zone)
            )
    return None


def _period(unit: str | None, now: datetime, zone: ZoneInfo) -> str:
    day = now.astimezone(zone).date()
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return {"day": day.isoformat(), "month": f"{day:%Y-%m}"}.get(unit or "", f"{day:%Y}")
