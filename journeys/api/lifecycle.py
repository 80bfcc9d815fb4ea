"""What a journey is told to do: pause, resume, archive, take customers, try again."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.enrolment import Enrolled, enrol
from journeys.actions.lifecycle import archive, pause, resume
from journeys.actions.retries import retry_runs
from journeys.api.access import journey_of
from journeys.api.journeys import shown
from journeys.api.shapes import Count, DurationField, JourneyDetail
from workspaces.api.fields import Input, JsonField, TextField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act
from workspaces.refusals import invalid

MOST = 1000


class Nothing(Input):
    """No fields; the body may be left out."""


class Resumption(Input):
    due = serializers.ChoiceField(("now", "spread", "skip"), default="now")
    spread = DurationField(default="PT1H", help_text="With due=spread: over how long.")
    older_than = DurationField(
        default="PT24H", help_text="With due=skip: older messages are not sent."
    )


class EnrolledCustomer(Input):
    user_id = TextField(max_length=255)
    data = JsonField(required=False)  # type: ignore[assignment]


class Enrolment(Input):
    user_id = TextField(max_length=255, required=False)
    data = JsonField(  # type: ignore[assignment]
        required=False, help_text="Becomes the properties of the entry event."
    )
    customers = EnrolledCustomer(many=True, required=False, help_text=f"Up to {MOST}.")
    trigger = TextField(max_length=64, required=False, allow_blank=True)
    key = TextField(
        max_length=200, required=False, help_text="Your own; the same call made twice enrols once."
    )


class RetryOfRuns(Input):
    step = TextField(max_length=64, required=False, allow_blank=True, default="")


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class PauseView(ApiView):
    @extend_schema(operation_id="journey_pause", request=Nothing, responses=JourneyDetail)
    def post(self, request: Request, ref: str) -> Response:
        """Freeze it: no entry, no step, no message; exits and goals still act."""
        journey = journey_of(self.actor, ref, Act.RUN)
        self.taken(Nothing)
        return Response(shown(self.actor, pause(self.actor, journey)))


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class ResumeView(ApiView):
    @extend_schema(operation_id="journey_resume", request=Resumption, responses=JourneyDetail)
    def post(self, request: Request, ref: str) -> Response:
        """Go on: what fell due meanwhile happens now, spread over a time, or without old mail."""
        journey = journey_of(self.actor, ref, Act.RUN)
        return Response(shown(self.actor, resume(self.actor, journey, **self.taken(Resumption))))


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class ArchiveView(ApiView):
    @extend_schema(operation_id="journey_archive", request=Nothing, responses=JourneyDetail)
    def post(self, request: Request, ref: str) -> Response:
        """End its runs and take no more customers; history stays."""
        journey = journey_of(self.actor, ref, Act.RUN)
        self.taken(Nothing)
        return Response(shown(self.actor, archive(self.actor, journey)))


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class EnrolView(ApiView):
    @extend_schema(operation_id="journey_enrol", request=Enrolment, responses={202: Count})
    def post(self, request: Request, ref: str) -> Response:
        """Put one customer or a list into the journey, with data."""
        journey = journey_of(self.actor, ref, Act.RUN)
        taken = self.taken(Enrolment)
        trigger, key = taken.get("trigger", ""), taken.get("key", "")
        return Response({"count": enrol(self.actor, journey, _people(taken), trigger, key)}, 202)


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class RetryRunsView(ApiView):
    @extend_schema(operation_id="runs_retry", request=RetryOfRuns, responses={202: Count})
    def post(self, request: Request, ref: str) -> Response:
        """Try again every failed run, or those that failed at one step."""
        journey = journey_of(self.actor, ref, Act.RUN)
        count = retry_runs(self.actor, journey, self.taken(RetryOfRuns)["step"])
        return Response({"count": count}, status=202)


def _people(taken: dict[str, Any]) -> list[Enrolled]:
    if ("user_id" in taken) == ("customers" in taken):
        raise invalid("/user_id", "Give either user_id or customers.")
    if "user_id" in taken:
        return [Enrolled(taken["user_id"], taken.get("data", {}))]
    people = taken["customers"]
    if not 1 <= len(people) <= MOST:
        raise invalid("/customers", f"Give 1 to {MOST} customers in one call.")
    common = taken.get("data", {})
    return [Enrolled(each["user_id"], common | each.get("data", {})) for each in people]
