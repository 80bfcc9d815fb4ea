"""Who belongs to the workspace, and who is invited."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from workspaces import access
from workspaces.actions.invitations import invite, link, revoke_invitation
from workspaces.actions.members import change_role, remove_member
from workspaces.api.fields import Input, Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.models import Invitation, Membership, Role
from workspaces.permissions import Act, Actor, allowed, require

STATES = ("open", "accepted", "revoked", "expired")


class Member(Output):
    id = serializers.IntegerField()
    email = serializers.EmailField(source="user.email")
    name = serializers.CharField(source="user.name")
    role = serializers.ChoiceField(Role.choices)
    since = serializers.DateTimeField(source="created_at")
    last_sign_in = serializers.DateTimeField(source="user.last_login", allow_null=True)


class MemberChange(Input):
    role = serializers.ChoiceField(Role.choices)


class InvitationItem(Output):
    id = serializers.IntegerField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(Role.choices)
    state = serializers.ChoiceField(STATES)
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    link = serializers.CharField(
        allow_null=True, help_text="To hand over by other means; shown to owners while it is open."
    )


class NewInvitation(Input):
    email = serializers.EmailField()
    role = serializers.ChoiceField(Role.choices)


@extend_schema(parameters=[WORKSPACE], tags=["people"])
class MembersView(ApiView):
    @extend_schema(operation_id="members", parameters=PARAMETERS, responses=page_of(Member))
    def get(self, request: Request) -> Response:
        """The people of this workspace."""
        mine = Membership.objects.filter(workspace=self.actor.workspace).select_related("user")
        return page(request, mine, ["id"], lambda rows: Member(rows, many=True).data)


@extend_schema(parameters=[WORKSPACE], tags=["people"])
class MemberView(ApiView):
    @extend_schema(operation_id="member_change", request=MemberChange, responses=Member)
    def patch(self, request: Request, member_id: int) -> Response:
        """Give a member another role."""
        member = access.member_of(self.actor, member_id, Act.MANAGE)
        return Response(Member(change_role(self.actor, member, **self.taken(MemberChange))).data)

    @extend_schema(operation_id="member_remove", responses={204: None})
    def delete(self, request: Request, member_id: int) -> Response:
        """Remove a member, or leave."""
        remove_member(self.actor, access.member_of(self.actor, member_id, Act.READ))
        return Response(status=204)


@extend_schema(parameters=[WORKSPACE], tags=["people"])
class InvitationsView(ApiView):
    @extend_schema(
        operation_id="invitations", parameters=PARAMETERS, responses=page_of(InvitationItem)
    )
    def get(self, request: Request) -> Response:
        """Invitations, the newest first."""
        mine = Invitation.objects.filter(workspace=self.actor.workspace)
        return page(request, mine, ["-id"], lambda rows: [_shown(self.actor, row) for row in rows])

    @extend_schema(operation_id="invite", request=NewInvitation, responses={201: InvitationItem})
    def post(self, request: Request) -> Response:
        """Invite somebody by mail."""
        require(self.actor, Act.MANAGE)
        invitation = invite(self.actor, **self.taken(NewInvitation))
        return Response(_shown(self.actor, invitation), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["people"])
class InvitationView(ApiView):
    @extend_schema(operation_id="invitation_revoke", responses={204: None})
    def delete(self, request: Request, invitation_id: int) -> Response:
        """Withdraw an invitation; its link stops working."""
        found = access.invitation_of(self.actor, invitation_id, Act.MANAGE)
        revoke_invitation(self.actor, found)
        return Response(status=204)


def _shown(actor: Actor, row: Invitation) -> Any:
    names = ("id", "email", "role", "state", "created_at", "expires_at")
    shows = row.state == "open" and allowed(actor, Act.MANAGE)
    values = {name: getattr(row, name) for name in names}
    return InvitationItem(values | {"link": link(row) if shows else None}).data
