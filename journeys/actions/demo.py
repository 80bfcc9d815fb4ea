"""The demo: a workspace of its own, in which a real shop's recorded events flow through
journeys."""

import copy
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from journeys.actions.documents import create_journey
from journeys.actions.lifecycle import publish
from journeys.actions.orders import raw
from journeys.core.items import IDENTIFY, Event
from journeys.engine import intake
from journeys.gallery import ready_made
from journeys.models import Journey
from workspaces.actions.workspaces import create_workspace
from workspaces.clock import now
from workspaces.models import User, Workspace
from workspaces.permissions import Actor, by_sojourn

NAME = "Demo shop"
ZONE = "Europe/Berlin"
SPEED = 60
"""Recorded hours pass in minutes; so the demo's waits are minutes, too."""


def found_demo(owner: User, known: Mapping[str, dict[str, Any]]) -> Workspace:
    """The workspace with its journeys published; `known`: user id -> traits of old customers."""
    fields = {
        "name": NAME,
        "zone": ZONE,
        "language": "en",
        "sender_name": NAME,
        "sender_email": "hello@demo-shop.example",
    }
    with transaction.atomic():
        workspace = create_workspace(owner, fields, is_demo=True)
        actor = by_sojourn(workspace)
        at = now()
        _identify(workspace, known, at)
        for slug, document in documents(at).items():
            publish(actor, _draft(actor, slug, document), "Made for the demo")
    return workspace


def _draft(actor: Actor, slug: str, document: dict[str, Any]) -> Journey:
    return create_journey(actor, document["name"], document, slug=slug)


def documents(at: datetime) -> dict[str, dict[str, Any]]:
    """The gallery's journeys as the demo runs them: what takes hours there takes minutes here."""
    found = {slug: copy.deepcopy(ready_made()[slug].document) for slug in (
        "abandoned-cart", "welcome", "birthday", "monthly-reminder")}  # fmt: skip
    for slug, change in (
        ("abandoned-cart", _cart),
        ("welcome", _welcome),
        ("birthday", lambda document: _birthday(document, at)),
        ("monthly-reminder", _reminder),
    ):
        change(found[slug])
    return found


def _cart(document: dict[str, Any]) -> None:
    document["description"] = (
        f"The shop's recorded events are replayed {SPEED} times faster, so this copy of the "
        "gallery's journey waits a minute where that one waits an hour."
    )
    steps = document["steps"]
    steps["wait_an_hour"]["name"] = "A minute (an hour) for a purchase"
    steps["wait_an_hour"]["config"]["timeout"] = "PT1M"
    steps["wait_a_day"]["name"] = "24 minutes (a day) for a purchase"
    steps["wait_a_day"]["config"]["timeout"] = "PT24M"


def _welcome(document: dict[str, Any]) -> None:
    document["description"] = "Greets a new customer at once; three days are three minutes here."
    document["steps"]["three_days"]["name"] = "Three minutes (three days)"
    document["steps"]["three_days"]["config"]["duration"] = "PT3M"


def _birthday(document: dict[str, Any], at: datetime) -> None:
    soon = (at + timedelta(minutes=2)).astimezone(ZoneInfo(ZONE))
    if soon.date() == at.astimezone(ZoneInfo(ZONE)).date():
        document["triggers"]["birthday"]["config"]["at"] = f"{soon:%H:%M}"
        document["description"] = "Set to go out two minutes after the demo was made, each day."


def _reminder(document: dict[str, Any]) -> None:
    document["name"] = "Reminder every ten minutes"
    document["description"] = "The gallery's monthly reminder, every ten minutes, to Riga alone."
    config = document["triggers"]["monthly"]["config"]
    document["triggers"]["monthly"]["name"] = "Every ten minutes"
    config["cron"] = "*/10 * * * *"
    config["condition"] = {"profile": "city", "type": "text", "op": "is", "value": "Riga"}


def _identify(workspace: Workspace, known: Mapping[str, dict[str, Any]], at: datetime) -> None:
    events = [
        Event(
            kind="identify", name=IDENTIFY, message_id=f"demo-{user_id}", timestamp=at,
            user_id=user_id, properties=traits,
        )
        for user_id, traits in known.items()
    ]  # fmt: skip
    lanes = intake.append(raw(), workspace.pk, at, events)
    intake.wake(raw(), lanes)
