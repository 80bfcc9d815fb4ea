"""Shapes that several parts of the API share."""

from typing import Any

from rest_framework import serializers

from journeys.core import durations
from journeys.models import State
from workspaces.api.fields import JsonField, Output, TextField

RUN_STATUS = {1: "active", 2: "completed", 3: "exited", 4: "failed", 5: "ended", 6: "settling"}
STATUS_OF = {word: number for number, word in RUN_STATUS.items()}


class DurationField(TextField):
    """An ISO 8601 duration, such as PT1H; its value is a timedelta."""

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        try:
            return durations.parse(text).about
        except ValueError as error:
            raise serializers.ValidationError(str(error), "duration") from None


class DocumentField(JsonField):
    """A journey document (format 1); its problems are listed, not refused."""


class ProblemShape(Output):
    path = serializers.CharField(help_text="JSON pointer into the document.")
    code = serializers.CharField()
    message = serializers.CharField()
    severity = serializers.ChoiceField(("error", "warning", "info"))
    step = serializers.CharField(allow_null=True)


class Facts(Output):
    """What a draft amounts to for one customer, in the worst case; null means no limit."""

    steps = serializers.IntegerField()
    messages = serializers.IntegerField(help_text="Steps that send a message.")
    messages_per_run = serializers.IntegerField(allow_null=True)
    messages_per_week = serializers.IntegerField(allow_null=True)
    longest_run_seconds = serializers.IntegerField(allow_null=True)
    has_loop = serializers.BooleanField()


class Checked(Output):
    problems = ProblemShape(many=True)
    facts = Facts()


class JourneyNumbers(Output):
    entered = serializers.IntegerField()
    active = serializers.IntegerField()
    completed = serializers.IntegerField()
    exited = serializers.IntegerField()
    failed = serializers.IntegerField()
    ended = serializers.IntegerField()
    sent = serializers.IntegerField()


class JourneyRow(Output):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    version = serializers.IntegerField(allow_null=True, help_text="Number of the live version.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    numbers = JourneyNumbers()
    spark = serializers.ListField(
        child=serializers.IntegerField(), help_text="Runs entered in each of the last 24 hours."
    )
    tags = serializers.ListField(child=serializers.CharField())
    folder = serializers.CharField(allow_blank=True, help_text="A path, such as Shop/Carts.")
    picture = serializers.DictField(
        required=False, help_text="With picture=1: kinds and lines of the draft's parts, by id."
    )


class VersionRow(Output):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    published_by = serializers.CharField(allow_null=True)
    note = serializers.CharField(allow_blank=True)


class VersionListed(VersionRow):
    entered = serializers.IntegerField(help_text="Runs that entered this version.")
    active = serializers.IntegerField(help_text="Runs of it that are under way.")


class VersionDetail(VersionRow):
    document = serializers.DictField()


class JourneyDetail(JourneyRow):
    draft = serializers.DictField()
    draft_revision = serializers.IntegerField()
    draft_saved_at = serializers.DateTimeField()
    draft_problems = ProblemShape(many=True)
    draft_facts = Facts()
    live = VersionDetail(allow_null=True)
    paused_at = serializers.DateTimeField(allow_null=True)
    archived_at = serializers.DateTimeField(allow_null=True)


class RunRow(Output):
    id = serializers.UUIDField()
    customer_id = serializers.UUIDField()
    user_id = serializers.CharField(allow_null=True)
    journey_id = serializers.IntegerField()
    journey = serializers.CharField(allow_null=True, help_text="The journey's slug.")
    journey_name = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    status = serializers.ChoiceField(sorted(STATUS_OF))
    step = serializers.CharField(allow_null=True)
    step_name = serializers.CharField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    awaits = serializers.ListField(child=serializers.CharField())
    entered_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class Count(Output):
    count = serializers.IntegerField()
