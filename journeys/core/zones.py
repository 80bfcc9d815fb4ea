"""Time zones by name, without surprises: what is no zone is None, never an exception."""

from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def zone_named(name: Any) -> ZoneInfo | None:
    """The IANA zone of that name, or None. Profiles come from outside and hold anything."""
    if not isinstance(name, str) or not name or len(name) > 64:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
