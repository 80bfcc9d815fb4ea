"""Spans of time as content writes them: ISO 8601, of weeks, days, hours, minutes and seconds."""

import re

_SPAN = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.ASCII,
)
_SECONDS = {"weeks": 604_800, "days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1}
LONGEST = 366 * 86_400


def seconds_of(text: str) -> int | None:
    """The span in seconds, at most a year; None for what is none: "P1M" has no fixed length."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or not any(match.groupdict().values()):
        return None
    parts = {unit: int(number[:9]) for unit, number in match.groupdict().items() if number}
    return min(sum(_SECONDS[unit] * number for unit, number in parts.items()), LONGEST)
