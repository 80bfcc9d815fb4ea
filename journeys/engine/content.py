"""What the channels ask of journeys: a step's content, and which journeys are paused."""

from functools import lru_cache
from typing import Any

from psycopg import Connection

from journeys.models import Version

PAUSED = "select id from journey where state = 'paused'"


@lru_cache(maxsize=256)
def _document(version_id: int) -> dict[str, Any]:
    """A version never changes, so it is read once."""
    found: dict[str, Any] | None = (
        Version.objects.filter(pk=version_id).values_list("document", flat=True).first()
    )
    return found or {}


def content_of(version_id: int, step: str) -> dict[str, Any] | None:
    """The config of a message step: subject, html, text and what else its channel takes."""
    node = _document(version_id).get("steps", {}).get(step)
    return dict(node["config"]) if node else None


def paused_journeys(connection: Connection[Any]) -> set[int]:
    return {journey for (journey,) in connection.execute(PAUSED).fetchall()}
