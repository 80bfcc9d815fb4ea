"""How a field of a provider's settings shows itself in a form, and which ones are secret."""

from collections.abc import Mapping
from typing import Any

import msgspec


def setting(
    title: str,
    description: str = "",
    *,
    secret: bool = False,
    widget: str | None = None,
    placeholder: str = "",
    labels: Mapping[str, str] | None = None,
    advanced: bool = False,
    **limits: Any,
) -> msgspec.Meta:
    """Annotation of a field of `Provider.Settings`. A secret is sealed and never shown again."""
    hints: dict[str, Any] = {
        "x-secret": True if secret else None,
        "x-widget": "secret" if secret and widget is None else widget,
        "x-placeholder": placeholder or None,
        "x-labels": dict(labels) if labels else None,
        "x-advanced": True if advanced else None,
    }
    extra = {name: hint for name, hint in hints.items() if hint is not None}
    return msgspec.Meta(
        title=title, description=description or None, extra_json_schema=extra or None, **limits
    )


def schema_of(settings: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema of a provider's settings, with every reference written out."""
    (root,), definitions = msgspec.json.schema_components([settings])
    written: dict[str, Any] = _written_out(root, definitions)
    written.pop("title", None)
    return written


def secret_names(settings: type[msgspec.Struct]) -> frozenset[str]:
    """The names of the fields that are sealed."""
    fields = schema_of(settings).get("properties", {})
    return frozenset(name for name, field in fields.items() if field.get("x-secret"))


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
