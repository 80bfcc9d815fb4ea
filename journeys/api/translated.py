"""The catalogue in the reader's language: its sentences are the message ids of Django's gettext."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext

from journeys.core.catalogue import SHOWN, catalogue
from journeys.core.schema import Kinds
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

READ = (*SHOWN, "help", "summary")
"""Keys whose text is read by people, wherever in the catalogue they stand."""


def catalogue_shown() -> dict[str, Any]:
    return _in(get_language() or "en")


@lru_cache(maxsize=8)
def _in(_language: str) -> dict[str, Any]:
    found: dict[str, Any] = _translated(catalogue(Kinds(STEPS, TRIGGERS)))
    return found


def _translated(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _said(key, part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_translated(part) for part in value]
    return value


def _said(key: str, value: Any) -> Any:
    if key in READ and isinstance(value, str) and value:
        return gettext(value)
    if key == "x-labels" and isinstance(value, Mapping):
        return {name: gettext(label) if label else label for name, label in value.items()}
    return _translated(value)
