"""How a field of a config shows itself in a form: title, help, limits and a widget's name."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from journeys.core import durations
from journeys.core.graph import Match

ID = "^[a-z0-9_][a-z0-9_-]{0,63}$"
"""What an id of a step, a trigger, a case or a share looks like."""
LOCAL_TIME = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"


def field(
    title: str,
    description: str = "",
    widget: str | None = None,
    *,
    labels: Mapping[str, str] | None = None,
    placeholder: str = "",
    show_if: Mapping[str, Any] | None = None,
    content: bool = False,
    advanced: bool = False,
    start: Any = None,
    **limits: Any,
) -> msgspec.Meta:
    """Annotation of a config's field. `show_if`: only when another field has that value (True and
    False ask whether it has any); `content`:
    in the Content tab; `advanced`: folded away; `start`: what a fresh form begins with."""
    hints: dict[str, Any] = {
        "x-widget": widget,
        "x-labels": dict(labels) if labels else None,
        "x-placeholder": placeholder or None,
        "x-show-if": dict(show_if) if show_if else None,
        "x-tab": "content" if content else None,
        "x-advanced": True if advanced else None,
        "default": start,
    }
    extra = {name: hint for name, hint in hints.items() if hint is not None}
    return msgspec.Meta(
        title=title, description=description or None, extra_json_schema=extra or None, **limits
    )


def duration(title: str, description: str = "", **more: Any) -> msgspec.Meta:
    return field(title, description, "duration", **more)


def local_time(title: str, description: str = "", **more: Any) -> msgspec.Meta:
    return field(title, description, "local_time", **more)


Duration = Annotated[str, msgspec.Meta(pattern=durations.PATTERN)]
LocalTime = Annotated[str, msgspec.Meta(pattern=LOCAL_TIME)]
Text = Annotated[str, msgspec.Meta(max_length=200)]

Id = Annotated[str, field("Id", pattern=ID)]
Name = Annotated[str, field("Name", max_length=100)]
EventName = Annotated[str, field("Event", widget="event", min_length=1, max_length=200)]
Condition = dict[str, Any] | None
NAMED = {"event": True}
UNNAMED = {"event": False}
Filter = Annotated[
    Condition,
    field("Only if", "What else must hold for the event to count.", "condition", show_if=NAMED),
]
Matches = Annotated[
    tuple[Match, ...],
    field(
        "Only the same",
        "Properties of the event that must equal those of the event that started the run.",
        "match",
        show_if=NAMED,
        advanced=True,
        max_length=10,
    ),
]
