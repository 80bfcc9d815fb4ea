"""What the channels ask of journeys: steps' contents, slugs, and which journeys are paused."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from psycopg import Connection

from channels_app.contracts import StepContent
from journeys.core.draft import current_config
from journeys.models import Journey, State, Version
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


@lru_cache(maxsize=4096)
def slug_of(journey_id: int) -> str:
    """A journey keeps its slug."""
    found = Journey.objects.filter(pk=journey_id).values_list("slug", flat=True).first()
    return found or ""


def step_contents(workspace_id: int) -> Iterator[StepContent]:
    """Every step that sends a message, of drafts and of live versions; archived ones are left."""
    mine = Journey.objects.filter(workspace_id=workspace_id).exclude(state=State.ARCHIVED)
    for journey in mine.select_related("live_version").order_by("name", "id"):
        documents = [(False, journey.draft)]
        if journey.live_version is not None:
            documents.append((True, journey.live_version.document))
        for live, document in documents:
            for step, config in _sending(document):
                yield StepContent(
                    journey_id=journey.id,
                    slug=journey.slug,
                    name=journey.name,
                    state=journey.state,
                    live=live,
                    step=step,
                    content=dict(config),
                )


def _sending(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A draft may be anything. A cascade has a content for each of its channels."""
    steps = document.get("steps") if isinstance(document, Mapping) else None
    for step, node in steps.items() if isinstance(steps, Mapping) else ():
        if not isinstance(node, Mapping):
            continue
        kind, config = str(node.get("kind")), node.get("config")
        if kind not in STEPS or STEPS[kind].group != "message" or not isinstance(config, Mapping):
            continue
        items = config.get("channels")
        for each in items if isinstance(items, list) else [config]:
            if isinstance(each, Mapping):
                yield step, each
