"""How much an account may take now, over all workers, and when what is too much comes back.

What an account is asked to take in a second, or on a day of its warm-up, is counted in one row;
whoever adds to it sees by the sum how much of it was within the limit. What is beyond gets times
of its own, one after the other, so that it does not come back in one heap.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from psycopg import Connection

from channels_app.accounts.limits import day_of, in_second, on_day
from channels_app.provider import Account

DAYS_KEPT = 60

_ADD = """
insert into account_use as u (account_id, workspace_id, period, used)
values (%(account)s, %(workspace)s, %(period)s, %(many)s)
on conflict (account_id, period) do update set used = u.used + excluded.used
returning used
"""
_BOOK = """
update channel_account
   set booked_until = greatest(booked_until, %(start)s) + %(length)s
 where id = %(account)s
returning booked_until
"""
_FORGET = "delete from account_use where period < %s or (length(period) > 10 and period < %s)"


def take(connection: Connection[Any], account: Account, zone: str, many: int, now: datetime) -> int:
    """How many of these messages may go now."""
    granted = many
    if account.per_second is not None:
        limit = in_second(account.per_second, int(now.timestamp()))
        period = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        granted = _within(connection, account, period, granted, limit)
    if account.warm_up is not None:
        day = day_of(now, zone)
        most = on_day(account.warm_up, day)
        if most is not None:
            granted = _within(connection, account, day.isoformat(), granted, most)
    return granted


def book(
    connection: Connection[Any], account: Account, zone: str, many: int, now: datetime
) -> list[datetime]:
    """Times for as many messages that are too much now, after those that were given before."""
    start, gap = _opening(connection, account, zone, now)
    values = {"account": account.id, "start": start, "length": gap * many}
    row = connection.execute(_BOOK, values).fetchone()
    first = row[0] - gap * many if row else start
    return [first + gap * number for number in range(many)]


def forget(connection: Connection[Any], now: datetime) -> None:
    """Seconds that are over, and days long past."""
    day = (now - timedelta(days=DAYS_KEPT)).date().isoformat()
    second = (now - timedelta(minutes=5)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    connection.execute(_FORGET, (day, second))


def _opening(
    connection: Connection[Any], account: Account, zone: str, now: datetime
) -> tuple[datetime, timedelta]:
    """From when there is room again, and how far apart messages are then."""
    gap = timedelta(seconds=1 / account.per_second) if account.per_second else timedelta(0)
    if account.warm_up is not None:
        day = day_of(now, zone)
        limit = on_day(account.warm_up, day)
        if limit is not None and _used(connection, account, day.isoformat()) > limit:
            following = _next_day(account.warm_up, now, zone)
            return following[0], max(gap, following[1])
    return now.replace(microsecond=0) + timedelta(seconds=1), gap


def _next_day(warm_up: Mapping[str, Any], now: datetime, zone: str) -> tuple[datetime, timedelta]:
    day = day_of(now, zone) + timedelta(days=1)
    limit = on_day(warm_up, day)
    gap = timedelta(days=1) / max(limit, 1) if limit is not None else timedelta(0)
    return datetime.combine(day, time(), ZoneInfo(zone)), gap


def _within(
    connection: Connection[Any], account: Account, period: str, many: int, limit: int
) -> int:
    """How many of the many are within the limit, after what was counted before."""
    if many <= 0:
        return 0
    before = _add(connection, account, period, many) - many
    return max(0, min(many, limit - before))


def _used(connection: Connection[Any], account: Account, period: str) -> int:
    return _add(connection, account, period, 0)


def _add(connection: Connection[Any], account: Account, period: str, many: int) -> int:
    values = {
        "account": account.id,
        "workspace": account.workspace_id,
        "period": period,
        "many": many,
    }
    row = connection.execute(_ADD, values, prepare=True).fetchone()
    return int(row[0]) if row else 0
