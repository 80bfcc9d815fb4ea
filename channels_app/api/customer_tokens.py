"""Signed tokens of customers, for the shop's own server to hand to its pages."""

from datetime import timedelta

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.devices import customers
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act, require


class TokenWanted(Input):
    user_id = TextField(max_length=255, help_text="The customer's id, as your events give it.")
    seconds = serializers.IntegerField(
        min_value=int(customers.SHORTEST.total_seconds()),
        max_value=int(customers.LONGEST.total_seconds()),
        default=3600,
        help_text="For how long it opens the inbox.",
    )


class CustomerToken(Output):
    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


@extend_schema(parameters=[WORKSPACE], tags=["customers"])
class CustomerTokenView(ApiView):
    @extend_schema(
        operation_id="customer_token", request=TokenWanted, responses={201: CustomerToken}
    )
    def post(self, request: Request) -> Response:
        """A token with which a page or an app shows this customer's inbox."""
        require(self.actor, Act.RUN)
        wanted = self.taken(TokenWanted)
        until = now() + timedelta(seconds=wanted["seconds"])
        text = customers.made(self.actor.workspace.id, wanted["user_id"], "", until)
        return Response(CustomerToken({"token": text, "expires_at": until}).data, status=201)
