"""A journey as a file: the same document is always the same bytes, so that it lives well in git.

Keys stand in a fixed order, those of steps and triggers by id; two spaces of indent, one newline
at the end. Reading takes what was written here, by the editor, or by hand.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from journeys.core.graph import FORMAT
from journeys.core.problems import Problem
from journeys.core.schema import Kinds
from journeys.core.shape import pointer, too_deep

MIB = 1024 * 1024
LARGEST = 10 * MIB
DOCUMENT = (
    "format", "name", "description", "entry", "exits", "exit_on_unsubscribe", "triggers", "steps",
    "layout", "canvas",
)  # fmt: skip
NODE = ("id", "kind", "name", "note", "version", "config", "next")


class UnreadableError(ValueError):
    """The file holds no journey that can be taken; the message says what it holds instead."""


def text_of(document: Mapping[str, Any]) -> str:
    """The document as a file holds it."""
    return json.dumps(_ordered(document, DOCUMENT), indent=2, ensure_ascii=False) + "\n"


def _ordered(value: Any, first: tuple[str, ...] = NODE) -> Any:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (_place(key, first), key))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_ordered(part) for part in value]
    return value


def _place(key: str, first: tuple[str, ...]) -> int:
    return first.index(key) if key in first else len(first)


def read(data: bytes) -> dict[str, Any]:
    """The document in the file, as far as it is one of a format that is known here."""
    check_size(len(data))
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise UnreadableError("is no text in UTF-8") from None
    except RecursionError:
        raise UnreadableError("is nested too deeply for a journey") from None
    except ValueError as error:
        raise UnreadableError(f"is not JSON: {error}") from None
    return _journey(found)


def check_size(size: int) -> None:
    if size > LARGEST:
        most = LARGEST // MIB
        raise UnreadableError(f"is {-(-size // MIB)} MiB large; a journey has at most {most} MiB")


def _journey(found: Any) -> dict[str, Any]:
    if isinstance(found, dict) and isinstance(found.get("document"), dict):
        found = found["document"]  # an answer of the API, or a file of the gallery
    if not isinstance(found, dict) or not {"triggers", "steps"} & set(found):
        message = "holds no journey: it should be an object with triggers and steps"
        raise UnreadableError(message)
    if too_deep(found):
        raise UnreadableError("is nested too deeply for a journey")
    given = found.get("format", FORMAT)
    if type(given) is int and given > FORMAT:
        raise UnreadableError(
            f"has the format {given}, and this Sojourn reads formats up to {FORMAT}. "
            "Upgrade Sojourn, or export it again from one as old as this"
        )
    if "\0" in (text := text_of(found)) or "\\u0000" in text:
        raise UnreadableError("holds the character NUL")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnreadableError("holds half of a surrogate pair") from None
    return found


def strangers(document: Mapping[str, Any], kinds: Kinds) -> Iterator[Problem]:
    """Parts of kinds that are not known here: from a later Sojourn, or a slip of the pen."""
    for family, registry in (("triggers", kinds.triggers), ("steps", kinds.steps)):
        parts = document.get(family)
        for name, part in parts.items() if isinstance(parts, Mapping) else ():
            kind = part.get("kind") if isinstance(part, Mapping) else None
            if isinstance(kind, str) and kind not in registry:
                message = f"There is no {family[:-1]} of the kind '{kind[:64]}' here."
                path = f"/{family}/{pointer(name)}/kind"
                yield Problem(path=path, code="unknown_kind", message=message, step=name)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")
