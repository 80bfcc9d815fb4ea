"""Messages on their way and behind us, and a person's word on those with an unknown outcome."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.api.access import message_of
from channels_app.contracts import Status
from channels_app.delivery.release import release_message
from channels_app.models import MailboxMessage, Message
from workspaces.api.fields import Input, Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act
from workspaces.refusals import invalid

WORDS = {status.word: status for status in Status}
FILTERS = [
    OpenApiParameter("status", enum=sorted(WORDS)),
    OpenApiParameter("journey", int, description="Only of the journey with this id."),
    OpenApiParameter("step", description="With journey: only of this step."),
    OpenApiParameter("channel"),
    OpenApiParameter("search", description="Part of the recipient's address."),
]
PLAIN = ("id", "channel", "recipient", "kind", "customer_id", "run_id", "journey_id", "version_id")
MORE = ("attempts", "created_at", "due_at", "sent_at", "changed_at", "reason", "detail")


class MessageRow(Output):
    id = serializers.CharField(help_text="The intent: run, visit and number.")
    channel = serializers.CharField()
    recipient = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(sorted(WORDS))
    kind = serializers.ChoiceField(("marketing", "transactional"))
    topic = serializers.CharField(allow_null=True)
    customer_id = serializers.UUIDField()
    run_id = serializers.UUIDField(allow_null=True)
    journey_id = serializers.IntegerField(allow_null=True)
    version_id = serializers.IntegerField(allow_null=True)
    step = serializers.CharField(allow_null=True)
    subject = serializers.CharField(allow_null=True, help_text="If it is in the built-in mailbox.")
    mail_id = serializers.IntegerField(allow_null=True)
    attempts = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    detail = serializers.DictField(allow_null=True)


class MessageDetail(MessageRow):
    context = serializers.DictField(help_text="The values its template was given.")  # type: ignore[assignment]
    language = serializers.CharField(allow_blank=True)
    zone = serializers.CharField(allow_blank=True)


class Release(Input):
    outcome = serializers.ChoiceField(("resend", "sent"))


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class MessagesView(ApiView):
    @extend_schema(
        operation_id="messages", parameters=[*FILTERS, *PARAMETERS], responses=page_of(MessageRow)
    )
    def get(self, request: Request) -> Response:
        """Messages, the latest intended first."""
        rows = Message.objects.filter(workspace_id=self.actor.workspace.id)
        given = request.query_params
        if word := given.get("status", ""):
            rows = rows.filter(status=_status(word))
        if journey := given.get("journey", ""):
            rows = rows.filter(journey_id=_number(journey))
        for name in ("step", "channel"):
            if value := given.get(name, ""):
                rows = rows.filter(**{name: value})
        if search := given.get("search", ""):
            rows = rows.filter(recipient__icontains=search)
        return page(request, rows.defer("content", "context"), ["-created_at", "-id"], message_rows)


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class MessageView(ApiView):
    @extend_schema(operation_id="message", responses=MessageDetail)
    def get(self, request: Request, message_id: str) -> Response:
        """One message: why it was sent or refused, with the values that decided."""
        return Response(_shown(message_of(self.actor, message_id, Act.READ)))


@extend_schema(parameters=[WORKSPACE], tags=["messages"])
class ReleaseView(ApiView):
    @extend_schema(operation_id="message_release", request=Release, responses=MessageDetail)
    def post(self, request: Request, message_id: str) -> Response:
        """Decide on a held message, of unknown outcome: send it again, or count it as sent."""
        message = message_of(self.actor, message_id, Act.RUN)
        return Response(_shown(release_message(self.actor, message, **self.taken(Release))))


def message_rows(messages: list[Message]) -> Any:
    """Messages as lists show them, with the mail that lies in the mailbox."""
    mails = _mails([message.id for message in messages])
    return MessageRow([_row(each, mails) for each in messages], many=True).data


def _shown(message: Message) -> Any:
    value = _row(message, _mails([message.id])) | {
        "context": message.context,
        "language": message.language,
        "zone": message.zone,
    }
    return MessageDetail(value).data


def _row(message: Message, mails: dict[str, tuple[int, str]]) -> dict[str, Any]:
    mail_id, subject = mails.get(message.id, (None, None))
    return {name: getattr(message, name) for name in (*PLAIN, *MORE)} | {
        "status": Status(message.status).word,
        "topic": message.topic or None,
        "step": message.step or None,
        "subject": subject,
        "mail_id": mail_id,
    }


def _mails(intents: list[str]) -> dict[str, tuple[int, str]]:
    found = MailboxMessage.objects.filter(intent_id__in=intents)
    return {
        intent: (number, subject)
        for intent, number, subject in found.values_list("intent_id", "id", "subject")
    }


def _status(word: str) -> Status:
    if word not in WORDS:
        raise invalid("/status", f"status is '{word[:20]}'. Write one of: {', '.join(WORDS)}.")
    return WORDS[word]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise invalid("/journey", f"journey is '{text[:20]}'. Write the journey's id, a number.")
    return int(text)
