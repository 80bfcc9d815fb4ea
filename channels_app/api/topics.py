"""Topics: what customers may choose to hear about."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.consent.topics import create_topic
from channels_app.models import Topic
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.languages import LANGUAGES
from workspaces.permissions import Act, require

DEFAULTS = (
    ("opt_out", "Wanted until the customer withdraws"),
    ("opt_in", "Not wanted until the customer agrees"),
)


class TopicRow(Output):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.DictField(child=serializers.CharField(), help_text="Per language.")
    default = serializers.ChoiceField(DEFAULTS)
    created_at = serializers.DateTimeField()


class NamesField(serializers.DictField):
    """{"en": "News", ...}: a name per language of the product."""

    child = TextField(max_length=100)

    def to_internal_value(self, data: Any) -> Any:
        names = super().to_internal_value(data)
        if not names or set(names) - {code for code, _ in LANGUAGES}:
            codes = ", ".join(code for code, _ in LANGUAGES)
            raise serializers.ValidationError(f"Give a name for some of: {codes}.", "language")
        return names


class NewTopic(Input):
    slug = serializers.RegexField(r"^[a-z0-9][a-z0-9_-]{0,63}$")
    name = NamesField()
    default = serializers.ChoiceField(DEFAULTS, default="opt_out")


@extend_schema(parameters=[WORKSPACE], tags=["topics"])
class TopicsView(ApiView):
    @extend_schema(operation_id="topics", parameters=PARAMETERS, responses=page_of(TopicRow))
    def get(self, request: Request) -> Response:
        """The topics of this workspace."""
        mine = Topic.objects.filter(workspace_id=self.actor.workspace.id)
        return page(request, mine, ["id"], lambda rows: TopicRow(rows, many=True).data)

    @extend_schema(operation_id="topic_create", request=NewTopic, responses={201: TopicRow})
    def post(self, request: Request) -> Response:
        """Add a topic."""
        require(self.actor, Act.RUN)
        topic = create_topic(self.actor, **self.taken(NewTopic))
        return Response(TopicRow(topic).data, status=201)
