"""How a value of a profile or an event reads as text, number, date, truth or list.

None means that it does not read as that type, which counts as absent. sql.py says the same.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

HUGE = 10**308
TINY = 1e-300
"""Numbers beyond the first are no numbers, numbers below the second are zero."""

NUMBER = "[+-]?[0-9]{1,15}([.][0-9]{1,15})?"
"""Texts that read as a number. The same patterns serve Python and PostgreSQL."""

_LEAP = (
    "(1[0-9]|[2-8][0-9])(0[48]|[2468][048]|[13579][26])"
    "|(1[26]|2[048]|3[26]|4[048]|5[26]|6[048]|7[26]|8[048])00"
)
DAY = (
    "((1[0-9]{3}|[2-8][0-9]{3})-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|({_LEAP})-02-29)"
)
"""Days that exist, from the year 1000 to 8999."""
CLOCK = "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?"
OFFSET = "(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])"

_number = re.compile(NUMBER)
_moment = re.compile(f"(?P<day>{DAY})(?P<clock>{CLOCK})?(?P<offset>{OFFSET})?")


class Moment(NamedTuple):
    """A date as it was written: a day, a wall clock time, or an instant."""

    day: date
    local: datetime | None = None
    instant: datetime | None = None

    def wall(self, zone: ZoneInfo) -> datetime:
        """As the customer's clock shows it (naive); a day is its midnight."""
        if self.instant is not None:
            return self.instant.astimezone(zone).replace(tzinfo=None)
        return self.local if self.local is not None else datetime.combine(self.day, time())

    @property
    def whole_day(self) -> bool:
        return self.local is None and self.instant is None


def text_of(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < HUGE else None
    if isinstance(value, float):
        return _digits(value) if abs(value) < HUGE else None
    return None


def _digits(value: float) -> str:
    """The shortest digits that give the number, without exponent or needless zeros."""
    if value == 0:
        return "0"
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_of(value: Any) -> float | None:
    if isinstance(value, str):
        return float(value) if _number.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not abs(value) < HUGE:  # also not a number
        return None
    return float(value) if abs(value) >= TINY else 0.0


def truth_of(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value) if isinstance(value, str) else None


def list_of(value: Any) -> Sequence[Any] | None:
    return value if isinstance(value, list | tuple) else None


def moment_of(value: Any) -> Moment | None:
    """A day (2024-05-01), a local time (2024-05-01T09:30) or an instant (with Z or +03:00)."""
    return _read_moment(value) if isinstance(value, str) and 10 <= len(value) <= 40 else None


@lru_cache(maxsize=16384)
def _read_moment(text: str) -> Moment | None:
    match = _moment.fullmatch(text)
    if not match or (match["offset"] and not match["clock"]):
        return None
    day = date.fromisoformat(match["day"])
    if not match["clock"]:
        return Moment(day)
    local = datetime.combine(day, time.fromisoformat(_six_digits(match["clock"][1:])))
    if not match["offset"]:
        return Moment(day, local=local)
    return Moment(day, instant=local.replace(tzinfo=_zone_of(match["offset"])).astimezone(UTC))


def _six_digits(clock: str) -> str:
    whole, point, fraction = clock.partition(".")
    return whole + point + fraction.ljust(6, "0") if point else whole


def _zone_of(offset: str) -> timezone:
    if offset == "Z":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


READERS = {
    "text": text_of,
    "number": number_of,
    "date": moment_of,
    "boolean": truth_of,
    "list": list_of,
}


MAX_TEXT = 10_000


def is_storable(value: str) -> bool:
    """PostgreSQL holds neither NUL nor lone surrogates."""
    return (
        len(value) <= MAX_TEXT
        and "\0" not in value
        and not any("\ud800" <= character <= "\udfff" for character in value)
    )


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same to a person: 12 and "12" are, absent values never."""
    left, right = text_of(one), text_of(other)
    return left is not None and left == right
