"""Founding a workspace; reading, changing and deleting the current one."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from workspaces import access
from workspaces.actions.workspaces import change_workspace, create_workspace, delete_workspace
from workspaces.api.fields import Input, Output, TextField, ZoneField
from workspaces.api.me import MyWorkspace, Removal
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.languages import LANGUAGES
from workspaces.models import Role
from workspaces.permissions import Actor


class NewWorkspace(Input):
    name = TextField(max_length=100)
    zone = ZoneField(max_length=64)
    language = serializers.ChoiceField(LANGUAGES, default="en")
    sender_name = TextField(max_length=100, allow_blank=True, default="")
    sender_email = serializers.EmailField(allow_blank=True, default="")


class WorkspaceChange(Input):
    name = TextField(max_length=100, required=False)
    zone = ZoneField(max_length=64, required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False)
    sender_name = TextField(max_length=100, allow_blank=True, required=False)
    sender_email = serializers.EmailField(allow_blank=True, required=False)


class WorkspaceDetail(Output):
    slug = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    zone = serializers.CharField()
    language = serializers.ChoiceField(LANGUAGES)
    sender_name = serializers.CharField(allow_blank=True)
    sender_email = serializers.CharField(allow_blank=True)
    is_demo = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class WorkspacesView(ApiView):
    @extend_schema(operation_id="workspaces", responses=MyWorkspace(many=True), tags=["workspace"])
    def get(self, request: Request) -> Response:
        """The workspaces that I belong to."""
        mine = access.workspaces_of(self.user)
        return Response([_shown(Actor(each.workspace, each.role)) for each in mine])

    @extend_schema(
        operation_id="workspace_create",
        request=NewWorkspace,
        responses={201: WorkspaceDetail},
        tags=["workspace"],
    )
    def post(self, request: Request) -> Response:
        """Found a workspace; the caller becomes its owner. It gets a first write key."""
        workspace = create_workspace(self.user, self.taken(NewWorkspace))
        return Response(_shown(Actor(workspace, Role.OWNER)), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["workspace"])
class WorkspaceView(ApiView):
    @extend_schema(operation_id="workspace", responses=WorkspaceDetail)
    def get(self, request: Request) -> Response:
        """The current workspace."""
        return Response(_shown(self.actor))

    @extend_schema(
        operation_id="workspace_change", request=WorkspaceChange, responses=WorkspaceDetail
    )
    def patch(self, request: Request) -> Response:
        """Change its name, zone, language or sender."""
        change_workspace(self.actor, self.taken(WorkspaceChange))
        return Response(_shown(self.actor))

    @extend_schema(operation_id="workspace_delete", responses={202: Removal})
    def delete(self, request: Request) -> Response:
        """Close it now and remove everything of it; GET /me shows how far that is."""
        delete_workspace(self.actor)
        return Response({"rows": 0, "part": ""}, status=202)


def _shown(actor: Actor) -> Any:
    workspace = actor.workspace
    names = ("slug", "name", "zone", "language", "sender_name", "sender_email", "is_demo")
    values = {name: getattr(workspace, name) for name in (*names, "created_at")}
    return WorkspaceDetail({"role": actor.role} | values).data
