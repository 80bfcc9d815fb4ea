"""The audit: who did what, when, to what."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.models import AuditEntry


class AuditRow(Output):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    actor = serializers.CharField(help_text="The person's address, or the key's beginning.")
    verb = serializers.CharField()
    object_kind = serializers.CharField()
    object_id = serializers.CharField()
    detail = serializers.DictField()


@extend_schema(parameters=[WORKSPACE], tags=["workspace"])
class AuditView(ApiView):
    @extend_schema(operation_id="audit", parameters=PARAMETERS, responses=page_of(AuditRow))
    def get(self, request: Request) -> Response:
        """Who did what in this workspace, the latest first."""
        mine = AuditEntry.objects.filter(workspace=self.actor.workspace)
        return page(request, mine, ["-at", "-id"], lambda rows: AuditRow(rows, many=True).data)
