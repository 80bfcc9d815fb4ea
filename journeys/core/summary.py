"""A step's settings in one line: the small part of ICU messages that summaries use.

{a}  {a.b}  {a, duration}  {a, names}  {a, weekdays}  {a, condition}
{a, cron}  {a, moment}
{a, select, x {...} none {...} other {...}}  {a, plural, =0 {...} one {...} other {# ...}}

The TypeScript twins are frontend/src/graph/icu.ts and message.ts.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from journeys.core import words

FORMATS: Mapping[str, Callable[[Any], str]] = {
    "duration": words.duration,
    "names": words.names,
    "weekdays": words.weekdays,
    "condition": words.condition,
    "cron": words.cron,
    "moment": words.moment,
}


class Value(NamedTuple):
    path: str
    format: str = ""


class Choice(NamedTuple):
    path: str
    plural: bool
    options: Mapping[str, list[Any]]


HASH = Value("#")


def summarise(message: str, config: Mapping[str, Any]) -> str:
    """The message with the config's values in it; spaces run together."""
    return " ".join(_render(_parse(message), config, 0).split())


@lru_cache(maxsize=256)
def _parse(message: str) -> list[Any]:
    return _Reader(message).parts(in_plural=False)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0

    def parts(self, *, in_plural: bool) -> list[Any]:
        parts: list[Any] = []
        while self.at < len(self.source) and self.source[self.at] != "}":
            character = self.source[self.at]
            if character == "{":
                parts.append(self.argument())
                continue
            self.at += 1
            if character == "'":
                parts.append(self.quoted())
            else:
                parts.append(HASH if character == "#" and in_plural else character)
        return parts

    def quoted(self) -> str:
        """'' is an apostrophe; '{...' quotes up to the next one; any other is itself."""
        following = self.source[self.at : self.at + 1]
        if following == "'":
            self.at += 1
            return "'"
        if not following or following not in "{}#":
            return "'"
        end = self.source.find("'", self.at)
        stop = len(self.source) if end < 0 else end
        text, self.at = self.source[self.at : stop], stop + 1
        return text

    def argument(self) -> Value | Choice:
        self.at += 1
        path = self.until(",}")
        if self.take() != ",":
            return Value(path)
        kind = self.until(",}")
        if self.take() != ",":
            return Value(path, kind)
        options: dict[str, list[Any]] = {}
        key = self.until("{}")
        while self.source[self.at : self.at + 1] == "{":
            self.at += 1
            options[key] = self.parts(in_plural=kind == "plural")
            self.at += 1
            key = self.until("{}")
        self.at += 1
        return Choice(path, kind == "plural", options)

    def until(self, stops: str) -> str:
        match = re.compile(f"[^{re.escape(stops)}]*").match(self.source, self.at)
        text = match[0] if match else ""
        self.at += len(text)
        return text.strip()

    def take(self) -> str:
        self.at += 1
        return self.source[self.at - 1 : self.at]


def _value_at(config: Any, path: str) -> Any:
    for key in path.split("."):
        if isinstance(config, Mapping):
            config = config.get(key)
        elif isinstance(config, list | tuple) and key.isdecimal() and int(key) < len(config):
            config = config[int(key)]
        else:
            return None
    return config


def _render(parts: list[Any], config: Any, count: float) -> str:
    return "".join(_rendered(part, config, count) for part in parts)


def _rendered(part: Any, config: Any, count: float) -> str:
    if isinstance(part, str):
        return part
    if part is HASH:
        return words.number(count)
    value = _value_at(config, part.path)
    if isinstance(part, Value):
        return FORMATS.get(part.format, words.plain)(value)
    if part.plural:
        number = _count_of(value)
        one = part.options.get("one") if number == 1 else None
        chosen = part.options.get(f"={words.number(number)}") or one or part.options.get("other")
        return _render(chosen or [], config, number)
    key = _select_key(value)
    some = part.options.get("some") if value is not None and key != "none" else None
    chosen = part.options.get(key, some)
    return _render(part.options.get("other", []) if chosen is None else chosen, config, count)


def _select_key(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | Mapping):
        return "some" if value else "none"
    return words.plain(value)


def _count_of(value: Any) -> float:
    if isinstance(value, list | tuple):
        return len(value)
    return value if isinstance(value, int | float) else 0
