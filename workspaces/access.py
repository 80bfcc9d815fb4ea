"""The one way to a row that somebody asked for: it checks the workspace and the role.

What belongs to another workspace is not found, as if it did not exist.
"""

from django.db.models import QuerySet

from workspaces.models import ApiKey, Invitation, Membership, User, Workspace
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import NotFound


def actor_for(user: User, slug: str) -> Actor:
    """The user as a member of the workspace."""
    member = _memberships(user).filter(workspace__slug=slug).first()
    if member is None:
        raise NotFound(
            f"There is no workspace '{slug[:50]}' that you belong to. Check the address."
        )
    return Actor(member.workspace, member.role, user=user)


def workspaces_of(user: User) -> list[Membership]:
    """What the user belongs to, by name; those being deleted are left out."""
    return list(_memberships(user).order_by("workspace__name", "workspace_id"))


def deleting_of(user: User) -> list[Workspace]:
    """The user's workspaces whose deletion is under way."""
    mine = Workspace.objects.filter(memberships__user=user, deleting_at__isnull=False)
    return list(mine.order_by("name"))


def key_of(actor: Actor, key_id: int, act: Act) -> ApiKey:
    require(actor, act)
    found = ApiKey.objects.filter(workspace=actor.workspace, id=key_id).first()
    if found is None:
        raise NotFound(f"There is no key {key_id} in this workspace.")
    return found


def member_of(actor: Actor, member_id: int, act: Act) -> Membership:
    require(actor, act)
    mine = Membership.objects.filter(workspace=actor.workspace)
    found = mine.select_related("user").filter(id=member_id).first()
    if found is None:
        raise NotFound(f"There is no member {member_id} in this workspace.")
    return found


def invitation_of(actor: Actor, invitation_id: int, act: Act) -> Invitation:
    require(actor, act)
    found = Invitation.objects.filter(workspace=actor.workspace, id=invitation_id).first()
    if found is None:
        raise NotFound(f"There is no invitation {invitation_id} in this workspace.")
    return found


def _memberships(user: User) -> "QuerySet[Membership]":
    mine = Membership.objects.filter(user=user, workspace__deleting_at__isnull=True)
    return mine.select_related("workspace")
