"""The only clock: everything that asks the time asks here, so that one can drive it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)
