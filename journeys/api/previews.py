"""What a setting will amount to, while it is being made: a message, a schedule, open hours."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.delivery import preview as writing
from journeys.actions.previewing import preview, preview_content
from journeys.api.access import customer_of, journey_of
from journeys.core.conditions import moment_of
from journeys.core.cron import is_cron
from journeys.core.windows import Window
from journeys.steps.wait_until import OpenHours
from journeys.triggers.schedule import ScheduleConfig, ScheduleTrigger
from workspaces.api.fields import Input, JsonField, Output, TextField, ZoneField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act
from workspaces.refusals import invalid

TIMES_SHOWN = 5


class ToLookAt(Input):
    config = JsonField(help_text="The settings of a step that sends a message.")
    customer = TextField(max_length=255, required=False, help_text="Else with example values.")


class ContentToLookAt(Input):
    channel = TextField(max_length=20, help_text='Of a shared part: "part".')
    content = JsonField(help_text="The fields of the channel, in one language.")
    language = TextField(max_length=20, allow_blank=True, default="")
    customer = TextField(max_length=255, allow_blank=True, default="")
    event = TextField(
        max_length=200, allow_blank=True, default="", help_text="Whose properties {{ entry }} has."
    )


class LookProblem(Output):
    path = serializers.CharField(help_text="JSON pointer into the settings.")
    line = serializers.IntegerField(allow_null=True)
    code = serializers.CharField()
    message = serializers.CharField()
    severity = serializers.ChoiceField(("error", "warning"))


class MessageLook(Output):
    channel = serializers.CharField()
    body = serializers.DictField(help_text="All of the rendered content, as its channel names it.")
    subject = serializers.CharField()
    html = serializers.CharField()
    text = serializers.CharField()
    missing = serializers.ListField(child=serializers.CharField())
    language = serializers.CharField(
        allow_blank=True, help_text="Of the template that was taken; empty without one."
    )
    entry_from = serializers.ChoiceField(
        ("run", "event", "example", "nothing"), help_text="Where the values of entry come from."
    )
    problems = LookProblem(many=True)


class CronField(TextField):
    """Five fields: minute, hour, day, month, weekday."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if not is_cron(text):
            message = "Enter five fields, such as 0 9 * * 1 for every Monday at nine."
            raise serializers.ValidationError(message, "cron")
        return text


class MomentField(TextField):
    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if moment_of(text) is None:
            message = "Enter a date and time such as 2025-03-31T09:00."
            raise serializers.ValidationError(message, "moment")
        return text


class ToSchedule(Input):
    cron = CronField(max_length=200, required=False)
    at = MomentField(max_length=200, required=False)
    window = JsonField(required=False, help_text="Open hours: weekdays, from, to.")
    zone = ZoneField(required=False, help_text="Else the workspace's.")


class ScheduleLook(Output):
    zone = serializers.CharField()
    next = serializers.ListField(
        child=serializers.DateTimeField(), help_text="At most five; none when it never comes."
    )


class LiquidWords(Output):
    filters = serializers.ListField(child=serializers.CharField())
    tags = serializers.ListField(child=serializers.CharField())


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class MessagePreviewView(ApiView):
    @extend_schema(operation_id="message_preview", request=ToLookAt, responses=MessageLook)
    def post(self, request: Request, ref: str) -> Response:
        """A message as it is being written, rendered for a customer; nothing is sent."""
        journey = journey_of(self.actor, ref, Act.READ)
        taken = self.taken(ToLookAt)
        given = taken.get("customer", "")
        customer = customer_of(self.actor, given, Act.READ) if given else None
        return Response(MessageLook(preview(self.actor, journey, taken["config"], customer)).data)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class ContentPreviewView(ApiView):
    @extend_schema(operation_id="content_preview", request=ContentToLookAt, responses=MessageLook)
    def post(self, request: Request) -> Response:
        """What a template or a shared part says, as it is being written; nothing is sent."""
        taken = self.taken(ContentToLookAt)
        given = taken["customer"]
        customer = customer_of(self.actor, given, Act.READ) if given else None
        found = preview_content(
            self.actor, taken["channel"], taken["content"], taken["language"], customer,
            taken["event"],
        )  # fmt: skip
        return Response(MessageLook(found).data)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class SchedulePreviewView(ApiView):
    @extend_schema(operation_id="schedule_preview", request=ToSchedule, responses=ScheduleLook)
    def post(self, request: Request) -> Response:
        """The next times of a cron expression or a moment, or the next openings of open hours."""
        taken = self.taken(ToSchedule)
        if sum(name in taken for name in ("cron", "at", "window")) != 1:
            raise invalid("", "Send one of cron, at and window.")
        zone = ZoneInfo(taken.get("zone") or self.actor.workspace.zone)
        if "window" in taken:
            found = _openings(taken["window"], zone)
        else:
            repeat: Any = "cron" if "cron" in taken else "once"
            schedule = ScheduleConfig(repeat, moment=taken.get("at"), cron=taken.get("cron"))
            found = ScheduleTrigger(schedule).upcoming(now(), zone, TIMES_SHOWN)
        return Response(ScheduleLook({"zone": zone.key, "next": found}).data)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class LiquidView(ApiView):
    @extend_schema(operation_id="schema_liquid", responses=LiquidWords)
    def get(self, request: Request) -> Response:
        """The filters and tags that templates may use."""
        self.actor  # noqa: B018 - reading is asked for before anything is answered
        return Response(LiquidWords(writing.words()).data)


def _openings(given: Any, zone: ZoneInfo) -> list[datetime]:
    """When the hours open next; now, while they are open."""
    try:
        hours = msgspec.convert(given, OpenHours)
        window = Window.of(hours.weekdays, hours.start, hours.to)
    except (msgspec.ValidationError, ValueError):
        message = "Choose at least one day, and two times such as 09:00 and 18:00."
        raise invalid("/window", message, "window") from None
    found = [window.next_open(now(), zone)]
    while len(found) < TIMES_SHOWN:
        found.append(window.next_open(window.next_edge(found[-1], zone), zone))
    return found
