"""API keys of the workspace."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from workspaces import access
from workspaces.actions.keys import create_key, revoke_key
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.models import ApiKey, KeyKind
from workspaces.permissions import Act, require


class Key(Output):
    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(KeyKind.choices)
    hint = serializers.CharField(help_text="How the key begins.")
    key = serializers.CharField(
        allow_null=True,
        help_text="The whole key: always for a write key, for a secret key only when it is made.",
    )
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewKey(Input):
    name = TextField(max_length=100)
    kind = serializers.ChoiceField(KeyKind.choices)


@extend_schema(parameters=[WORKSPACE], tags=["keys"])
class KeysView(ApiView):
    @extend_schema(operation_id="keys", parameters=PARAMETERS, responses=page_of(Key))
    def get(self, request: Request) -> Response:
        """Every key, revoked ones included, the oldest first."""
        mine = ApiKey.objects.filter(workspace=self.actor.workspace)
        return page(request, mine, ["id"], lambda rows: [_shown(row, row.text) for row in rows])

    @extend_schema(operation_id="key_create", request=NewKey, responses={201: Key})
    def post(self, request: Request) -> Response:
        """Make a key. A secret key is shown in this answer only."""
        require(self.actor, Act.MANAGE)
        return Response(_shown(*create_key(self.actor, **self.taken(NewKey))), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["keys"])
class KeyView(ApiView):
    @extend_schema(operation_id="key_revoke", responses=Key)
    def delete(self, request: Request, key_id: int) -> Response:
        """Revoke a key for good; it stays in the list with the moment it was revoked."""
        key = revoke_key(self.actor, access.key_of(self.actor, key_id, Act.MANAGE))
        return Response(_shown(key, key.text))


def _shown(row: ApiKey, text: str) -> Any:
    names = ("id", "name", "kind", "hint", "created_at", "last_used_at", "revoked_at")
    return Key({"key": text or None} | {name: getattr(row, name) for name in names}).data
