"""What is wrong with a draft, and what it would do: asked by the editor, and by publishing."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext

from channels_app import registry
from channels_app.contracts import Kind
from channels_app.delivery import reading
from channels_app.delivery.contents import OPTIONAL, Flaw, Library, never_seen
from journeys.core.contract import is_liquid
from journeys.core.facts import facts
from journeys.core.problems import Problem, Severity
from journeys.core.schema import Kinds
from journeys.core.shape import pointer
from journeys.core.validate import check_draft
from journeys.models import Attribute, EventName
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS
from workspaces.models import Workspace

KINDS = Kinds(STEPS, TRIGGERS)


def check(workspace: Workspace, document: Any) -> dict[str, Any]:
    """{"problems": [...], "facts": {...}} of the document, checked against what was seen."""
    attributes, events = _seen(workspace.id)
    contents = Contents(
        Library(workspace.id), attributes, _properties(workspace.id, starts_of(document))
    )
    found = check_draft(
        document,
        KINDS,
        attributes=attributes,
        events=events,
        topics=reading.topic_slugs(workspace.id),
        content=contents.check,
    )
    shown = [msgspec.structs.replace(each, message=gettext(each.message)) for each in found]
    return {"problems": msgspec.to_builtins(shown), "facts": facts(document, KINDS)}


def check_alone(document: Any) -> list[Problem]:
    """What is wrong with it whatever the workspace; it needs no database."""
    return check_draft(document, KINDS, content=_alone)


def problems_of(workspace: Workspace, document: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = check(workspace, document)["problems"]
    return found


def _seen(workspace_id: int) -> tuple[set[str] | None, set[str] | None]:
    """Attributes and event names of the workspace; None while nothing has come in at all."""
    attributes = Attribute.objects.filter(workspace_id=workspace_id).values_list("name", flat=True)
    events = EventName.objects.filter(workspace_id=workspace_id).values_list("name", flat=True)
    return set(attributes) or None, set(events) or None


def _liquid(value: Any, path: str) -> Iterator[Problem]:
    """Values that are written as Liquid, wherever in a config they stand."""
    if is_liquid(value):
        flaw = registry.flaw_of(value["liquid"])
        if flaw:
            yield Problem(path=path, code="liquid", message=flaw)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _liquid(part, f"{path}/{pointer(str(name))}")
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _liquid(part, f"{path}/{index}")


def _alone(kind: str, config: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with what a step says, whatever the workspace."""
    yield from _liquid(config, "")
    for path, content in _messages(kind, config):
        channel, purpose = _channel(content), _purpose(config)
        yield from _problems(registry.check_content(channel, content, purpose), path)


class Contents:
    """What is wrong with what a step says, with the library and the data of its workspace."""

    def __init__(
        self, library: Library, attributes: set[str] | None, properties: set[str] | None
    ) -> None:
        self.library = library
        self.attributes = attributes
        self.properties = properties

    def check(self, kind: str, config: Mapping[str, Any]) -> Iterator[Problem]:
        yield from _liquid(config, "")
        for path, content in _messages(kind, config):
            channel = _channel(content)
            yield from _problems(self.library.flaws(channel, content, _purpose(config)), path)
            yield from self._strangers(self.library.reads(channel, content), path)

    def _strangers(self, reads: set[str], path: str) -> Iterator[Problem]:
        """Values that nobody has, as far as was seen: they will be empty."""
        for root, known in (("customer", self.attributes), ("entry", self.properties)):
            names = {read.split(".")[1] for read in reads if read.startswith(f"{root}.")}
            unknown = sorted(names - known - OPTIONAL) if known is not None else []
            if unknown:
                code = "unknown_attribute" if root == "customer" else "unknown_property"
                yield _unknown(path, code, never_seen(root, unknown))


def _unknown(path: str, code: str, message: str) -> Problem:
    return Problem(path=path, code=code, message=message, severity="warning")


def starts_of(document: Any) -> list[str] | None:
    """The events that start the journey; None when something else may start it too."""
    triggers = document.get("triggers") if isinstance(document, Mapping) else None
    names: list[str] = []
    for node in triggers.values() if isinstance(triggers, Mapping) else ():
        config = node.get("config") if isinstance(node, Mapping) else None
        name = config.get("event") if isinstance(config, Mapping) else None
        if not isinstance(node, Mapping) or node.get("kind") != "event" or not name:
            return None
        names.append(str(name))
    return names


def _properties(workspace_id: int, events: list[str] | None) -> set[str] | None:
    """What those events were seen with; None while one of them was never seen."""
    if not events:
        return None
    seen = EventName.objects.filter(workspace_id=workspace_id, name__in=events)
    found = dict(seen.values_list("name", "properties"))
    if set(events) - found.keys():
        return None
    return {name for properties in found.values() for name in properties}


def _messages(kind: str, config: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The contents of a step with their places: one, or one for each channel of a cascade."""
    if STEPS[kind].group != "message":
        return
    items = config.get("channels")
    if not isinstance(items, list | tuple):
        yield "", config
        return
    for index, item in enumerate(items):
        if isinstance(item, Mapping):
            yield f"/channels/{index}", item


def _channel(content: Mapping[str, Any]) -> str:
    return str(content.get("channel", "email"))


def _purpose(config: Mapping[str, Any]) -> Kind:
    return "transactional" if config.get("purpose") == "transactional" else "marketing"


def _problems(flaws: list[Flaw], path: str) -> Iterator[Problem]:
    for flaw in flaws:
        if flaw.code == "missing":
            continue  # the step says so itself, with the field
        severity: Severity = "warning" if flaw.severity == "warning" else "error"
        place = f"{path}/{flaw.field}" if flaw.field else path
        yield Problem(path=place, code=flaw.code, message=flaw.message, severity=severity)
