"""Check a draft: first its shape, then its meaning. Every problem at once, each with its path.

It takes any JSON whatsoever and never raises.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from journeys.core.conditions import attributes_in, events_in, messages_in
from journeys.core.draft import Draft, Node, current_config, read_draft
from journeys.core.problems import Problem
from journeys.core.schema import Kinds
from journeys.core.shape import config_problems, document_problems, pointer, too_deep
from journeys.core.soundness import soundness_problems

CheckContent = Callable[[str, Mapping[str, Any]], Iterable[Problem]]
"""Given a step's kind and config: what is wrong with what it says, with paths inside the config."""


def check_draft(
    document: Any,
    kinds: Kinds,
    *,
    attributes: Collection[str] | None = None,
    events: Collection[str] | None = None,
    topics: Collection[str] | None = None,
    content: CheckContent | None = None,
) -> list[Problem]:
    """Everything that is wrong with a draft, errors first. `attributes`, `events` and `topics`
    are those that the workspace knows; None means do not ask."""
    if too_deep(document):
        return [Problem(path="", code="deep", message="This document is nested too deeply.")]
    draft = read_draft(document, kinds)
    found = [
        *document_problems(document),
        *(problem for node in draft.triggers.values() for problem in _node(node, "triggers")),
        *(problem for node in draft.steps.values() for problem in _node(node, "steps")),
    ]
    if isinstance(document, Mapping):
        found += soundness_problems(draft)
        found += _strangers(draft, attributes, events, topics)
        found += _asked(draft)
        found += _content(draft, content)
    return _in_order(found)


def _node(node: Node, family: str) -> Iterator[Problem]:
    path = f"/{family}/{pointer(node.id)}"
    kind = node.raw.get("kind")
    if node.cls is None:
        if isinstance(kind, str):
            message = f"There is no {family[:-1]} of this kind."
            yield Problem(path=f"{path}/kind", code="unknown_kind", message=message, step=node.id)
        return
    config = current_config(node.cls, node.raw)
    if config is None:
        if isinstance(node.raw.get("config", {}), Mapping):
            message = "This was made by a later version of the product."
            yield Problem(path=f"{path}/version", code="version", message=message, step=node.id)
        return
    wrong = [*config_problems(node.cls, config, f"{path}/config")]
    if not wrong and node.config is None:
        wrong = [
            Problem(path=f"{path}/config", code="invalid", message="These settings do not fit.")
        ]
    if not wrong:
        wrong = [*node.cls.check(node.config, f"{path}/config")]
    yield from (replace(problem, step=node.id) for problem in wrong)


def _strangers(
    draft: Draft,
    attributes: Collection[str] | None,
    events: Collection[str] | None,
    topics: Collection[str] | None,
) -> Iterator[Problem]:
    """Names that the workspace has never seen: perhaps a slip, perhaps only early."""
    for path, step, name in named_attributes(draft):
        if attributes is not None and name.partition(".")[0] not in attributes:
            yield _stranger(path, step, "unknown_attribute", "No customer has this attribute yet.")
    for path, step, name in named_events(draft):
        if events is not None and name not in events:
            yield _stranger(path, step, "unknown_event", "No event of this name has come in yet.")
    for node in draft.steps.values():
        topic = getattr(node.config, "topic", "")
        if topics is not None and topic and topic not in topics:
            path = f"/steps/{pointer(node.id)}/config/topic"
            yield _stranger(
                path, node.id, "unknown_topic", "There is no such topic. Choose another."
            )


def _asked(draft: Draft) -> Iterator[Problem]:
    """Questions about messages that this journey does not send."""
    for path, step, name in named_messages(draft):
        node = draft.steps.get(name)
        if name and (node is None or node.cls is None or node.cls.group != "message"):
            message = "There is no message step of this id. Choose another."
            yield Problem(path=path, code="no_message", message=message, step=step)


def _stranger(path: str, step: str | None, code: str, message: str) -> Problem:
    return Problem(path=path, code=code, message=message, severity="warning", step=step)


Named = Iterator[tuple[str, str | None, str]]
"""Path, step, name."""


def named_events(draft: Draft) -> Named:
    """Every event that the draft waits for, starts from or counts, but those that it records."""
    recorded = {
        node.config.event
        for node in draft.steps.values()
        if node.config is not None and node.cls.kind == "emit_event"
    }
    for path, step, value in _fields(draft, "event"):
        if isinstance(value, str) and value and value not in recorded and value[0] != "$":
            yield path, step, value
    for path, step, tree in _conditions(draft):
        yield from ((path, step, name) for name in events_in(tree) if name not in recorded)


def named_attributes(draft: Draft) -> Named:
    """Every attribute that the draft reads."""
    for path, step, value in _fields(draft, "attribute"):
        if isinstance(value, str) and value:
            yield path, step, value
    for path, step, tree in _conditions(draft):
        yield from ((path, step, name) for name in attributes_in(tree))


def named_messages(draft: Draft) -> Named:
    """Every message step whose reports the draft asks about."""
    for path, step, value in _fields(draft, "message"):
        if isinstance(value, str):
            yield path, step, value
    for path, step, tree in _conditions(draft):
        yield from ((path, step, name) for name in messages_in(tree))


def _fields(draft: Draft, name: str) -> Iterator[tuple[str, str | None, Any]]:
    """Values of a field of that name in the configs (and their lists) and in the exits."""
    for path, step, config in _configs(draft):
        if step is not None and _kind_of(draft, step) in WRITERS:
            continue  # these make the event or the attribute themselves
        yield f"{path}/{name}", step, config.get(name)
        for key, items in config.items():
            for index, item in enumerate(items if isinstance(items, list) else ()):
                if isinstance(item, Mapping) and key != "match":
                    yield f"{path}/{pointer(key)}/{index}/{name}", step, item.get(name)


WRITERS = ("emit_event", "update_profile")


def _kind_of(draft: Draft, step: str) -> Any:
    node = draft.steps.get(step)
    return node.raw.get("kind") if node else None


def _conditions(draft: Draft) -> Iterator[tuple[str, str | None, Mapping[str, Any]]]:
    for name in ("filter", "condition"):
        for path, step, tree in _fields(draft, name):
            if isinstance(tree, Mapping):
                yield path, step, tree


def _configs(draft: Draft) -> Iterator[tuple[str, str | None, Mapping[str, Any]]]:
    for family, nodes in (("triggers", draft.triggers), ("steps", draft.steps)):
        for node in nodes.values():
            config = node.raw.get("config")
            if isinstance(config, Mapping):
                yield f"/{family}/{pointer(node.id)}/config", node.id, config
    exits = draft.document.get("exits")
    for index, way_out in enumerate(exits if isinstance(exits, list) else ()):
        if isinstance(way_out, Mapping):
            yield f"/exits/{index}", None, way_out


def _content(draft: Draft, content: CheckContent | None) -> Iterator[Problem]:
    if content is None:
        return
    for node in draft.steps.values():
        if node.config is None:
            continue
        config = current_config(node.cls, node.raw) or {}
        for problem in content(node.cls.kind, config):
            path = f"/steps/{pointer(node.id)}/config{problem.path}"
            yield replace(problem, path=path, step=node.id)


def _in_order(found: list[Problem]) -> list[Problem]:
    """Errors first, each place and code once."""
    once: dict[tuple[str, str], Problem] = {}
    for problem in found:
        once.setdefault((problem.path, problem.code), problem)
    return sorted(once.values(), key=lambda problem: SEVERITIES.index(problem.severity))


SEVERITIES = ("error", "warning", "info")
