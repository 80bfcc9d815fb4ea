"""What the channels ask of journeys: a step's content, and which journeys are paused."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from psycopg import Connection

from journeys.core.draft import current_config
from journeys.models import Version
from journeys.steps.registry import STEPS

PAUSED = "select id from journey where state = 'paused'"


@lru_cache(maxsize=256)
def _document(version_id: int) -> dict[str, Any]:
    """A version never changes, so it is read once."""
    found: dict[str, Any] | None = (
        Version.objects.filter(pk=version_id).values_list("document", flat=True).first()
    )
    return found or {}


def content_of(version_id: int, step: str, channel: str) -> dict[str, Any] | None:
    """What a message step says on a channel: the fields of `journeys.steps.content`."""
    node = _document(version_id).get("steps", {}).get(step)
    return content_on(node, channel) if node else None


def content_on(node: Mapping[str, Any], channel: str) -> dict[str, Any] | None:
    """Of the node of a step that sends: its settings, or those of the channel's own item."""
    config = current_config(STEPS.get(node["kind"]), node)
    if config is None or "channels" not in config:
        return config
    items: list[dict[str, Any]] = config["channels"]
    return next((dict(item) for item in items if item.get("channel", "email") == channel), None)


def paused_journeys(connection: Connection[Any]) -> set[int]:
    return {journey for (journey,) in connection.execute(PAUSED).fetchall()}
