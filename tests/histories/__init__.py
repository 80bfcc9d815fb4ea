"""Recorded runs, kept as they happened: a change that moves anybody differently shows here.

A file holds a journey (a document, or `gallery` and a slug), the customer's script, and what came
of it. A bug in a run leaves its history here. `python -m tests.histories` records the files that
have no outcome yet, never those that have one.
"""

from pathlib import Path
from typing import Any

import msgspec

from journeys.core.bind import bind
from journeys.gallery import ready_made
from journeys.simulation.simulate import read_script, simulate
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

FOLDER = Path(__file__).parent


def replayed(history: dict[str, Any]) -> dict[str, Any]:
    """What the present code makes of a recorded history, as plain JSON values."""
    document = history.get("document") or ready_made()[history["gallery"]].document
    program = bind(document, STEPS, TRIGGERS, workspace_id=1, journey_id=1, version_id=1)
    script = read_script(msgspec.json.encode(history["customer"]))
    outcome = simulate(program, script)
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(outcome))
    return found
