"""Who may watch: a signed-in member of the workspace, in any role."""

from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from django.conf import settings

from channels_app.live.page import Who
from workspaces.access import actor_for
from workspaces.models import User
from workspaces.permissions import Act, require
from workspaces.refusals import Refusal


async def who_is(scope: Any) -> Who | None:
    """The person in the workspace that the address names, or None when they may not watch."""
    person = scope["user"]
    named = parse_qs(scope["query_string"].decode("latin-1")).get("workspace", [""])
    if not person.is_authenticated:
        return None
    key = scope["session"].session_key
    admitted: Who | None = await _admitted(key, person.pk, named[0])
    return admitted


@database_sync_to_async  # type: ignore[untyped-decorator]
def _admitted(key: str, person: int, slug: str) -> Who | None:
    """Asked of the database each time: who signed out or was removed is let go."""
    sessions = import_module(settings.SESSION_ENGINE).SessionStore()
    user = User.objects.filter(pk=person, is_active=True).first()
    if user is None or not sessions.exists(key):
        return None
    try:
        actor = actor_for(user, slug)
        require(actor, Act.READ)
    except Refusal:
        return None
    return Who(actor.workspace.id, user.pk, str(user), actor.role)
