"""Journeys out of a workspace as documents, and into it again."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction

from journeys.actions.documents import create_journey, save_draft
from journeys.actions.lifecycle import publish
from journeys.models import Journey, Version
from workspaces.permissions import Act, Actor, require


class Taken(NamedTuple):
    """What became of one document."""

    journey: Journey
    what: str
    """created, updated or unchanged."""
    published: Version | None = None


def take_in(
    actor: Actor, documents: Mapping[str, dict[str, Any]], live: bool = False, note: str = ""
) -> list[Taken]:
    """Create the journeys, or update the drafts, of these slugs; all of them or none.

    With `live` each is published too, where that changes anything.
    """
    require(actor, Act.RUN)
    with transaction.atomic():
        return [_one(actor, slug, each, live, note) for slug, each in documents.items()]


def _one(actor: Actor, slug: str, document: dict[str, Any], live: bool, note: str) -> Taken:
    journey = Journey.objects.filter(workspace=actor.workspace, slug=slug).first()
    what = "unchanged"
    if journey is None:
        name = document.get("name")
        title = name.strip()[:200] if isinstance(name, str) and name.strip() else slug
        journey, what = create_journey(actor, title, document, slug=slug), "created"
    if journey.draft != document:  # also where a new draft was given what the document leaves out
        journey = save_draft(actor, journey, document, journey.draft_revision)
        what = what if what == "created" else "updated"
    current = journey.live_version
    if live and (current is None or current.document != journey.draft):
        return Taken(journey, what, publish(actor, journey, note))
    return Taken(journey, what)
