"""What the editor knows of every kind, as data: from here come palette, card, form and help."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from journeys.core.schema import Kinds, config_schema, journey_schema


def catalogue(kinds: Kinds) -> dict[str, Any]:
    """The answer of GET /catalogue, in plain English; `sentences` lists what to translate."""
    return {
        "triggers": [kind_data(cls) for cls in kinds.triggers.values()],
        "steps": [kind_data(cls) for cls in kinds.steps.values()],
        "journey_schema": journey_schema(kinds),
    }


def kind_data(cls: Any) -> dict[str, Any]:
    ports = getattr(cls, "ports", None)
    return {
        "kind": cls.kind,
        "title": cls.title,
        "group": cls.group,
        "icon": cls.icon,
        "help": help_of(cls),
        "ports": msgspec.to_builtins(ports) if ports is not None else {},
        "summary": cls.summary,
        "schema": config_schema(cls.Config),
        "version": cls.VERSION,
        "palette": [dict(entry) for entry in getattr(cls, "palette", ())],
    }


def help_of(cls: type) -> str:
    """The docstring of the kind's module; its first line is the palette's description."""
    text = sys.modules[cls.__module__].__doc__ or ""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


SHOWN = ("title", "description", "x-placeholder")


def sentences(kinds: Kinds) -> Iterator[str]:
    """Every text of the catalogue that a person reads, for the translators."""
    for cls in (*kinds.triggers.values(), *kinds.steps.values()):
        yield from (cls.title, help_of(cls), cls.summary)
        yield from (entry["title"] for entry in getattr(cls, "palette", ()))
        yield from _texts(config_schema(cls.Config))


def _texts(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from (schema[key] for key in SHOWN if isinstance(schema.get(key), str))
        labels = schema.get("x-labels")
        if isinstance(labels, Mapping):
            yield from labels.values()
        for value in schema.values():
            yield from _texts(value)
    elif isinstance(schema, list):
        for part in schema:
            yield from _texts(part)
