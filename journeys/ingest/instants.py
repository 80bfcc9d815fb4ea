"""Timestamps as clients send them, and S6: the sender's clock may be wrong."""

import re
from datetime import UTC, datetime, timedelta

from journeys.ingest.refusals import ItemError

_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,12})?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_EXAMPLE = "Write it as 2026-01-31T12:30:00Z."


def parse(value: object, field: str) -> datetime:
    """The instant in UTC; without a zone it is taken as UTC. ItemError says what is wrong."""
    if not isinstance(value, str):
        raise _bad(field, f"{field} is a number; a count of seconds or milliseconds is not read.")
    if not _RFC_3339.fullmatch(value):
        if value.isdigit():
            raise _bad(
                field, f"{field} is a number; a count of seconds or milliseconds is not read."
            )
        raise _bad(field, f"{field} is not a date and time of ISO 8601.")
    try:
        found = datetime.fromisoformat(_without_leap(value.upper()))
        if found.tzinfo is None:
            return found.replace(tzinfo=UTC)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _bad(field, f"{field} names a moment that does not exist.") from None


def corrected(timestamp: datetime, sent: datetime | None, received: datetime) -> datetime:
    """S6: timestamp = received - (sent - timestamp), when the client told when it sent."""
    if sent is None:
        return timestamp
    try:
        return received - (sent - timestamp)
    except OverflowError:
        message = f"timestamp and sentAt lie too far apart to be corrected. {_EXAMPLE}"
        raise ItemError("bad_timestamp", message, "/timestamp") from None


def _without_leap(text: str) -> str:
    """RFC 3339 allows the second 60, datetime does not: the last instant before it."""
    if text[17:19] == "60" and text[16:17] == ":":
        return text[:17] + "59.999999" + re.sub(r"^[.,]\d+", "", text[19:])
    return text


def _bad(field: str, what: str) -> ItemError:
    return ItemError("bad_timestamp", f"{what} {_EXAMPLE}", f"/{field}")


# How far from now a stored moment may lie is PostgreSQL's and datetime's common range; both hold
# years 1 to 9999, and the engine adds waits of years, so the last decades are left out.
LATEST = datetime(9900, 1, 1, tzinfo=UTC)
EARLIEST = datetime(1, 1, 2, tzinfo=UTC) + timedelta(days=365)


def within_range(moment: datetime) -> datetime:
    if not EARLIEST <= moment <= LATEST:
        message = f"timestamp lies outside the years 2 to 9899. {_EXAMPLE}"
        raise ItemError("bad_timestamp", message, "/timestamp")
    return moment
