"""From a journey document to a program: decode the graph, upgrade and decode each config,
compile."""

from collections.abc import Mapping
from typing import Any

import msgspec

from journeys.core.contract import Render
from journeys.core.graph import Graph, StepNode, TriggerNode
from journeys.core.messages import listens
from journeys.core.program import Program


class BindError(ValueError):
    """The document cannot run: the message names the step and what is wrong with it."""


def bind(
    document: Mapping[str, Any],
    steps: Mapping[str, Any],
    triggers: Mapping[str, Any],
    *,
    workspace_id: int = 0,
    journey_id: int = 0,
    version_id: int = 0,
    slug: str = "",
    uses: Mapping[str, tuple[str, ...]] | None = None,
    render: Render | None = None,
) -> Program:
    """Bind a checked document to the step and trigger types by kind. `uses` gives, per message
    step, the paths that its template reads; `render` renders the Liquid of values.

    Raises BindError for a document that `validate` would have refused.
    """
    try:
        graph = msgspec.convert(document, Graph)
    except msgspec.ValidationError as error:
        raise BindError(f"The journey cannot be read: {error}.") from error
    return Program(
        graph,
        {name: _make(name, node, steps) for name, node in graph.steps.items()},
        {name: _make(name, node, triggers) for name, node in graph.triggers.items()},
        workspace_id=workspace_id,
        journey_id=journey_id,
        version_id=version_id,
        slug=slug,
        uses=uses,
        render=render,
        listens=listens(document),
    )


def _make(name: str, node: StepNode | TriggerNode, kinds: Mapping[str, Any]) -> Any:
    kind = kinds.get(node.kind)
    if kind is None:
        raise BindError(f"{name}: there is no step or trigger of the kind {node.kind!r}.")
    config = dict(node.config)
    for version in range(node.version, kind.VERSION):
        config = kind.UPGRADES[version](config)
    try:
        return kind(msgspec.convert(config, kind.Config))
    except (msgspec.ValidationError, ValueError) as error:
        raise BindError(f"{name}: {error}.") from error
