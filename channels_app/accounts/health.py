"""How an account fares, in one word for the page and with the numbers behind it."""

from datetime import datetime
from typing import Any

from channels_app.accounts.limits import day_of, on_day
from channels_app.accounts.opening import BrokenAccountError, opened
from channels_app.models import AccountUse, ChannelAccount

STATES = ("well", "new", "failing", "resting", "broken", "off")


def health(row: ChannelAccount, now: datetime) -> dict[str, Any]:
    """For the API. `broken` is what only a person can mend, `resting` what time may."""
    problem = _problem(row)
    return {
        "state": _state(row, problem, now),
        "problem": problem,
        "failures": row.failures,
        "rests_until": row.rests_until if row.rests_until and row.rests_until > now else None,
        "last_sent_at": row.last_sent_at,
        "errors": row.errors,
        "callbacks_refused": row.callbacks_refused,
    }


def today(row: ChannelAccount, zone: str, now: datetime) -> dict[str, int] | None:
    """Of an account that warms up: how many messages it may take today, and how many it took."""
    if not row.warm_up:
        return None
    day = day_of(now, zone)
    limit = on_day(row.warm_up, day)
    if limit is None:
        return None
    found = AccountUse.objects.filter(account_id=row.pk, period=day.isoformat()).first()
    return {"limit": limit, "used": min(found.used, limit) if found else 0}


def _problem(row: ChannelAccount) -> str:
    try:
        opened(row)
    except BrokenAccountError as error:
        return str(error)
    return ""


def _state(row: ChannelAccount, problem: str, now: datetime) -> str:
    if not row.enabled:
        return "off"
    if problem:
        return "broken"
    if row.rests_until and row.rests_until > now:
        return "resting"
    if row.failures:
        return "failing"
    return "well" if row.last_sent_at else "new"
