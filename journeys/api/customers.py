"""Customers: find them, and one with ids, profile, consent and runs."""

from typing import Any

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.delivery import reading
from journeys.api.access import customer_of
from journeys.api.runs import run_rows
from journeys.api.shapes import RunRow
from journeys.models import Customer, Identity, Run
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act

SEARCH = OpenApiParameter("search", description="Part of an id, the email, phone or name.")
SEARCHED = ("user_id", "anonymous_id", "profile__email", "profile__phone", "profile__name")
RUNS_SHOWN = 100


class CustomerRow(Output):
    id = serializers.UUIDField()
    user_id = serializers.CharField(allow_null=True)
    anonymous_id = serializers.CharField(allow_null=True)
    profile = serializers.DictField()
    zone = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField()


class ConsentShape(Output):
    channel = serializers.CharField()
    topic = serializers.CharField(allow_null=True)
    state = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    at = serializers.DateTimeField()


class CustomerDetail(CustomerRow):
    identities = serializers.ListField(
        child=serializers.CharField(), help_text="Every id that leads here: user:..., anon:..."
    )
    consent = ConsentShape(many=True)
    runs = RunRow(many=True)


@extend_schema(parameters=[WORKSPACE], tags=["customers"])
class CustomersView(ApiView):
    @extend_schema(
        operation_id="customers", parameters=[SEARCH, *PARAMETERS], responses=page_of(CustomerRow)
    )
    def get(self, request: Request) -> Response:
        """Customers, those seen last first."""
        rows = Customer.objects.filter(workspace_id=self.actor.workspace.id)
        if search := request.query_params.get("search", "").strip():
            wanted = Q()
            for field in SEARCHED:
                wanted |= Q(**{f"{field}__icontains": search})
            rows = rows.filter(wanted)
        return page(
            request, rows, ["-seen_at", "-id"], lambda found: CustomerRow(found, many=True).data
        )


@extend_schema(parameters=[WORKSPACE], tags=["customers"])
class CustomerView(ApiView):
    @extend_schema(operation_id="customer", responses=CustomerDetail)
    def get(self, request: Request, ref: str) -> Response:
        """One customer, by the customer's id, a userId or an anonymousId."""
        return Response(_shown(customer_of(self.actor, ref, Act.READ)))


def _shown(customer: Customer) -> Any:
    runs = Run.objects.filter(lane=customer.lane, customer_id=customer.id)
    latest = list(runs.order_by("-entered_at")[:RUNS_SHOWN])
    consent = [
        {"channel": row.channel, "topic": row.topic or None}
        | {"state": row.state, "source": row.source, "at": row.at}
        for row in reading.consent_now(customer.lane, customer.id)
    ]
    return dict(CustomerRow(customer).data) | {
        "identities": _identities(customer),
        "consent": ConsentShape(consent, many=True).data,
        "runs": run_rows(latest),
    }


def _identities(customer: Customer) -> list[str]:
    own = [f"user:{customer.user_id}"] if customer.user_id else []
    own += [f"anon:{customer.anonymous_id}"] if customer.anonymous_id else []
    merged = Identity.objects.filter(customer_lane=customer.lane, customer_id=customer.id)
    return [*own, *(row.key for row in merged.order_by("key") if row.key not in own)]
