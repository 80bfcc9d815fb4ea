"""Making and editing the draft of a journey."""

import copy
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from journeys.actions.orders import announce
from journeys.core.graph import FORMAT
from journeys.models import Journey, State
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, invalid

TRIES = 100
LONGEST_NAME = 200
EMPTY: dict[str, Any] = {
    "format": FORMAT,
    "name": "",
    "description": "",
    "entry": {"rule": "one_at_a_time"},
    "exits": [],
    "exit_on_unsubscribe": False,
    "triggers": {},
    "steps": {},
    "layout": {},
}


def create_journey(
    actor: Actor, name: str, document: dict[str, Any] | None = None, slug: str = ""
) -> Journey:
    """A draft, empty or a copy of the document; nothing runs until it is published."""
    require(actor, Act.RUN)
    draft = copy.deepcopy(EMPTY) | (document or {}) | {"name": name}
    with transaction.atomic():
        journey = _insert(actor, name, draft, slug or slugify(name)[:50].strip("-_") or "journey")
        record(actor, "created", "journey", journey.id, {"name": name})
    return journey


def save_draft(
    actor: Actor, journey: Journey, document: dict[str, Any], base_revision: int
) -> Journey:
    """Store the draft as it is, with or without problems, if it was made from the latest one."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = Journey.objects.select_for_update().get(id=journey.id)
        check_base(current, base_revision)
        if current.state == State.ARCHIVED:
            raise Conflict("This journey is archived. Make a copy to go on with it.")
        current.draft = document
        current.draft_revision += 1
        current.draft_saved_at = current.updated_at = now()
        name = document.get("name")
        if isinstance(name, str) and 0 < len(name.strip()) <= LONGEST_NAME:
            current.name = name.strip()
        current.save(
            update_fields=["draft", "draft_revision", "draft_saved_at", "updated_at", "name"]
        )
        announce(journey.workspace_id, [journey.id], _person(actor))
    return current


def rename_journey(actor: Actor, journey: Journey, name: str) -> Journey:
    """The name in lists and in the draft; the slug stays, for it is in addresses and commands."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = Journey.objects.select_for_update().get(id=journey.id)
        current.name = name
        current.draft = current.draft | {"name": name}
        current.draft_revision += 1
        current.draft_saved_at = current.updated_at = now()
        current.save()
        record(actor, "renamed", "journey", journey.id, {"from": journey.name, "to": name})
        announce(journey.workspace_id, [journey.id], _person(actor))
    return current


def delete_journey(actor: Actor, journey: Journey) -> None:
    """Only a journey that was never published; the others have a history and are archived."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = Journey.objects.select_for_update().get(id=journey.id)
        if current.versions.exists():
            raise Conflict("This journey has been published, so it has a history. Archive it.")
        record(actor, "deleted", "journey", journey.id, {"name": journey.name})
        announce(journey.workspace_id, [journey.id], _person(actor))
        current.delete()


def check_base(journey: Journey, base_revision: int) -> None:
    """Conflict, with the draft as it is now, when somebody saved since `base_revision`."""
    if journey.draft_revision == base_revision:
        return
    message = "Somebody else saved this journey meanwhile. Look at their draft, then save again."
    current = {"draft": journey.draft, "draft_revision": journey.draft_revision}
    raise Conflict(message, extra=current)


def _person(actor: Actor) -> int | None:
    return actor.user.pk if actor.user else None


def _insert(actor: Actor, name: str, draft: dict[str, Any], stem: str) -> Journey:
    if not stem.replace("-", "").replace("_", "").isalnum():
        raise invalid("/slug", "A slug has letters, digits and hyphens only.")
    for number in range(1, TRIES):
        slug = stem if number == 1 else f"{stem}-{number}"
        try:
            with transaction.atomic():
                return Journey.objects.create(
                    workspace=actor.workspace,
                    slug=slug,
                    name=name,
                    draft=draft,
                    created_by=actor.user,
                )
        except IntegrityError:
            continue
    raise Conflict(f"There are many journeys named {name} already. Choose another name.")
