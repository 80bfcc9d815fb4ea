"""The built-in mailbox: the mails as the customers would have got them."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.api.access import mail_of
from channels_app.email import mime
from channels_app.models import MailboxMessage
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act

PLAIN = ("id", "intent_id", "customer_id", "recipient", "subject", "at", "html", "text", "headers")
SEARCH = OpenApiParameter("search", description="Part of the recipient's address or the subject.")


class MailRow(Output):
    id = serializers.IntegerField()
    intent_id = serializers.CharField(help_text="The message's id.")
    customer_id = serializers.UUIDField()
    recipient = serializers.CharField()
    subject = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class MailDetail(MailRow):
    html = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    headers = serializers.DictField(child=serializers.CharField())
    source = serializers.CharField(help_text="The mail as it travels.")  # type: ignore[assignment]


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class MailboxView(ApiView):
    @extend_schema(
        operation_id="mailbox", parameters=[SEARCH, *PARAMETERS], responses=page_of(MailRow)
    )
    def get(self, request: Request) -> Response:
        """Mails, the latest first."""
        rows = MailboxMessage.objects.filter(workspace_id=self.actor.workspace.id)
        if search := request.query_params.get("search", ""):
            rows = rows.filter(recipient__icontains=search) | rows.filter(subject__icontains=search)
        return page(request, rows.defer("html", "text", "headers"), ["-id"], mail_rows)


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class MailView(ApiView):
    @extend_schema(operation_id="mail", responses=MailDetail)
    def get(self, request: Request, mail_id: int) -> Response:
        """One mail with its source; show the HTML in a frame without scripts."""
        mail = mail_of(self.actor, mail_id, Act.READ)
        source = mime.source(mail.headers, mail.text, mail.html).decode("ascii", "replace")
        plain = {name: getattr(mail, name) for name in PLAIN}
        return Response(MailDetail({**plain, "source": source}).data)


def mail_rows(mails: list[MailboxMessage]) -> Any:
    return MailRow(mails, many=True).data
