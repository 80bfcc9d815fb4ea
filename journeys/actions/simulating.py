"""Walking a scripted customer through a draft. Nothing is stored or sent."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

import msgspec

from channels_app import registry
from channels_app.delivery.preview import look
from journeys.actions.checking import KINDS
from journeys.core.play import Message
from journeys.core.zones import zone_named
from journeys.simulation.drafts import bind_draft
from journeys.simulation.simulate import Script, ScriptError
from journeys.simulation.walk import walk
from workspaces.models import Workspace
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import invalid

LONGEST = 4.0
"""Seconds of walking and drawing; then the rest is left out."""
MOST_LOOKS = 60


def simulate_draft(
    actor: Actor, document: Mapping[str, Any], script: Mapping[str, Any]
) -> dict[str, Any]:
    """Every move, every message as the customer would see it, and how each run ended."""
    require(actor, Act.READ)
    workspace = actor.workspace
    given = msgspec.convert({**script, "zone": workspace.zone}, Script)
    program = bind_draft(
        document,
        KINDS,
        workspace_id=workspace.id,
        choices=dict(given.choices),
        render=registry.render,
    )
    until = monotonic() + LONGEST
    drawn = _Looks(workspace, document, until)
    try:
        walked = walk(program, given, drawn.look, lambda: monotonic() > until)
    except ScriptError as error:
        raise invalid(f"/script{error.path}", str(error)) from error
    found: dict[str, Any] = msgspec.to_builtins(walked)
    return found


class _Looks:
    """The messages of one walk, rendered as delivery would."""

    def __init__(self, workspace: Workspace, document: Mapping[str, Any], until: float) -> None:
        self.workspace, self.document, self.until = workspace, document, until
        self.count = 0

    def look(self, message: Message) -> dict[str, Any]:
        self.count += 1
        if self.count > MOST_LOOKS or monotonic() > self.until:
            return {"preview": None}
        profile, run = message.send.profile, message.run
        language = profile.get("language")
        zone = profile.get("timezone")
        seen = look(
            message.send.channel,
            self._content(message.send.step),
            {
                "customer": profile,
                "entry": run.entry.get("properties", {}),
                "run": run.vars,
                "workspace": {"name": self.workspace.name},
            },
            zone=str(zone) if zone_named(zone) else self.workspace.zone,
            language=language if isinstance(language, str) else self.workspace.language,
            now=message.at,
        )
        parts = {name: str(seen.parts.get(name, "")) for name in ("subject", "html", "text")}
        flaws = [flaw.message for flaw in seen.flaws if flaw.severity == "error"]
        return {"preview": parts | {"body": seen.parts, "missing": seen.missing, "flaws": flaws}}

    def _content(self, step: str) -> dict[str, Any]:
        steps = self.document.get("steps")
        node = steps.get(step) if isinstance(steps, Mapping) else None
        config = node.get("config") if isinstance(node, Mapping) else None
        return dict(config) if isinstance(config, Mapping) else {}
