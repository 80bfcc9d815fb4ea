"""The built-in mailbox: messages of every channel as the customers would have got them."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.api.access import mail_of
from channels_app.email import mime
from channels_app.models import MailboxMessage
from channels_app.tracking.rewriting import without_pixel
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act

ROW = ("id", "intent_id", "customer_id", "channel", "recipient", "subject", "at")
PLAIN = (*ROW, "html", "text", "headers", "body")
CHANNEL = OpenApiParameter("channel", description="Only of this channel.")
SEARCH = OpenApiParameter("search", description="Part of the recipient's address or the subject.")


class MailRow(Output):
    id = serializers.IntegerField()
    intent_id = serializers.CharField(help_text="The message's id.")
    customer_id = serializers.UUIDField()
    channel = serializers.CharField()
    recipient = serializers.CharField(allow_blank=True)
    subject = serializers.CharField(
        allow_blank=True, help_text="Of another channel than email: its title, or its text."
    )
    at = serializers.DateTimeField()


class MailDetail(MailRow):
    html = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    headers = serializers.DictField(child=serializers.CharField())
    source = serializers.CharField(  # type: ignore[assignment]
        allow_blank=True, help_text="A mail as it travels; empty for other channels."
    )
    body = serializers.DictField(
        allow_null=True, help_text="What another channel than email shows: its kind's own fields."
    )


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class MailboxView(ApiView):
    @extend_schema(
        operation_id="mailbox",
        parameters=[SEARCH, CHANNEL, *PARAMETERS],
        responses=page_of(MailRow),
    )
    def get(self, request: Request) -> Response:
        """Messages that were shown here instead of sent, the latest first."""
        rows = MailboxMessage.objects.filter(workspace_id=self.actor.workspace.id)
        if search := request.query_params.get("search", ""):
            rows = rows.filter(recipient__icontains=search) | rows.filter(subject__icontains=search)
        if channel := request.query_params.get("channel", ""):
            rows = rows.filter(channel=channel)
        return page(request, rows.defer("html", "text", "headers", "body"), ["-id"], mail_rows)


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class MailView(ApiView):
    @extend_schema(operation_id="mail", responses=MailDetail)
    def get(self, request: Request, mail_id: int) -> Response:
        """One message; a mail with its source. Show the HTML in a frame without scripts."""
        mail = mail_of(self.actor, mail_id, Act.READ)
        source = _source(mail) if mail.channel == "email" else ""
        plain = {name: getattr(mail, name) for name in PLAIN}
        plain["html"] = without_pixel(mail.html, settings.BASE_URL)
        return Response(MailDetail({**plain, "source": source}).data)


def mail_rows(mails: list[MailboxMessage]) -> Any:
    return MailRow(mails, many=True).data


def _source(mail: MailboxMessage) -> str:
    return mime.source(mail.headers, mail.text, mail.html).decode("ascii", "replace")
