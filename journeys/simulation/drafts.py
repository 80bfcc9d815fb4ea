"""A draft as a program, finished or not: what cannot run yet stops the customer who comes there."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from journeys.core.contract import Fail, Go, Outcome, Render, StepLike, Visit, Wait
from journeys.core.draft import Node, read_draft
from journeys.core.graph import Entry, Exit, Graph, StepNode, TriggerNode
from journeys.core.items import Item, Timer
from journeys.core.messages import listens
from journeys.core.program import Program
from journeys.core.schema import Kinds
from journeys.core.view import View

T = TypeVar("T")


def bind_draft(
    document: Mapping[str, Any],
    kinds: Kinds,
    *,
    workspace_id: int = 0,
    choices: Mapping[str, str] | None = None,
    render: Render | None = None,
) -> Program:
    """Any document, as far as it makes sense. `choices` names ports to leave by, by step; `render`
    renders the Liquid of values, as for `bind`."""
    draft = read_draft(document, kinds)
    chosen = choices or {}
    steps = {name: _step(node) for name, node in draft.steps.items()}
    triggers = {
        name: made for name, node in draft.triggers.items() if (made := _made(node)) is not None
    }
    graph = Graph(
        name=str(draft.document.get("name", "")),
        steps={
            name: StepNode(kind=str(node.raw.get("kind", "")), next=dict(node.next))
            for name, node in draft.steps.items()
        },
        triggers={
            name: TriggerNode(
                kind=str(draft.triggers[name].raw.get("kind", "")),
                next=draft.triggers[name].next.get("out"),
            )
            for name in triggers
        },
        entry=_read(draft.document.get("entry"), Entry) or Entry(),
        exits=tuple(_exits(draft.document.get("exits"))),
        exit_on_unsubscribe=draft.document.get("exit_on_unsubscribe") is True,
    )
    bound = {n: Chosen(step, chosen[n]) if n in chosen else step for n, step in steps.items()}
    return Program(
        graph,
        bound,
        triggers,
        workspace_id=workspace_id,
        journey_id=1,
        version_id=1,
        render=render,
        listens=listens(draft.document),
    )


class Unfinished:
    """A step whose settings cannot be read yet."""

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        return Fail("its settings are not finished")

    def calls(self) -> tuple[str, ...]:
        return ()

    def takes(self, view: View) -> bool:
        return False

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        return iter(())

    def asks(self) -> tuple[str, ...]:
        return ()


class Chosen(Unfinished):
    """A step left by the port that was asked for. A wait that times out, or goes on by itself,
    takes its time all the same."""

    def __init__(self, step: StepLike, port: str) -> None:
        self.step, self.port = step, port

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        if item is not None and not isinstance(item, Timer):
            return Wait(until=_kept(visit), keep=visit.keep)
        if item is not None:
            return Go(self.port, note="chosen")
        outcome = self.step.advance(visit, None, now)
        if isinstance(outcome, Go) and outcome.port == self.port:
            return outcome
        if isinstance(outcome, Wait) and self.port in ("timeout", "out"):
            until = outcome.keep.get("until") or (outcome.until and outcome.until.isoformat())
            if until:
                return Wait(until=datetime.fromisoformat(until), keep={"until": until})
        return Go(self.port, note="chosen")


def _kept(visit: Visit) -> datetime | None:
    until = visit.keep.get("until")
    return datetime.fromisoformat(until) if until else None


def _step(node: Node) -> StepLike:
    made: StepLike | None = _made(node)
    return made or Unfinished()


def _made(node: Node) -> Any:
    if node.config is None:
        return None
    try:
        return node.cls(node.config)
    except Exception:  # noqa: BLE001 - a draft may hold what no checked document does
        return None


def _exits(value: Any) -> Iterator[Exit]:
    for each in value if isinstance(value, list) else ():
        if (found := _read(each, Exit)) is not None:
            yield found


def _read(value: Any, shape: type[T]) -> T | None:
    try:
        return msgspec.convert(value, shape)
    except (msgspec.ValidationError, ValueError):
        return None
