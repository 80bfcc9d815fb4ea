"""Putting customers into a journey by a call."""

import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction

from journeys.actions.orders import raw, wake
from journeys.core.ids import derive
from journeys.core.items import Enrol
from journeys.engine import intake
from journeys.models import Journey, State
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, invalid


class Enrolled(NamedTuple):
    """One customer to enrol, with the data that becomes the entry event's properties."""

    user_id: str
    data: dict[str, Any]


def enrol(
    actor: Actor, journey: Journey, people: Sequence[Enrolled], trigger: str = "", key: str = ""
) -> int:
    """Accept the customers; the entry rule decides when each is handled, in the customer's order.

    With a `key` of the caller's own, the same call made twice enrols once.
    """
    require(actor, Act.RUN)
    trigger = _api_trigger(journey, trigger)
    call = derive("enrol-call", journey.id, key or secrets.token_hex(16))
    items = [_item(journey, trigger, person, derive(call, person.user_id)) for person in people]
    with transaction.atomic():
        wake(intake.append(raw(), actor.workspace.id, now(), items))
        record(actor, "enrolled into", "journey", journey.id, {"customers": len(items)})
    return len(items)


def _api_trigger(journey: Journey, asked: str) -> str:
    """The trigger of the kind `api` to enter by: the one asked for, else the only one."""
    if journey.state != State.LIVE or journey.live_version is None:
        raise Conflict(f"This journey is {journey.state}. Only a live journey takes customers.")
    triggers = journey.live_version.document.get("triggers", {})
    found = [name for name, node in triggers.items() if node.get("kind") == "api"]
    if asked and asked not in found:
        raise invalid(
            "/trigger", f"'{asked[:64]}' is not a trigger of this journey that takes calls."
        )
    if asked or len(found) == 1:
        return asked or found[0]
    if not found:
        raise invalid(
            "/trigger", "This journey has no trigger that takes calls. Add an API trigger."
        )
    raise invalid("/trigger", f"Say which trigger to enter by: {', '.join(sorted(found))}.")


def _item(journey: Journey, trigger: str, person: Enrolled, message_id: str) -> Enrol:
    return Enrol(
        journey_id=journey.id,
        trigger_id=trigger,
        message_id=message_id,
        user_id=person.user_id,
        data=person.data,
    )
