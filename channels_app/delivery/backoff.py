"""When a temporary failure is tried again: soon at first, then ever later, and not all at once."""

from datetime import datetime, timedelta
from zlib import crc32

FIRST_SECONDS = 30
LONGEST_SECONDS = 4 * 3600


def next_try(message_id: str, failed_before: int, now: datetime) -> datetime:
    """Doubles with each failure; each message has its own place within a quarter of the pause."""
    pause = min(FIRST_SECONDS * 2 ** min(failed_before, 20), LONGEST_SECONDS)
    share = crc32(message_id.encode()) % 1000 / 4000
    return now + timedelta(seconds=pause * (1 + share))
