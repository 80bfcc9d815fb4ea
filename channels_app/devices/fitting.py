"""Fitting a notice into the bytes that a push service takes."""

from collections.abc import Callable
from typing import Any

import msgspec

from channels_app.content.notice import Notice

MOST_BYTES = 4096

_encode = msgspec.json.Encoder().encode


def fitted(
    notice: Notice, made: Callable[[Notice], dict[str, Any]], most: int = MOST_BYTES
) -> dict[str, Any] | None:
    """The payload that `made` gives, its text shortened until it fits; None when nothing helps."""
    payload = made(notice)
    size = len(_encode(payload))
    if size <= most:
        return payload
    low, high = 0, len(notice.text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_encode(made(_shorter(notice, middle)))) <= most:
            low = middle
        else:
            high = middle - 1
    return made(_shorter(notice, low)) if low else None


def _shorter(notice: Notice, characters: int) -> Notice:
    text = notice.text[:characters].rstrip() + "…"
    return msgspec.structs.replace(notice, text=text)
