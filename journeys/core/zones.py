"""Time zones by name, without surprises: what is no zone is None, never an exception."""

from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

_NOT_NAMES = ("posix", "right/", "localtime")
"""Files beside the zones, which PostgreSQL does not know: a profile must not break a statement."""


@lru_cache(maxsize=1024)
def zone_named(name: Any) -> ZoneInfo | None:
    """The IANA zone of that name, or None. Profiles come from outside and hold anything."""
    if not isinstance(name, str) or not name or len(name) > 64 or name.startswith(_NOT_NAMES):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
