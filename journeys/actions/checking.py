"""What is wrong with a draft, and what it would do: asked by the editor, and by publishing."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext

from channels_app import registry
from channels_app.contracts import Kind
from channels_app.delivery import reading
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
    found = check_draft(
        document,
        KINDS,
        attributes=attributes,
        events=events,
        topics=reading.topic_slugs(workspace.id),
        content=_content,
    )
    shown = [msgspec.structs.replace(each, message=gettext(each.message)) for each in found]
    return {"problems": msgspec.to_builtins(shown), "facts": facts(document, KINDS)}


def check_alone(document: Any) -> list[Problem]:
    """What is wrong with it whatever the workspace; it needs no database."""
    return check_draft(document, KINDS, content=_content)


def problems_of(workspace: Workspace, document: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = check(workspace, document)["problems"]
    return found


def _seen(workspace_id: int) -> tuple[set[str] | None, set[str] | None]:
    """Attributes and event names of the workspace; None while nothing has come in at all."""
    attributes = Attribute.objects.filter(workspace_id=workspace_id).values_list("name", flat=True)
    events = EventName.objects.filter(workspace_id=workspace_id).values_list("name", flat=True)
    return set(attributes) or None, set(events) or None


def _content(kind: str, config: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with what a step says."""
    yield from _liquid(config, "")
    if STEPS[kind].group == "message":
        items = config.get("channels")
        if not isinstance(items, list | tuple):
            yield from _message(config)
            return
        for index, item in enumerate(items):
            shared = {"purpose": config.get("purpose"), **item}
            for problem in _message(shared):
                yield msgspec.structs.replace(problem, path=f"/channels/{index}{problem.path}")


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


def _message(config: Mapping[str, Any]) -> Iterator[Problem]:
    """What the channel says of a message that is written in place."""
    channel = str(config.get("channel", "email"))
    purpose: Kind = "transactional" if config.get("purpose") == "transactional" else "marketing"
    for flaw in registry.check_content(channel, config, purpose):
        if flaw.code == "missing":
            continue  # the step says so itself, with the field
        severity: Severity = "warning" if flaw.severity == "warning" else "error"
        path = f"/{flaw.field}" if flaw.field else ""
        yield Problem(path=path, code=flaw.code, message=flaw.message, severity=severity)
