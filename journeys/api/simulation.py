"""A scripted customer through a draft: where they go, when, and what they get."""

import json
from datetime import UTC
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.simulating import simulate_draft
from journeys.api.access import journey_of
from journeys.api.shapes import DocumentField
from journeys.core import durations
from workspaces.api.fields import Input, JsonField, Output, TextField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act

RECEIPTS = ("sent", "refused", "failed", "delivered", "opened", "clicked")
MOST_EVENTS = 50
MOST_NAMED = 500
LARGEST = 64_000
LONGEST = durations.parse("P10Y").about


class SmallJson(JsonField):
    """An object that one customer or event may have."""

    def to_internal_value(self, data: Any) -> Any:
        value = super().to_internal_value(data)
        if len(json.dumps(value)) > LARGEST:
            raise serializers.ValidationError("This is too large for a test.", "size")
        return value


class SpanField(TextField):
    """An ISO 8601 duration, kept as text."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            span = durations.parse(text).about
        except (ValueError, OverflowError) as error:
            raise serializers.ValidationError(str(error), "duration") from None
        if span > LONGEST:
            raise serializers.ValidationError("A test lasts ten years at most.", "duration")
        return text


class ByStep(JsonField):
    """Step id to one of some words."""

    def __init__(self, words: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(**more)
        self.words = words

    def to_internal_value(self, data: Any) -> dict[str, str]:
        value = super().to_internal_value(data)
        if len(value) > MOST_NAMED:
            raise serializers.ValidationError(f"Name {MOST_NAMED} steps at most.", "size")
        for step, word in value.items():
            if not isinstance(word, str) or (self.words and word not in self.words):
                allowed = f" Write one of: {', '.join(self.words)}." if self.words else ""
                message = f"{step[:64]}: {str(word)[:64]!r} cannot be used here.{allowed}"
                raise serializers.ValidationError(message, "choice")
        return dict(value)


class LaterEvent(Input):
    event = TextField(max_length=200)
    at = SpanField(max_length=64, help_text="After the start, such as PT30M.")
    properties = SmallJson(required=False, default=dict)


class ScriptShape(Input):
    profile = SmallJson(required=False, default=dict)
    start = serializers.DateTimeField(required=False, default_timezone=UTC)
    trigger = TextField(max_length=64, required=False, allow_blank=True, default="")
    data = SmallJson(  # type: ignore[assignment]
        required=False, default=dict, help_text="Properties of the event or call that enters."
    )
    events = LaterEvent(many=True, required=False, default=list)
    receipts = ByStep(words=RECEIPTS, required=False, default=dict)
    choices = ByStep(required=False, default=dict, help_text="The port to leave a step by.")
    until = SpanField(max_length=64, required=False, default="P1Y")

    def validate_events(self, value: list[Any]) -> list[Any]:
        if len(value) > MOST_EVENTS:
            raise serializers.ValidationError(f"Give {MOST_EVENTS} events at most.", "size")
        return value


class Simulation(Input):
    document = DocumentField(required=False, help_text="Else the draft is used.")
    script = ScriptShape()


class SimulatedMove(Output):
    at = serializers.DateTimeField()
    run = serializers.CharField()
    visit = serializers.IntegerField()
    step = serializers.CharField()
    port = serializers.CharField(allow_null=True, help_text="None: the customer waits here.")
    cause = serializers.CharField()
    detail = serializers.DictField()


class SimulatedLook(Output):
    subject = serializers.CharField()
    html = serializers.CharField()
    text = serializers.CharField()
    body = serializers.DictField(help_text="All of the rendered content, as its channel names it.")
    missing = serializers.ListField(child=serializers.CharField())
    flaws = serializers.ListField(child=serializers.CharField())


class SimulatedMessage(Output):
    at = serializers.DateTimeField()
    intent = serializers.CharField()
    step = serializers.CharField()
    channel = serializers.CharField()
    topic = serializers.CharField()
    purpose = serializers.CharField()
    recipient = serializers.CharField()
    preview = SimulatedLook(allow_null=True)


class SimulatedRun(Output):
    id = serializers.CharField()
    status = serializers.CharField()
    state = serializers.CharField()
    step = serializers.CharField(allow_null=True)
    reason = serializers.CharField()
    ended_at = serializers.DateTimeField(allow_null=True)


class SimulatedRefusal(Output):
    at = serializers.DateTimeField()
    trigger = serializers.CharField()
    reason = serializers.CharField()
    detail = serializers.DictField()


class SimulatedWalk(Output):
    moves = SimulatedMove(many=True)
    messages = SimulatedMessage(many=True)
    runs = SimulatedRun(many=True)
    refusals = SimulatedRefusal(many=True)
    profile = serializers.DictField()
    zone = serializers.CharField(help_text="The customer's, else the workspace's.")
    stopped = serializers.BooleanField(help_text="It was cut: there would be more.")


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class SimulateView(ApiView):
    @extend_schema(operation_id="journey_simulate", request=Simulation, responses=SimulatedWalk)
    def post(self, request: Request, ref: str) -> Response:
        """Walk a scripted customer through the draft under a virtual clock; nothing is sent."""
        journey = journey_of(self.actor, ref, Act.READ)
        taken = self.taken(Simulation)
        script = {"start": now(), **taken["script"]}
        document = taken.get("document", journey.draft)
        return Response(SimulatedWalk(simulate_draft(self.actor, document, script)).data)
