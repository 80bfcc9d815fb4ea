"""The person who is signed in."""

from typing import Any

from django.middleware.csrf import get_token
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from workspaces import access
from workspaces.actions.people import change_me
from workspaces.api.fields import Input, Output, TextField, ZoneField
from workspaces.api.views import ApiView
from workspaces.languages import LANGUAGES
from workspaces.models import Membership, Role, User, Workspace


class Person(Output):
    email = serializers.EmailField()
    name = serializers.CharField()
    language = serializers.ChoiceField(LANGUAGES)
    zone = serializers.CharField()


class MyWorkspace(Output):
    slug = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    zone = serializers.CharField()
    language = serializers.ChoiceField(LANGUAGES)
    is_demo = serializers.BooleanField()


class Removal(Output):
    rows = serializers.IntegerField(help_text="Removed so far.")
    part = serializers.CharField(allow_blank=True, help_text="What is being removed now.")


class GoingWorkspace(Output):
    slug = serializers.CharField()
    name = serializers.CharField()
    since = serializers.DateTimeField()
    removed = Removal()


class Me(Output):
    user = Person()
    workspaces = MyWorkspace(many=True)
    deleting = GoingWorkspace(many=True)


class MeChange(Input):
    name = TextField(max_length=150, required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False)
    zone = ZoneField(max_length=64, allow_blank=True, required=False)


class MeView(ApiView):
    @extend_schema(operation_id="me", responses=Me, tags=["people"])
    def get(self, request: Request) -> Response:
        """Who I am, and the workspaces I belong to. Also sets the cookie `csrftoken`."""
        get_token(request._request)  # noqa: SLF001 - Django's request is where the cookie is set
        return Response(_shown(self.user))

    @extend_schema(operation_id="me_change", request=MeChange, responses=Me, tags=["people"])
    def patch(self, request: Request) -> Response:
        """Change my own name, language or zone."""
        change_me(self.user, self.taken(MeChange))
        return Response(_shown(self.user))


def _shown(user: User) -> Any:
    value = {
        "user": user,
        "workspaces": [_belonging(member) for member in access.workspaces_of(user)],
        "deleting": [_going(workspace) for workspace in access.deleting_of(user)],
    }
    return Me(value).data


def _belonging(member: Membership) -> dict[str, Any]:
    workspace = member.workspace
    names = ("slug", "name", "zone", "language", "is_demo")
    return {"role": member.role} | {name: getattr(workspace, name) for name in names}


def _going(workspace: Workspace) -> dict[str, Any]:
    return {
        "slug": workspace.slug,
        "name": workspace.name,
        "since": workspace.deleting_at,
        "removed": {"rows": 0, "part": ""} | workspace.deleting,
    }
