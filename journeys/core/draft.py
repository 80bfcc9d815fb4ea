"""A draft as far as it makes sense: drafts may hold anything, and the checks must not care."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from journeys.core.schema import Kinds

ENTRY_RULES = ("once", "once_per_period", "one_at_a_time", "every_time")


class Node(NamedTuple):
    """One step or trigger; `config` is None when it does not fit its kind."""

    id: str
    cls: Any
    config: Any
    raw: Mapping[str, Any]
    next: Mapping[str, str]
    """Port -> step id, of the targets that exist. A trigger's port is `out`."""


class Draft(NamedTuple):
    document: Mapping[str, Any]
    triggers: Mapping[str, Node]
    steps: Mapping[str, Node]

    def starts(self) -> list[str]:
        """The steps that the triggers lead to."""
        return [target for trigger in self.triggers.values() for target in trigger.next.values()]


def read_draft(document: Any, kinds: Kinds) -> Draft:
    """Take from any JSON what reads as a journey."""
    source = document if isinstance(document, Mapping) else {}
    steps = _objects(source.get("steps"))
    return Draft(
        document=source,
        triggers={name: _node(name, raw, kinds.triggers, steps) for name, raw in
                  _objects(source.get("triggers")).items()},
        steps={name: _node(name, raw, kinds.steps, steps) for name, raw in steps.items()},
    )  # fmt: skip


def _objects(value: Any) -> dict[str, Mapping[str, Any]]:
    if not isinstance(value, Mapping):
        return {}
    return {str(key): part for key, part in value.items() if isinstance(part, Mapping)}


def _node(name: str, raw: Mapping[str, Any], registry: Any, steps: Mapping[str, Any]) -> Node:
    kind = raw.get("kind")
    cls = registry.get(kind) if isinstance(kind, str) else None
    following = raw.get("next")
    drawn = {"out": following} if isinstance(following, str) else following
    ports = drawn if isinstance(drawn, Mapping) else {}
    next_ = {str(p): t for p, t in ports.items() if isinstance(t, str) and t in steps}
    return Node(name, cls, _config(cls, raw), raw, next_)


def _config(cls: Any, raw: Mapping[str, Any]) -> Any:
    """The config as the kind reads it, upgraded to the kind's present version, or None."""
    config = current_config(cls, raw)
    if config is None:
        return None
    try:
        return msgspec.convert(config, cls.Config)
    except (msgspec.ValidationError, ValueError, OverflowError):
        return None


def current_config(cls: Any, raw: Mapping[str, Any]) -> dict[str, Any] | None:
    """The config in the kind's present shape; None when it is no object or from a later version."""
    config, version = raw.get("config", {}), raw.get("version", 1)
    if cls is None or not isinstance(config, Mapping) or type(version) is not int:
        return None
    if not 1 <= version <= cls.VERSION:
        return None
    upgraded = dict(config)
    try:
        for step in range(version, cls.VERSION):
            upgraded = cls.UPGRADES[step](upgraded)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return upgraded
