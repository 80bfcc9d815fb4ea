"""Addresses that nothing is sent to: why, since when, and letting one in again."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.consent.suppressing import lift, suppress
from channels_app.models import Suppression
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, require

REASONS = ("refused", "bounced", "complained", "by_hand")
FILTERS = [
    OpenApiParameter("search", description="Part of the address."),
    OpenApiParameter("reason", enum=REASONS),
]


class SuppressionRow(Output):
    channel = serializers.CharField()
    address = serializers.CharField()
    reason = serializers.CharField(help_text="refused, bounced, complained or by_hand")
    detail = serializers.CharField(allow_blank=True, help_text="What the provider or person said.")
    at = serializers.DateTimeField()


class NewSuppression(Input):
    channel = TextField(max_length=20, default="email")
    address = TextField(max_length=320)
    note = TextField(max_length=500, allow_blank=True, default="")


class Lifting(Input):
    channel = TextField(max_length=20, default="email")
    address = TextField(max_length=320)
    reason = TextField(max_length=500, help_text="Why mail is welcome there again; kept for good.")


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class SuppressionsView(ApiView):
    @extend_schema(
        operation_id="suppressions",
        parameters=[*FILTERS, *PARAMETERS],
        responses=page_of(SuppressionRow),
    )
    def get(self, request: Request) -> Response:
        """Suppressed addresses, the latest first."""
        rows = Suppression.objects.filter(workspace_id=self.actor.workspace.id)
        if search := request.query_params.get("search", ""):
            rows = rows.filter(address__icontains=search)
        if reason := request.query_params.get("reason", ""):
            rows = rows.filter(reason=reason)
        order = ["-at", "channel", "address"]
        return page(request, rows, order, lambda found: SuppressionRow(found, many=True).data)

    @extend_schema(operation_id="suppress", request=NewSuppression, responses={201: SuppressionRow})
    def post(self, request: Request) -> Response:
        """Bar an address by hand; not even transactional messages go there."""
        require(self.actor, Act.RUN)
        row = suppress(self.actor, **self.taken(NewSuppression))
        return Response(SuppressionRow(row).data, status=201)


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class LiftView(ApiView):
    @extend_schema(operation_id="suppression_lift", request=Lifting, responses={204: None})
    def post(self, request: Request) -> Response:
        """Let messages go to an address again, with the reason for it."""
        require(self.actor, Act.RUN)
        lift(self.actor, **self.taken(Lifting))
        return Response(status=204)
