"""Which column of a recorded file is what. The same for `replay` and `backtest`.

Written as JSON (in a file or in place), or as pairs `field=column`, with `field:=text` for a
constant: `user_id=customer_id,timestamp=date,event:=purchase,separator:=whitespace`.
"""

import json
import re
from pathlib import Path
from typing import Any, Literal

import msgspec


class MappingError(ValueError):
    """The mapping cannot be read; the message says why and shows how one looks."""


class Constant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same value in every row."""

    constant: str


Source = str | Constant


class ColumnMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The columns that are not named here become properties of the event."""

    user_id: Source | None = "user_id"
    anonymous_id: Source | None = None
    event: Source = "event"
    timestamp: str = "timestamp"
    timestamp_format: str | None = None
    """strptime's format; without it ISO 8601, YYYYMMDD and seconds or milliseconds since 1970."""
    separator: Literal["comma", "semicolon", "tab", "pipe", "whitespace"] = "comma"
    skip: tuple[str, ...] = ()
    """Columns to leave out."""

    def columns(self) -> list[str]:
        """The columns that must be there."""
        named = (self.user_id, self.anonymous_id, self.event, self.timestamp)
        return [name for name in named if isinstance(name, str)]


_PAIR = re.compile(r"\s*([a-z_]+)\s*(:?=)\s*([^,]*?)\s*(?:,|$)")
_EXAMPLE = "Write it like user_id=customer_id,timestamp=date,event:=purchase, or as JSON."


def read_mapping(text: str | None) -> ColumnMapping:
    """From the command line: nothing, a JSON file, JSON, or pairs. MappingError when it is none."""
    if not text:
        return ColumnMapping()
    if text.lstrip().startswith("{"):
        return _decode(text)
    if "=" not in text:
        path = Path(text)
        if not path.is_file():
            raise MappingError(f"There is no mapping file {text}. {_EXAMPLE}")
        return _decode(path.read_text(encoding="utf-8", errors="replace"))
    return _convert(_pairs(text))


def _pairs(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    place = 0
    while place < len(text):
        pair = _PAIR.match(text, place)
        if not pair:
            raise MappingError(f"The mapping breaks off at {text[place:]!r}. {_EXAMPLE}")
        field, sign, value = pair.groups()
        plain = field in ("separator", "timestamp_format")
        found[field] = {"constant": value} if sign == ":=" and not plain else value
        place = pair.end()
    if "skip" in found:
        found["skip"] = str(found["skip"]).split()
    return found


def _decode(text: str) -> ColumnMapping:
    try:
        return _convert(json.loads(text))
    except (json.JSONDecodeError, RecursionError) as error:
        raise MappingError(f"The mapping is not JSON: {error}. {_EXAMPLE}") from error


def _convert(data: Any) -> ColumnMapping:
    try:
        mapping = msgspec.convert(data, ColumnMapping)
    except msgspec.ValidationError as error:
        raise MappingError(f"The mapping is wrong: {error}. {_EXAMPLE}") from error
    if mapping.user_id is None and mapping.anonymous_id is None:
        raise MappingError("The mapping names neither user_id nor anonymous_id; one is needed.")
    return mapping
