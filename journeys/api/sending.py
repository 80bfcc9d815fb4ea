"""POST /v1/messages: transactional messages from the shop's own code."""

from typing import Any

import msgspec
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.sending import MOST, Asked, send_all
from workspaces.api.errors import problems_in
from workspaces.api.fields import Input, JsonField, Output, TextField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, require
from workspaces.refusals import Invalid, invalid

PURPOSES = ("transactional", "marketing")


class To(Input):
    userId = TextField(max_length=255, required=False, help_text="The customer's.")  # noqa: N815
    anonymousId = TextField(max_length=255, required=False)  # noqa: N815
    address = TextField(
        max_length=500, required=False, help_text="Instead of the customer's own, or without one."
    )


class NewMessage(Input):
    messageId = TextField(  # noqa: N815
        max_length=255, required=False, help_text="Your own: the same one sends once."
    )
    channel = TextField(max_length=20, default="email")
    to = To()
    template = TextField(max_length=64, required=False, help_text="The slug of a saved template.")
    content = JsonField(required=False, help_text="Instead of a template: subject, html, text ...")
    data = JsonField(  # type: ignore[assignment]
        required=False, help_text="What the template reads as `entry`."
    )
    topic = TextField(max_length=64, allow_blank=True, default="")
    purpose = serializers.ChoiceField(PURPOSES, default="transactional")
    language = TextField(max_length=16, allow_blank=True, default="")
    sendAt = serializers.DateTimeField(required=False)  # noqa: N815


class NewMessages(Input):
    messages = serializers.ListField(child=serializers.DictField(), max_length=MOST, min_length=1)


class ItemProblem(Output):
    path = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class Queued(Output):
    id = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(("queued", "duplicate", "refused"))
    problems = ItemProblem(many=True)


class QueuedMessages(Output):
    messages = Queued(many=True)


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class SendView(ApiView):
    @extend_schema(
        operation_id="send_messages", request=NewMessages, responses={202: QueuedMessages}
    )
    def post(self, request: Request) -> Response:
        """Send up to 1,000 messages (or one, as the body itself). Each is answered for itself: a
        wrong one harms no other, and one whose messageId is known is a duplicate."""
        require(self.actor, Act.RUN)
        body = request.data
        if not isinstance(body, dict):
            raise invalid("", "The body is not an object. Send JSON like {...}.")
        items = self.taken(NewMessages)["messages"] if "messages" in body else [body]
        forms = [NewMessage(data=item) for item in items]
        good = [form for form in forms if form.is_valid()]
        answers = iter(send_all(self.actor, [_asked(form.validated_data) for form in good]))
        told = [
            msgspec.to_builtins(next(answers)) if not form.errors else _refused(form.errors)
            for form in forms
        ]
        if "messages" not in body and told[0]["status"] == "refused":
            raise Invalid("The message cannot be sent.", told[0]["problems"])
        return Response(QueuedMessages({"messages": told}).data, status=202)


def _asked(taken: dict[str, Any]) -> Asked:
    to = taken["to"]
    content = {"template": taken["template"]} if "template" in taken else taken.get("content", {})
    return Asked(
        channel=taken["channel"],
        user_id=to.get("userId", ""),
        anonymous_id=to.get("anonymousId", ""),
        address=to.get("address", ""),
        content=content,
        data=taken.get("data", {}),
        topic=taken["topic"],
        purpose=taken["purpose"],
        language=taken["language"],
        due_at=taken.get("sendAt"),
        key=taken.get("messageId", ""),
    )


def _refused(errors: Any) -> dict[str, Any]:
    return {"id": "", "status": "refused", "problems": list(problems_in(errors, ""))}
