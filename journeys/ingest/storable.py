"""What JSON can say and PostgreSQL cannot hold (S1): NUL characters, and nesting without end.

The decoder itself refuses lone surrogates, bad UTF-8 and numbers without a finite value.
"""

from typing import Any

from journeys.ingest.refusals import ItemError

MAX_DEPTH = 100


def check(raw: bytes, value: Any) -> None:
    """`raw` is the item's text and `value` its decoded parts; most items cost two byte scans."""
    if rb"\u0000" in raw and _holds_nul(value):
        message = (
            "A text holds a NUL or half of a surrogate pair, which cannot be stored. Remove it."
        )
        raise ItemError("not_storable", message)
    if raw.count(b"[") + raw.count(b"{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        message = f"Lists and objects are nested more than {MAX_DEPTH} deep. Flatten them."
        raise ItemError("too_deep", message)


def _holds_nul(value: Any) -> bool:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if "\0" in part:
                return True
        elif isinstance(part, dict):
            waiting += part.keys()
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
    return False


def _depth(value: Any) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        part, depth = waiting.pop()
        inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in inside]
    return deepest
