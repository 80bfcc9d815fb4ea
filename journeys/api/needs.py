"""What a ready-made journey needs of a workspace, and what of it has been seen here."""

from functools import cache
from typing import Any

from channels_app import registry
from channels_app.delivery import reading
from journeys.actions.checking import KINDS
from journeys.core.draft import read_draft
from journeys.core.stage import ADDRESS
from journeys.core.validate import named_attributes, named_events
from journeys.engine.programs import contents_of
from journeys.gallery import ready_made
from journeys.models import Attribute, EventName
from journeys.steps.registry import STEPS


def needs(workspace_id: int) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Per slug {"events", "attributes", "topics"}, each a list of {name, seen}."""
    known = {
        "events": set(_names(EventName, workspace_id)),
        "attributes": set(_names(Attribute, workspace_id)),
        "topics": reading.topic_slugs(workspace_id),
    }
    return {
        slug: {
            what: [{"name": name, "seen": name in known[what]} for name in names]
            for what, names in _wanted(slug).items()
        }
        for slug in ready_made()
    }


@cache
def _wanted(slug: str) -> dict[str, list[str]]:
    entry = ready_made()[slug]
    draft = read_draft(entry.document, KINDS)
    attributes = [name for _, _, name in named_attributes(draft)]
    for step in entry.document["steps"].values():
        if STEPS[step["kind"]].group == "message":
            for content in contents_of(step["config"]):
                attributes += sorted(_read_by(content))
    return {
        "events": list(dict.fromkeys(name for _, _, name in named_events(draft))),
        "attributes": list(dict.fromkeys(attributes)),
        "topics": entry.topics,
    }


def _read_by(config: dict[str, Any]) -> set[str]:
    """Attributes that a message's text uses; without its address nobody gets it."""
    channel = config.get("channel", "email")
    used = registry.used_variables(channel, config)
    if channel in ADDRESS:
        used |= {f"customer.{ADDRESS[channel]}"}
    return {name.removeprefix("customer.") for name in used if name.startswith("customer.")}


def _names(model: type[EventName] | type[Attribute], workspace_id: int) -> list[str]:
    rows = model.objects.filter(workspace_id=workspace_id)
    return list(rows.values_list("name", flat=True))
