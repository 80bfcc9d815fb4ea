"""The JSON Schema of the whole journey document, built from the registries (draft 2020-12).

One `if`/`then` per kind: an error of a union would say nothing.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

import msgspec

from journeys.core import durations
from journeys.core.conditions.operators import OPERATORS, ROOTS
from journeys.core.fields import ID
from journeys.core.graph import COLOURS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class KindLike(Protocol):
    """What a step type and a trigger type have in common."""

    kind: str
    Config: type[msgspec.Struct]
    VERSION: int


class Kinds(NamedTuple):
    """The two registries, as the core takes them: Kinds(STEPS, TRIGGERS)."""

    steps: Mapping[str, Any]
    triggers: Mapping[str, Any]


@lru_cache(maxsize=256)
def config_schema(config: type[msgspec.Struct]) -> Schema:
    """The schema of a config, with every reference written out, so that it stands alone."""
    (root,), definitions = msgspec.json.schema_components([config])
    schema: Schema = _written_out(root, definitions)
    schema.pop("title", None)
    schema.pop("description", None)
    return schema


def _written_out(schema: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_written_out(part, definitions) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    if "$ref" in schema:
        named = definitions[schema["$ref"].rpartition("/")[2]]
        merged = {**named, **{k: v for k, v in schema.items() if k != "$ref"}}
        return _written_out(merged, definitions)
    return {key: _written_out(value, definitions) for key, value in schema.items()}


def document_schema() -> Schema:
    """The document without the kinds' own configs."""
    step_id = {"type": "string", "pattern": ID}
    text = {"type": "string", "maxLength": 10_000}
    name = {"type": "string", "maxLength": 200}
    node = {
        "kind": {"type": "string", "title": "Kind"},
        "name": {**name, "title": "Name"},
        "note": {**text, "title": "Note"},
        "config": {"type": "object", "title": "Settings"},
        "version": {"type": "integer", "minimum": 1, "title": "Version"},
    }
    return {
        "type": "object",
        "required": ["format", "name", "triggers", "steps"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": 1, "title": "Format"},
            "name": {**name, "title": "Name"},
            "description": {**text, "title": "Description"},
            "entry": _entry(),
            "exits": {"type": "array", "items": _exit(), "maxItems": 100, "title": "Exits"},
            "exit_on_unsubscribe": {"type": "boolean", "title": "Leave on unsubscribing"},
            "triggers": _by_id(
                {**node, "next": {"anyOf": [step_id, {"type": "null"}], "title": "Next step"}}
            ),
            "steps": _by_id(
                {
                    **node,
                    "next": {
                        "type": "object",
                        "additionalProperties": step_id,
                        "title": "Next steps",
                    },
                }
            ),
            "layout": _by_id(
                {"x": {"type": "number"}, "y": {"type": "number"}}, required=["x", "y"]
            ),
            "canvas": _canvas(),
        },
    }


def _by_id(properties: Schema, required: list[str] | None = None) -> Schema:
    item = {
        "type": "object",
        "required": required or ["kind"],
        "additionalProperties": False,
        "properties": properties,
    }
    return {"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": item}


def _canvas() -> Schema:
    """The look of the drawing; it changes nothing that the journey does."""
    number = {"type": "number"}
    size = {"type": "number", "minimum": 1}
    colour = {"enum": list(COLOURS), "title": "Colour"}
    members = {"type": "array", "items": {"type": "string", "pattern": ID}, "title": "Steps"}
    group = {
        "title": {"type": "string", "maxLength": 200, "title": "Title"},
        "colour": colour,
        "members": members,
    }
    note = {
        "text": {"type": "string", "maxLength": 10_000, "title": "Text"},
        "colour": colour,
        "x": number,
        "y": number,
        "width": size,
        "height": size,
    }
    return {
        "type": "object",
        "title": "Drawing",
        "additionalProperties": False,
        "properties": {
            "direction": {"enum": ["down", "right"], "title": "Direction"},
            "groups": _by_id(group, required=["title", "colour", "members"]),
            "notes": _by_id(note, required=list(note)),
        },
    }


def _entry() -> Schema:
    period = {
        "type": "object",
        "title": "Period",
        "required": ["kind"],
        "additionalProperties": False,
        "properties": {
            "kind": {"enum": ["calendar", "rolling"], "title": "Kind"},
            "unit": {"enum": ["day", "week", "month", "year", None], "title": "Unit"},
            "duration": {"anyOf": [_duration(), {"type": "null"}], "title": "Duration"},
        },
    }
    return {
        "type": "object",
        "title": "Entry",
        "additionalProperties": False,
        "properties": {
            "rule": {
                "enum": ["once", "once_per_period", "one_at_a_time", "every_time"],
                "title": "How often",
            },
            "period": {"anyOf": [period, {"type": "null"}], "title": "Period"},
            "key": {"type": ["string", "null"], "maxLength": 200, "title": "Per value of"},
        },
    }


def _exit() -> Schema:
    path = {"type": "string", "minLength": 1, "maxLength": 200}
    return {
        "type": "object",
        "required": ["id", "event"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": ID, "title": "Id"},
            "event": {"type": "string", "minLength": 1, "maxLength": 200, "title": "Event"},
            "filter": {
                "anyOf": [{"type": "object"}, {"type": "null"}],
                "x-widget": "condition",
                "title": "Only if",
            },
            "match": {
                "type": "array",
                "title": "Only the same",
                "maxItems": 10,
                "items": {
                    "type": "object",
                    "required": ["event", "entry"],
                    "additionalProperties": False,
                    "properties": {"event": path, "entry": path},
                },
            },
        },
    }


def _duration() -> Schema:
    return {"type": "string", "pattern": durations.PATTERN, "x-widget": "duration"}


def journey_schema(kinds: Kinds) -> Schema:
    """What journey.schema.json holds."""
    schema = document_schema()
    definitions: Schema = {"condition": _condition()}
    for family, registry in (("triggers", kinds.triggers), ("steps", kinds.steps)):
        item = schema["properties"][family]["additionalProperties"]
        item["properties"]["kind"] = {"enum": list(registry), "title": "Kind"}
        item["allOf"] = []
        for kind, cls in registry.items():
            name = f"{family[:-1]}.{kind}"
            definitions[name] = {"title": cls.title, **config_schema(cls.Config)}
            item["allOf"].append(_if_kind(kind, name, definitions[name]))
    whole = {
        "$schema": DIALECT,
        "$id": "journey.schema.json",
        "title": "A journey, format 1",
        **schema,
        "$defs": definitions,
    }
    linked: Schema = _with_conditions(whole)
    return linked


def _if_kind(kind: str, name: str, config: Schema) -> Schema:
    then: Schema = {"properties": {"config": {"$ref": f"#/$defs/{name}"}}}
    if config.get("required"):
        then["required"] = ["config"]
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}


def _with_conditions(schema: Any) -> Any:
    """Point every field with the condition widget to the one definition."""
    if isinstance(schema, list):
        return [_with_conditions(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    if schema.get("x-widget") == "condition" and "anyOf" in schema:
        return {**schema, "anyOf": [{"$ref": "#/$defs/condition"}, {"type": "null"}]}
    return {key: _with_conditions(value) for key, value in schema.items()}


def _condition() -> Schema:
    again = {"$ref": "#/$defs/condition"}
    path = {"type": "string", "minLength": 1}
    operators = list(dict.fromkeys(op for by_type in OPERATORS.values() for op in by_type))
    time = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"}
    return {
        "title": "Condition",
        "description": "A group (all, any, not), a comparison (profile, event, entry or run with"
        " op), a count of events (did), or a local time.",
        "type": "object",
        "oneOf": [
            {"required": [one]} for one in ("all", "any", "not", "did", "local_time", *ROOTS)
        ],
        "properties": {
            "all": {"type": "array", "items": again, "minItems": 1},
            "any": {"type": "array", "items": again, "minItems": 1},
            "not": again,
            **dict.fromkeys(ROOTS, path),
            "type": {"enum": list(OPERATORS)},
            "op": {"enum": operators},
            "value": True,
            "value2": True,
            "did": path,
            "times": {
                "type": "object",
                "properties": {
                    "op": {"enum": ["at_least", "at_most", "exactly"]},
                    "n": {"type": "number"},
                },
            },
            "within": {"anyOf": [_duration(), {"type": "null"}]},
            "where": {"anyOf": [again, {"type": "null"}]},
            "sum": {"type": ["string", "null"]},
            "distinct": {"type": ["string", "null"]},
            "local_time": {
                "type": "object",
                "required": ["from", "to"],
                "properties": {
                    "from": time,
                    "to": time,
                    "weekdays": {
                        "type": ["array", "null"],
                        "items": {"type": "integer", "minimum": 1, "maximum": 7},
                    },
                },
            },
        },
        "dependentRequired": {root: ["op"] for root in ROOTS},
        "additionalProperties": False,
    }
