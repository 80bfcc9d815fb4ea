"""The shape of a draft: what jsonschema finds, every place once, in words that say what to do."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

from jsonschema import Draft202012Validator, ValidationError
from msgspec.structs import replace

from journeys.core.fields import ID, LOCAL_TIME
from journeys.core.problems import Problem
from journeys.core.schema import config_schema, document_schema

MAX_DEPTH = 60
MAX_PROBLEMS = 500

TYPES = {
    "string": "Enter a text.",
    "number": "Enter a number.",
    "integer": "Enter a whole number.",
    "boolean": "Choose yes or no.",
    "array": "This must be a list.",
    "object": "This must be an object.",
}
WORDS = {
    "required": ("missing", "This is needed."),
    "minLength": ("missing", "This is needed."),
    "minItems": ("missing", "At least one is needed."),
    "enum": ("choice", "Choose one of the values offered."),
    "const": ("choice", "Choose one of the values offered."),
    "maxLength": ("long", "This text is too long."),
    "maxItems": ("long", "This list is too long."),
    "minimum": ("range", "This number is too small."),
    "maximum": ("range", "This number is too large."),
    "additionalProperties": ("no_such_setting", "There is no such setting. Remove it."),
    "propertyNames": ("id", "An id has small letters, digits, - and _, and at most 64 of them."),
}
PATTERNS = {
    ID: ("id", "An id has small letters, digits, - and _, and at most 64 of them."),
    LOCAL_TIME: ("time", "Enter a time of day such as 09:00."),
}
DURATION = ("duration", "Enter a duration such as PT1H, P2D or P1M.")


def too_deep(document: Any) -> bool:
    """Whether it is nested deeper than any journey; asked first, for what follows is recursive."""
    ahead = [(document, 0)]
    while ahead:
        value, depth = ahead.pop()
        if depth > MAX_DEPTH:
            return True
        parts = value.values() if isinstance(value, Mapping) else value
        if isinstance(value, Mapping | list | tuple):
            ahead.extend((part, depth + 1) for part in parts)
    return False


def document_problems(document: Any) -> Iterator[Problem]:
    """Problems of everything but the kinds' own settings."""
    for problem in _problems(_document_validator(), document, ""):
        family, _, rest = problem.path[1:].partition("/")
        name = rest.partition("/")[0] if family in ("steps", "triggers") else ""
        step = name.replace("~1", "/").replace("~0", "~")
        yield replace(problem, step=step) if step else problem


def config_problems(cls: Any, config: Any, path: str) -> Iterator[Problem]:
    """Problems of a step's or trigger's settings by its own kind's schema."""
    yield from _problems(_config_validator(cls.Config), config, path)


@lru_cache(maxsize=1)
def _document_validator() -> Draft202012Validator:
    return Draft202012Validator(document_schema())


@lru_cache(maxsize=256)
def _config_validator(config: Any) -> Draft202012Validator:
    return Draft202012Validator(config_schema(config))


def _problems(validator: Draft202012Validator, value: Any, path: str) -> Iterator[Problem]:
    for count, error in enumerate(validator.iter_errors(value)):
        if count >= MAX_PROBLEMS:
            return
        yield from _explain(error, path)


def _explain(error: ValidationError, path: str) -> Iterator[Problem]:
    own = path + "".join(f"/{pointer(part)}" for part in error.absolute_path)
    kind, want = str(error.validator), cast(Any, error.validator_value)
    schema, value = cast(Any, error.schema), cast(Any, error.instance)
    if kind == "anyOf":
        yield from _explain(_closest(error), path)
    elif kind == "required":
        for name in (name for name in want if name not in value):
            yield _problem(f"{own}/{pointer(name)}", *WORDS["required"])
    elif kind == "additionalProperties":
        for name in (name for name in value if name not in schema.get("properties", {})):
            yield _problem(f"{own}/{pointer(name)}", *WORDS["additionalProperties"])
    elif kind == "type":
        first = want if isinstance(want, str) else want[0]
        yield _problem(own, "type", TYPES.get(first, "This value has the wrong type."))
    elif kind == "pattern" and "propertyNames" in error.absolute_schema_path:
        yield _problem(f"{own}/{pointer(value)}", *WORDS["propertyNames"])
    elif kind == "pattern":
        yield _problem(own, *PATTERNS.get(want, DURATION))
    else:
        yield _problem(own, *WORDS.get(kind, ("invalid", "This value does not fit.")))


def _closest(error: ValidationError) -> ValidationError:
    """Of "this or nothing", what is wrong with this."""
    own = [part for part in error.context or () if cast(Any, part.schema).get("type") != "null"]
    return own[0] if own else (error.context or [error])[0]


def pointer(part: Any) -> str:
    """One part of a JSON Pointer."""
    return str(part).replace("~", "~0").replace("/", "~1")


def _problem(path: str, code: str, message: str) -> Problem:
    return Problem(path=path, code=code, message=message)
