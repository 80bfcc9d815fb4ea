"""Reading a JSON body so that nothing enters which PostgreSQL or a later reader refuses."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

DEEPEST = 200


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"


class StrictJSONParser(BaseParser):
    """JSON of a bounded size and depth, without NaN, infinities, NUL and lone surrogates."""

    media_type = "application/json"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit: int = settings.SOJOURN_API_BODY_LIMIT
        raw: bytes = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge(f"The body is over {limit // 1024} KiB. Send less at a time.")
        return decode(raw)


def decode(raw: bytes) -> Any:
    """The value of a JSON text; ParseError says what is wrong with it."""
    try:
        value = json.loads(raw.decode(), parse_constant=_no_constant, parse_float=_finite)
        if b"\\u" in raw or b"\0" in raw or raw.count(b"[") + raw.count(b"{") > DEEPEST:
            for text in texts(value, 0):
                check_text(text)
    except UnicodeError:
        raise ParseError("The body is not UTF-8 text. Send JSON in UTF-8.") from None
    except RecursionError:
        raise ParseError("The JSON is nested too deeply. Send a flatter document.") from None
    except ValueError as error:
        raise ParseError(f"The body is not JSON: {error}. Mend it and send it again.") from None
    return value


def check_text(text: str) -> None:
    """ValueError when PostgreSQL could not hold the text."""
    if "\0" in text:
        raise ValueError("a text holds the character NUL")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("a text holds half of a surrogate pair")


def texts(value: Any, depth: int) -> Iterator[str]:
    """Every string in the value, names of members included."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from texts(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, depth + 1)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"the number {text[:20]} is too large")
    return value
