"""Whether a draft makes sense as a graph: what leads nowhere, what is never reached, what spins."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from journeys.core import durations
from journeys.core.conditions import check_condition
from journeys.core.draft import Draft, Node
from journeys.core.problems import Problem, Severity
from journeys.core.shape import pointer


def soundness_problems(draft: Draft) -> Iterator[Problem]:
    yield from _journey(draft)
    yield from _triggers(draft)
    yield from _edges(draft)
    yield from _unreachable(draft)
    yield from _spinning(draft)
    yield from _entry(draft)
    yield from _exits(draft)


def _journey(draft: Draft) -> Iterator[Problem]:
    name = draft.document.get("name")
    if isinstance(name, str) and not name.strip():
        yield _problem("/name", "missing", "Give the journey a name.")
    for both in sorted(set(draft.triggers) & set(draft.steps)):
        message = "A trigger and a step have the same id. Rename one."
        yield _problem(f"/steps/{pointer(both)}", "duplicate", message, both)


def _triggers(draft: Draft) -> Iterator[Problem]:
    if not draft.triggers:
        yield _problem("/triggers", "no_trigger", "Nothing starts this journey. Add a trigger.")
    for node in draft.triggers.values():
        at, target = f"/triggers/{pointer(node.id)}/next", node.raw.get("next")
        if target is None:
            message = "Nothing follows this trigger. Connect it to a step."
            yield _problem(at, "no_step", message, node.id)
        elif isinstance(target, str) and target not in draft.steps:
            yield _problem(at, "no_target", "This leads to a step that does not exist.", node.id)


def _edges(draft: Draft) -> Iterator[Problem]:
    for node in draft.steps.values():
        drawn = node.raw.get("next")
        if not isinstance(drawn, Mapping):
            continue
        ports = _ports(node)
        for port, target in drawn.items():
            at = f"/steps/{pointer(node.id)}/next/{pointer(port)}"
            if isinstance(target, str) and target not in draft.steps:
                message = "This leads to a step that does not exist."
                yield _problem(at, "no_target", message, node.id)
            if ports is not None and port not in ports:
                message = "This step has no such exit any more. Remove the line."
                yield _problem(at, "dead_port", message, node.id)


def _ports(node: Node) -> tuple[str, ...] | None:
    """The ports of a step, or None when its config cannot be read."""
    if node.cls is None:
        return None
    config, each = node.raw.get("config"), node.cls.ports.each
    if each is not None:
        items = config.get(each) if isinstance(config, Mapping) else None
        if not isinstance(items, list | tuple):
            return None
    given = config if isinstance(config, Mapping) else {}
    names: tuple[str, ...] = node.cls.ports.names(given)
    return names


def _unreachable(draft: Draft) -> Iterator[Problem]:
    reached: set[str] = set()
    ahead = draft.starts()
    if not ahead:
        return  # the triggers' own problems say enough
    while ahead:
        step = ahead.pop()
        if step not in reached:
            reached.add(step)
            ahead.extend(draft.steps[step].next.values())
    for name in draft.steps:
        if name not in reached:
            message = "Nothing leads to this step. Connect it or remove it."
            yield _problem(f"/steps/{pointer(name)}", "unreachable", message, name, "warning")


def takes_time(node: Node) -> bool:
    """Whether a customer may stay there."""
    if node.cls is None or node.config is None:
        return node.cls is not None and bool(node.cls.waits)
    return bool(node.cls.waits) and _longest(node) != timedelta(0)


def _longest(node: Node) -> timedelta | None:
    try:
        longest: timedelta | None = node.cls.longest(node.config)
    except (ValueError, OverflowError):
        return None
    return longest


def _spinning(draft: Draft) -> Iterator[Problem]:
    """Steps on a cycle in which no step waits (S14)."""
    quick = {
        name: [t for t in node.next.values() if not takes_time(draft.steps[t])]
        for name, node in draft.steps.items()
        if not takes_time(node)
    }
    for name in cyclic(quick):
        message = "This loop has no wait, so it would turn without end. Add a wait to it."
        yield _problem(f"/steps/{pointer(name)}", "spin", message, name)


def cyclic(edges: Mapping[str, list[str]]) -> list[str]:
    """The nodes that lie on a cycle. What has no way out, or no way in, is stripped first."""
    inward: dict[str, set[str]] = {name: set() for name in edges}
    outward = {name: set(targets) & set(edges) for name, targets in edges.items()}
    for name, targets in outward.items():
        for target in targets:
            inward[target].add(name)
    for here, there in ((outward, inward), (inward, outward)):
        ahead = [name for name, targets in here.items() if not targets]
        while ahead:
            gone = ahead.pop()
            if gone not in here:
                continue
            del here[gone]
            for neighbour in there.pop(gone):
                if neighbour in here:
                    here[neighbour].discard(gone)
                    if not here[neighbour]:
                        ahead.append(neighbour)
    return [name for name in edges if name in outward and _returns(name, outward)]


def _returns(start: str, edges: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(edges[start])
    while ahead:
        name = ahead.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            ahead.extend(edges[name])
    return False


def _entry(draft: Draft) -> Iterator[Problem]:
    entry = draft.document.get("entry")
    if not isinstance(entry, Mapping) or entry.get("rule") != "once_per_period":
        return
    period = entry.get("period")
    if not isinstance(period, Mapping):
        yield _problem("/entry/period", "missing", "Choose the period.")
    elif period.get("kind") == "calendar" and not period.get("unit"):
        yield _problem("/entry/period/unit", "missing", "Choose day, week, month or year.")
    elif period.get("kind") == "rolling":
        duration = period.get("duration")
        if not isinstance(duration, str):
            yield _problem("/entry/period/duration", "missing", "Enter how long the period is.")
        else:
            yield from durations.problems(duration, "/entry/period/duration")


def _exits(draft: Draft) -> Iterator[Problem]:
    exits = draft.document.get("exits")
    seen: set[Any] = set()
    for index, way_out in enumerate(exits if isinstance(exits, list) else ()):
        if not isinstance(way_out, Mapping):
            continue
        name = way_out.get("id")
        if isinstance(name, str) and name in seen:
            message = "There are two exits with this id. Rename one."
            yield _problem(f"/exits/{index}/id", "duplicate", message)
        seen.add(name if isinstance(name, str) else None)
        if isinstance(way_out.get("filter"), Mapping) and way_out["filter"]:
            yield from check_condition(way_out["filter"], f"/exits/{index}/filter")


def _problem(
    path: str, code: str, message: str, step: str | None = None, severity: Severity = "error"
) -> Problem:
    return Problem(path=path, code=code, message=message, severity=severity, step=step)
