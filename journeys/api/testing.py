"""A step's message, sent to oneself."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.testing import send_test
from journeys.api.access import customer_of, journey_of
from journeys.api.shapes import DocumentField
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act


class TrialMessage(Input):
    to = serializers.EmailField()
    document = DocumentField(required=False, help_text="Else the draft is used.")
    customer = TextField(max_length=255, required=False, help_text="Whose values the mail shows.")


class MessageSent(Output):
    message_id = serializers.CharField()


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class TestMessageView(ApiView):
    @extend_schema(operation_id="step_test", request=TrialMessage, responses={202: MessageSent})
    def post(self, request: Request, ref: str, step: str) -> Response:
        """Send me this mail: to one address, with a customer's values or without."""
        journey = journey_of(self.actor, ref, Act.RUN)
        taken = self.taken(TrialMessage)
        given = taken.get("customer", "")
        customer = customer_of(self.actor, given, Act.READ) if given else None
        document = taken.get("document", journey.draft)
        sent = send_test(self.actor, journey, step, taken["to"], document, customer)
        return Response({"message_id": sent}, status=202)
