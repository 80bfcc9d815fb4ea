"""A message as a customer would see it, while it is being written. Nothing is sent."""

from collections.abc import Mapping
from typing import Any, Literal

from channels_app.delivery.preview import Look, look
from journeys.models import Attribute, Customer, Event, EventName, Journey, Run
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require

EntryFrom = Literal["run", "event", "example", "nothing"]


def preview(
    actor: Actor, journey: Journey, config: Mapping[str, Any], customer: Customer | None
) -> dict[str, Any]:
    """The parts of the message, what was missing, and what is wrong with it, by field and line.

    Without a customer it shows examples of the values that this workspace has seen.
    """
    require(actor, Act.READ)
    workspace = actor.workspace
    entry, entry_from = _entry(journey, customer)
    profile = customer.profile if customer else _examples_of_profile(workspace.id)
    channel = str(config.get("channel", "email"))
    seen = _look(actor, channel, config, profile, entry, customer)
    return _shown(channel, seen) | {"entry_from": entry_from}


def preview_content(
    actor: Actor,
    channel: str,
    content: Mapping[str, Any],
    language: str,
    customer: Customer | None,
    event: str = "",
) -> dict[str, Any]:
    """What a template or a part says, as it is written, for a customer or with example values.

    `event` names the event whose latest properties stand for the entry event.
    """
    require(actor, Act.READ)
    workspace = actor.workspace
    profile = customer.profile if customer else _examples_of_profile(workspace.id)
    entry, entry_from = _latest(workspace.id, customer, event)
    seen = _look(actor, channel, content, profile, entry, customer, language)
    return _shown(channel, seen) | {"entry_from": entry_from}


def _look(
    actor: Actor,
    channel: str,
    content: Mapping[str, Any],
    profile: Mapping[str, Any],
    entry: Mapping[str, Any],
    customer: Customer | None,
    language: str = "",
) -> Look:
    workspace = actor.workspace
    own = (customer.language if customer else None) or workspace.language
    return look(
        channel,
        content,
        {"customer": profile, "entry": entry, "run": {}, "workspace": {"name": workspace.name}},
        zone=(customer.zone if customer else None) or workspace.zone,
        language=language or own,
        now=now(),
        workspace_id=workspace.id,
        wanted=[language or own, workspace.language],
    )


def _shown(channel: str, seen: Look) -> dict[str, Any]:
    flaws = [
        {"path": f"/{flaw.field}" if flaw.field else "", "line": flaw.line or None}
        | {"code": flaw.code, "message": flaw.message, "severity": flaw.severity}
        for flaw in seen.flaws
    ]
    parts = {name: str(seen.parts.get(name, "")) for name in ("subject", "html", "text")}
    return parts | {
        "channel": channel,
        "body": seen.parts,
        "missing": seen.missing,
        "problems": flaws,
        "language": seen.language,
    }


def _latest(
    workspace_id: int, customer: Customer | None, event: str
) -> tuple[dict[str, Any], EntryFrom]:
    """Properties of the customer's latest such event (of any, without a name), else examples."""
    if customer is not None:
        mine = Event.objects.filter(lane=customer.lane, customer_id=customer.id, kind="track")
        found = (mine.filter(name=event) if event else mine).order_by("-at").first()
        if found is not None:
            return found.properties, "event"
    seen = EventName.objects.filter(workspace_id=workspace_id)
    return _examples((seen.filter(name=event) if event else seen).order_by("-last_at").first())


def _entry(journey: Journey, customer: Customer | None) -> tuple[dict[str, Any], EntryFrom]:
    """Properties of what started the customer's last run, else of the last event that would."""
    if customer is not None:
        mine = Run.objects.filter(lane=customer.lane, customer_id=customer.id)
        run = mine.filter(journey_id=journey.id).order_by("-entered_at").first()
        if run is not None:
            return run.entry.get("properties", {}), "run"
        events = Event.objects.filter(lane=customer.lane, customer_id=customer.id)
        event = events.filter(name__in=starts(journey.draft)).order_by("-at").first()
        if event is not None:
            return event.properties, "event"
    return _example_of_event(journey)


def starts(document: Mapping[str, Any]) -> list[str]:
    """The events that start the journey, as far as its draft names them."""
    triggers = document.get("triggers")
    nodes = triggers.values() if isinstance(triggers, Mapping) else ()
    configs = [node.get("config") for node in nodes if isinstance(node, Mapping)]
    names = [config.get("event") for config in configs if isinstance(config, Mapping)]
    return [name for name in names if isinstance(name, str) and name]


def _example_of_event(journey: Journey) -> tuple[dict[str, Any], EntryFrom]:
    seen = EventName.objects.filter(workspace_id=journey.workspace_id)
    return _examples(seen.filter(name__in=starts(journey.draft)).order_by("-last_at").first())


def _examples(event: EventName | None) -> tuple[dict[str, Any], EntryFrom]:
    if event is None:
        return {}, "nothing"
    properties = event.properties.items()
    return {name: _first(facts.get("examples")) for name, facts in properties}, "example"


def _examples_of_profile(workspace_id: int) -> dict[str, Any]:
    seen = Attribute.objects.filter(workspace_id=workspace_id)
    return {attribute.name: _first(attribute.examples) for attribute in seen}


def _first(examples: Any) -> Any:
    return examples[0] if isinstance(examples, list) and examples else None
