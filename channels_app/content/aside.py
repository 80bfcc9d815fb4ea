"""Liquid set aside, so that the text around it can be read as HTML or XML; and put back."""

import re
from collections.abc import Callable

_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_KEPT = re.compile("\ue000(\\d+)\ue001")


def set_aside(text: str) -> tuple[str, Callable[[str], str]]:
    """The text with a mark for each piece of Liquid, and what puts the pieces back."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\ue000{len(kept) - 1}\ue001"

    def put_back(marked: str) -> str:
        return _KEPT.sub(lambda match: _at(kept, int(match.group(1))), marked)

    return _LIQUID.sub(keep, text), put_back


def _at(kept: list[str], number: int) -> str:
    """A mark that the author wrote himself stands for nothing."""
    return kept[number] if number < len(kept) else ""
