"""Sending a step's message to oneself, to see it as a customer would."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from channels_app import registry
from channels_app.contracts import OutboxMessage
from channels_app.delivery import outbox
from journeys.actions.orders import raw
from journeys.core.draft import current_config
from journeys.core.ids import customer_id, derive, lane_of
from journeys.core.state import Status
from journeys.models import Customer, Journey, Run
from journeys.steps.registry import STEPS
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Unpublishable, invalid


def send_test(
    actor: Actor,
    journey: Journey,
    step: str,
    to: str,
    document: Mapping[str, Any],
    customer: Customer | None = None,
) -> str:
    """Send the step of the document to this address now; the message's id.

    With a customer, the template sees that profile and what last started a run of this journey.
    It goes out as transactional, for the person who tests has asked for it.
    """
    require(actor, Act.RUN)
    config = _config(document, step)
    channel = str(config.get("channel", "email"))
    flaws = [
        flaw
        for flaw in registry.check_content(channel, config, "transactional")
        if flaw.severity == "error"
    ]
    if flaws:
        path = f"/steps/{step}/config"
        problems = [{"path": path, "code": f.code, "message": f.message} for f in flaws]
        raise Unpublishable(f"The message cannot be sent yet: {flaws[0].message}", problems)
    message = _message(actor, journey, step, to, config, channel, customer)
    with transaction.atomic():
        outbox.append(raw(), [message], now())
        outbox.announce(raw())
        record(actor, "tested", "journey", journey.id, {"step": step, "to": to})
    return message.id


def _config(document: Mapping[str, Any], step: str) -> dict[str, Any]:
    steps = document.get("steps")
    node = steps.get(step) if isinstance(steps, Mapping) else None
    config = node.get("config") if isinstance(node, Mapping) else None
    if not isinstance(config, dict) or not isinstance(node, Mapping):
        raise invalid("/step", f"The document has no step '{step[:64]}' with settings.")
    if node.get("kind") != "send_message":
        raise invalid("/step", f"The step '{step[:64]}' sends no message.")
    return current_config(STEPS["send_message"], node) or config


def _message(
    actor: Actor,
    journey: Journey,
    step: str,
    to: str,
    config: dict[str, Any],
    channel: str,
    customer: Customer | None,
) -> OutboxMessage:
    workspace = actor.workspace
    owner = str(customer.id) if customer else customer_id(workspace.id, f"test:{to}")
    profile: dict[str, Any] = customer.profile if customer else {"email": to}
    return OutboxMessage(
        lane=lane_of(owner),
        id=f"test:{derive('test', journey.id, step, secrets.token_hex(16))}",
        workspace_id=workspace.id,
        customer_id=owner,
        channel=channel,
        recipient=to,
        due_at=now(),
        kind="transactional",
        zone=(customer.zone if customer else None) or workspace.zone,
        language=(customer.language if customer else None) or workspace.language,
        content=config,
        context={"customer": profile, "entry": _latest_entry(journey, customer), "run": {}},
    )


def _latest_entry(journey: Journey, customer: Customer | None) -> dict[str, Any]:
    """Properties of an event that started a run: the customer's last, else of anybody under way."""
    runs = Run.objects.filter(journey_id=journey.id, workspace_id=journey.workspace_id)
    if customer is not None:
        mine = runs.filter(lane=customer.lane, customer_id=customer.id)
        run = mine.order_by("-entered_at").first()
    else:
        run = next(iter(runs.filter(status=Status.ACTIVE)[:1]), None)
    found: dict[str, Any] = run.entry.get("properties", {}) if run else {}
    return found
