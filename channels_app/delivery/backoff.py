"""When something is tried again: soon at first, then ever later, and never all at once."""

from datetime import datetime, timedelta
from zlib import crc32

FIRST_SECONDS = 30
LONGEST_SECONDS = 4 * 3600


def next_try(message_id: str, failed_before: int, now: datetime) -> datetime:
    """Doubles with each failure; each message has its own place within a quarter of the pause."""
    pause = min(FIRST_SECONDS * 2 ** min(failed_before, 20), LONGEST_SECONDS)
    return now + timedelta(seconds=pause * (1 + share(message_id) / 4))


def spread(message_id: str, until: datetime, now: datetime) -> datetime:
    """Not before `until`, and each message at its own place in a quarter of the wait after it, or
    in a second of its own accord."""
    width = max((until - now).total_seconds() / 4, 1.0)
    return until + timedelta(seconds=width * share(message_id))


def share(message_id: str) -> float:
    """The message's own place in [0, 1)."""
    return crc32(message_id.encode()) % 1000 / 1000
