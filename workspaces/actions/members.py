"""Changing a member's role and ending a membership; a workspace always keeps an owner."""

from django.db import transaction

from workspaces.audit import record
from workspaces.models import Membership, Role, Workspace
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict


def change_role(actor: Actor, member: Membership, role: str) -> Membership:
    require(actor, Act.MANAGE)
    with transaction.atomic():
        if role != Role.OWNER:
            _keep_an_owner(member)
        detail = {"email": member.user.email, "from": member.role, "to": role}
        member.role = role
        member.save(update_fields=["role"])
        record(actor, "changed role of", "member", member.id, detail)
    return member


def remove_member(actor: Actor, member: Membership) -> None:
    """An owner removes anyone; everyone may leave."""
    if actor.user is None or member.user_id != actor.user.id:
        require(actor, Act.MANAGE)
    with transaction.atomic():
        _keep_an_owner(member)
        record(actor, "removed", "member", member.id, {"email": member.user.email})
        member.delete()


def _keep_an_owner(member: Membership) -> None:
    """Locks the workspace, so that two owners cannot both leave at once."""
    Workspace.objects.select_for_update().get(id=member.workspace_id)
    others = Membership.objects.filter(workspace_id=member.workspace_id, role=Role.OWNER)
    if member.role == Role.OWNER and not others.exclude(id=member.id).exists():
        who = member.user.email
        raise Conflict(f"{who} is the only owner here. Make somebody else an owner first.")
