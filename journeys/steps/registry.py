"""Every step type, written out by hand, in the order of the palette."""

from collections.abc import Mapping
from typing import Any

from journeys.steps.base import Step
from journeys.steps.branch import Branch
from journeys.steps.emit_event import EmitEvent
from journeys.steps.exit import Exit
from journeys.steps.goal import Goal
from journeys.steps.send_cascade import SendCascade
from journeys.steps.send_message import SendMessage
from journeys.steps.split import Split
from journeys.steps.update_profile import UpdateProfileStep
from journeys.steps.wait import WaitStep
from journeys.steps.wait_for import WaitFor
from journeys.steps.wait_until import WaitUntil

STEPS: Mapping[str, type[Step[Any]]] = {
    "wait": WaitStep,
    "wait_until": WaitUntil,
    "wait_for": WaitFor,
    "branch": Branch,
    "split": Split,
    "send_message": SendMessage,
    "send_cascade": SendCascade,
    "update_profile": UpdateProfileStep,
    "emit_event": EmitEvent,
    "goal": Goal,
    "exit": Exit,
}
