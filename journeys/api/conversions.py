"""What messages brought: purchases and revenue, by journey and step."""

from datetime import timedelta

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.delivery.purchases import attribution_of
from journeys.api.access import journey_of
from journeys.api.periods import instant
from journeys.engine.attribution import conversions
from journeys.models import Journey
from workspaces.api.fields import Output
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act
from workspaces.refusals import invalid

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
PARAMETERS = [
    OpenApiParameter("journey", description="Only of this one, by its id or slug."),
    OpenApiParameter("from", OpenApiTypes.DATETIME, description="Else 30 days before `to`."),
    OpenApiParameter("to", OpenApiTypes.DATETIME, description="Else now."),
]


class ConversionRow(Output):
    journey_id = serializers.IntegerField()
    journey = serializers.CharField(help_text="Its slug.")
    step = serializers.CharField(allow_blank=True)
    channel = serializers.CharField()
    currency = serializers.CharField(allow_blank=True)
    conversions = serializers.IntegerField()
    customers = serializers.IntegerField()
    revenue = serializers.DecimalField(max_digits=None, decimal_places=2, coerce_to_string=False)


class Conversions(Output):
    by = serializers.ChoiceField(("click", "window"), help_text="The workspace's rule.")
    days = serializers.IntegerField()
    events = serializers.ListField(child=serializers.CharField())
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    results = ConversionRow(many=True)


@extend_schema(parameters=[WORKSPACE], tags=["tracking"])
class ConversionsView(ApiView):
    @extend_schema(operation_id="conversions", parameters=PARAMETERS, responses=Conversions)
    def get(self, request: Request) -> Response:
        """Purchases put down to messages, by the workspace's rule (see `tracking`)."""
        given = request.query_params
        until = instant("to", given.get("to", "")) or now()
        since = instant("from", given.get("from", "")) or until - USUAL
        if since > until or until - since > LONGEST:
            raise invalid("/from", "from must lie before to, by a year at most.")
        ref = given.get("journey", "")
        journey = journey_of(self.actor, ref, Act.READ) if ref else None
        workspace_id = self.actor.workspace.id
        rule = attribution_of(workspace_id)
        rows = conversions(workspace_id, rule, since, until, journey.id if journey else None)
        mine = Journey.objects.filter(workspace_id=workspace_id)
        slugs = dict(mine.values_list("id", "slug"))
        value = {
            "by": rule.by,
            "days": rule.days,
            "events": rule.events,
            "since": since,
            "until": until,
            "results": [row | {"journey": slugs.get(row["journey_id"], "")} for row in rows],
        }
        return Response(Conversions(value).data)
