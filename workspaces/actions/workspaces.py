"""Founding, changing and deleting a workspace."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django_q.tasks import async_task

from workspaces import keys
from workspaces.actions.keys import create_key
from workspaces.audit import record
from workspaces.clock import now
from workspaces.models import ApiKey, KeyKind, Membership, Role, User, Workspace
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict

FIELDS = ("name", "zone", "language", "sender_name", "sender_email")
TRIES = 50


def create_workspace(owner: User, fields: dict[str, Any], *, is_demo: bool = False) -> Workspace:
    """A workspace with its owner and a first write key, for the first event."""
    with transaction.atomic():
        workspace = _insert({name: fields[name] for name in FIELDS if name in fields}, is_demo)
        Membership.objects.create(workspace=workspace, user=owner, role=Role.OWNER)
        actor = Actor(workspace, Role.OWNER, user=owner)
        record(actor, "created", "workspace", workspace.id, {"name": workspace.name})
        create_key(actor, "First write key", KeyKind.WRITE)
    return workspace


def change_workspace(actor: Actor, fields: dict[str, Any]) -> Workspace:
    require(actor, Act.MANAGE)
    workspace = actor.workspace
    changed = [name for name in FIELDS if name in fields]
    with transaction.atomic():
        for name in changed:
            setattr(workspace, name, fields[name])
        workspace.save(update_fields=changed)
        record(
            actor, "changed", "workspace", workspace.id, {name: fields[name] for name in changed}
        )
    return workspace


def delete_workspace(actor: Actor) -> None:
    """Close the workspace at once; a job then removes everything of it (see deletion.py)."""
    require(actor, Act.MANAGE)
    with transaction.atomic():
        workspace = Workspace.objects.select_for_update().get(id=actor.workspace.id)
        if workspace.deleting_at:
            raise Conflict(f"{workspace.name} is being deleted already.")
        workspace.deleting_at = now()
        workspace.save(update_fields=["deleting_at"])
        ApiKey.objects.filter(workspace=workspace, revoked_at=None).update(revoked_at=now())
        record(actor, "deleting", "workspace", workspace.id, {"name": workspace.name})
        transaction.on_commit(lambda: _start_removal(workspace.id, actor.name))
    keys.forget()


def _start_removal(workspace_id: int, by: str) -> None:
    async_task("workspaces.deletion.remove_workspace", workspace_id, by)


def _insert(fields: dict[str, Any], is_demo: bool) -> Workspace:
    """With the first free slug made of the name; the database decides what is free."""
    stem = slugify(fields["name"])[:40].strip("-_").replace("_", "-") or "workspace"
    for number in range(1, TRIES):
        slug = stem if number == 1 else f"{stem}-{number}"
        try:
            with transaction.atomic():
                return Workspace.objects.create(slug=slug, is_demo=is_demo, **fields)
        except IntegrityError:
            continue
    raise Conflict(
        f"There are many workspaces named {fields['name']} already. Choose another name."
    )
