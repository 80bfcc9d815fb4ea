"""Events as they were accepted, and the names and attributes seen so far."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.api.access import customer_of, event_of
from journeys.api.names import Names, user_ids
from journeys.models import Attribute, Event, EventName
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act

FILTERS = [
    OpenApiParameter("name", description="Only events of this name."),
    OpenApiParameter("customer", description="Only of this customer: an id or a userId."),
]


class EventRow(Output):
    id = serializers.UUIDField()
    at = serializers.DateTimeField(help_text="When it was accepted.")
    ts = serializers.DateTimeField(help_text="When it happened.")
    name = serializers.CharField()
    kind = serializers.CharField()
    customer_id = serializers.UUIDField()
    user_id = serializers.CharField(allow_null=True)
    message_id = serializers.CharField()
    properties = serializers.DictField()
    historical = serializers.BooleanField()
    matched = serializers.ListField(
        child=serializers.DictField(), help_text="What it did in which journey."
    )


class AttributeSeen(Output):
    name = serializers.CharField()
    type = serializers.CharField()
    examples = serializers.ListField()


class EventSeen(Output):
    name = serializers.CharField()
    last_at = serializers.DateTimeField()
    properties = serializers.DictField(help_text="Per property: its type and examples seen.")


@extend_schema(parameters=[WORKSPACE], tags=["events"])
class EventsView(ApiView):
    @extend_schema(
        operation_id="events", parameters=[*FILTERS, *PARAMETERS], responses=page_of(EventRow)
    )
    def get(self, request: Request) -> Response:
        """Events, the latest accepted first."""
        rows = Event.objects.filter(workspace_id=self.actor.workspace.id)
        if ref := request.query_params.get("customer", ""):
            customer = customer_of(self.actor, ref, Act.READ)
            rows = rows.filter(lane=customer.lane, customer_id=customer.id)
        if name := request.query_params.get("name", ""):
            rows = rows.filter(name=name)
        return page(request, rows, ["-at", "-id"], event_rows)


@extend_schema(parameters=[WORKSPACE], tags=["events"])
class EventView(ApiView):
    @extend_schema(operation_id="event", responses=EventRow)
    def get(self, request: Request, event_id: UUID) -> Response:
        """One event, and what it did."""
        return Response(event_rows([event_of(self.actor, event_id, Act.READ)])[0])


@extend_schema(parameters=[WORKSPACE], tags=["events"])
class AttributesView(ApiView):
    @extend_schema(
        operation_id="schema_attributes",
        parameters=PARAMETERS,
        responses=page_of(AttributeSeen),
    )
    def get(self, request: Request) -> Response:
        """Profile attributes seen, with type and examples."""
        rows = Attribute.objects.filter(workspace_id=self.actor.workspace.id)
        return page(request, rows, ["name"], lambda found: AttributeSeen(found, many=True).data)


@extend_schema(parameters=[WORKSPACE], tags=["events"])
class EventNamesView(ApiView):
    @extend_schema(
        operation_id="schema_events", parameters=PARAMETERS, responses=page_of(EventSeen)
    )
    def get(self, request: Request) -> Response:
        """Event names seen, with their properties."""
        rows = EventName.objects.filter(workspace_id=self.actor.workspace.id)
        return page(request, rows, ["name"], lambda found: EventSeen(found, many=True).data)


def event_rows(events: list[Event]) -> Any:
    """Events as lists and the live stream show them."""
    if not events:
        return []
    users = user_ids(event.customer_id for event in events)
    names = Names(events[0].workspace_id)
    plain = ("id", "at", "ts", "name", "kind", "customer_id", "message_id", "properties")
    rows = [
        {name: getattr(event, name) for name in (*plain, "historical")}
        | {"user_id": users.get(event.customer_id)}
        | {
            "matched": [
                match | names.journey(match.get("journey_id")) for match in event.matched or []
            ]
        }
        for event in events
    ]
    return EventRow(rows, many=True).data
