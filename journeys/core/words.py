"""Configuration values in words; the TypeScript twins are frontend/src/graph/words.ts and
conditions.ts, and tests/fixtures/summaries.json holds them together."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

OPERATORS = {
    "is": "is", "is_not": "is not", "contains": "contains", "not_contains": "does not contain",
    "starts_with": "starts with", "ends_with": "ends with", "gt": "is more than",
    "gte": "is at least", "lt": "is less than", "lte": "is at most", "between": "is between",
    "is_set": "is known", "is_not_set": "is not known", "in": "is one of", "not_in": "is none of",
    "before": "is before", "after": "is after", "within_last": "is within the last",
    "more_than_ago": "is more than", "within_next": "is within the next",
    "on_this_day": "is on this day of the year", "is_true": "is true", "is_false": "is false",
    "has": "has", "has_not": "does not have",
}  # fmt: skip
_WITHOUT_VALUE = ("is_set", "is_not_set", "is_true", "is_false", "on_this_day")
_WITH_DURATION = ("within_last", "more_than_ago", "within_next")
_SOURCES = {
    "profile": "",
    "event": "event ",
    "entry": "entry ",
    "run": "run ",
    "message": "message ",
}
_TIMES = {"at_least": "at least", "at_most": "at most", "exactly": "exactly"}


def plain(value: Any) -> str:
    """A value as a summary shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(plain(part) for part in value)
    if isinstance(value, Mapping):
        source = value.get("from")
        return source if isinstance(source, str) else json.dumps(value, separators=(",", ":"))
    return number(value) if isinstance(value, int | float) else str(value)


def number(value: float) -> str:
    return str(int(value)) if value == value // 1 else str(value)


def duration(text: Any) -> str:
    """ "PT1H30M" -> "1 hour 30 minutes"; what is no duration comes back as it is."""
    match = re.fullmatch(r"P([^T]*)(?:T(.*))?", text) if isinstance(text, str) else None
    if match is None:
        return plain(text)
    parts = [
        f"{number(float(amount))} {units[unit]}{'' if float(amount) == 1 else 's'}"
        for part, units in ((match[1] or "", _UNITS), (match[2] or "", _TIME_UNITS))
        for amount, unit in re.findall(r"(\d+(?:\.\d+)?)([YMWDHS])", part)
        if unit in units and float(amount)
    ]
    return " ".join(parts) or "no time"


def weekdays(days: Any) -> str:
    """[1,2,3,4,5] -> "Mon-Fri", [1,3] -> "Mon, Wed", all seven -> "every day"."""
    known = sorted({int(day) for day in days if day in range(1, 8)}) if _is_list(days) else []
    if len(known) == 7:
        return "every day"
    runs: list[list[int]] = []
    for day in known:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [
        [f"{DAYS[run[0] - 1]}-{DAYS[run[-1] - 1]}"] if len(run) > 2 else [DAYS[d - 1] for d in run]
        for run in runs
    ]
    return ", ".join(name for run in names for name in run)


def names(items: Any) -> str:
    """How the items of a list call themselves."""
    if not _is_list(items):
        return plain(items)
    return ", ".join(filter(None, (_name(item) for item in items)))


def _name(item: Any) -> str:
    if not isinstance(item, Mapping):
        return plain(item)
    return plain(item.get("name") or item.get("title") or item.get("event") or item.get("id"))


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def condition(tree: Any) -> str:
    """A condition tree in words."""
    if not isinstance(tree, Mapping) or not tree:
        return ""
    for group, word in (("all", " and "), ("any", " or ")):
        if group in tree:
            return word.join(_grouped(part) for part in tree[group] or ())
    if "not" in tree:
        return f"not ({condition(tree['not'])})"
    if "did" in tree:
        return _did(tree)
    if "local_time" in tree:
        leaf = tree["local_time"]
        days = f", {weekdays(leaf['weekdays'])}" if leaf.get("weekdays") else ""
        return f"local time is {leaf.get('from')}-{leaf.get('to')}{days}"
    return _comparison(tree)


def _grouped(part: Any) -> str:
    nested = isinstance(part, Mapping) and ("all" in part or "any" in part)
    return f"({condition(part)})" if nested else condition(part)


def _value(value: Any) -> str:
    if value in (None, "", []):
        return "..."
    return ", ".join(_value(part) for part in value) if _is_list(value) else plain(value)


def _comparison(leaf: Mapping[str, Any]) -> str:
    source = next((name for name in _SOURCES if name in leaf), "profile")
    operator = str(leaf.get("op"))
    words = f"{_SOURCES[source]}{leaf.get(source) or '...'} {OPERATORS.get(operator, operator)}"
    if operator in _WITHOUT_VALUE:
        return words
    if operator in _WITH_DURATION:
        ago = " ago" if operator == "more_than_ago" else ""
        return f"{words} {duration(_value(leaf.get('value')))}{ago}"
    end = f" and {_value(leaf.get('value2'))}" if operator == "between" else ""
    return f"{words} {_value(leaf.get('value'))}{end}"


def _did(leaf: Mapping[str, Any]) -> str:
    times = leaf.get("times") or {}
    operator, n = str(times.get("op", "at_least")), times.get("n", 1)
    often = _TIMES.get(operator, operator)
    within = f" in the last {duration(leaf['within'])}" if leaf.get("within") else ""
    where = f" where {condition(leaf['where'])}" if leaf.get("where") else ""
    name = leaf["did"] or "..."
    if leaf.get("sum"):
        return f"{name} with a sum of {leaf['sum']} {often} {plain(n)}{within}{where}"
    if leaf.get("distinct"):
        return f"{name} with {often} {plain(n)} different {leaf['distinct']}{within}{where}"
    if n == 0 and operator != "at_least":
        return f"did not do {name}{within}{where}"
    return f"did {name} {often} {'once' if n == 1 else f'{plain(n)} times'}{within}{where}"


_NUMBER = re.compile(r"[0-9]{1,2}")
_CRON_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


def cron(text: Any) -> str:
    """ "0 9 * * 1" -> "every Mon at 09:00"; what is not that simple comes back as it is."""
    fields = text.split() if isinstance(text, str) else []
    at = _cron_time(fields[:2])
    if len(fields) != 5 or at is None or fields[3] != "*":
        return plain(text)
    day, weekday = fields[2].lower(), fields[4].lower()
    if (day, weekday) == ("*", "*"):
        return f"every day at {at}"
    days = _cron_weekdays(weekday) if day == "*" else None
    if days:
        return f"every day at {at}" if len(days) == 7 else f"every {weekdays(days)} at {at}"
    if weekday == "*" and day == "l":
        return f"on the last day of every month at {at}"
    if weekday == "*" and _NUMBER.fullmatch(day) and 1 <= int(day) <= 31:
        return f"on day {int(day)} of every month at {at}"
    return plain(text)


def _cron_time(fields: list[str]) -> str | None:
    if len(fields) != 2 or not all(_NUMBER.fullmatch(field) for field in fields):
        return None
    minute, hour = int(fields[0]), int(fields[1])
    return f"{hour:02}:{minute:02}" if minute < 60 and hour < 24 else None


def _cron_weekdays(text: str) -> list[int] | None:
    """ "1-5", "mon,wed", "0" as ISO weekdays; None when it is none of these."""
    found: set[int] = set()
    for part in text.split(","):
        ends = [_cron_day(end) for end in part.split("-")]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2 or first > last:
            return None
        found |= {day or 7 for day in range(first, last + 1)}
    return sorted(found)


def _cron_day(text: str) -> int | None:
    if text in _CRON_DAYS:
        return _CRON_DAYS.index(text)
    return int(text) if re.fullmatch("[0-7]", text) else None


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(value: Any) -> str:
    """ "2027-03-31T09:00" -> "31 Mar 2027, 09:00"; what is no date comes back as it is."""
    pattern = r"([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2})(?::[0-9]{2})?)?"
    match = re.fullmatch(pattern, value) if isinstance(value, str) else None
    if match is None:
        return plain(value)
    day = f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{day}, {match[4]}" if match[4] else day
