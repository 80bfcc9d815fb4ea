"""Runs: of a journey, at a step, one by one."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.ending import end_run
from journeys.actions.retries import retry_run
from journeys.api.access import journey_of, run_of
from journeys.api.names import Names, user_ids
from journeys.api.numbers import counters, entries
from journeys.api.periods import PERIOD, period_of
from journeys.api.shapes import RUN_STATUS, STATUS_OF, Count, RunRow
from journeys.api.timeline import Move, moves_of_run
from journeys.models import Run
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act
from workspaces.refusals import invalid

STATUS = OpenApiParameter("status", enum=sorted(STATUS_OF))


class RunDetail(RunRow):
    entry = serializers.DictField(help_text="The event that started it.")
    variables = serializers.DictField()
    moves = Move(many=True)


class StepCounters(Output):
    entered = serializers.IntegerField()
    waiting = serializers.IntegerField()
    left = serializers.IntegerField()
    sent = serializers.IntegerField()
    refused = serializers.IntegerField()
    failed = serializers.IntegerField()
    ports = serializers.DictField(child=serializers.IntegerField())


class RunCounters(Output):
    entered = serializers.IntegerField()
    active = serializers.IntegerField()
    completed = serializers.IntegerField()
    exited = serializers.IntegerField()
    failed = serializers.IntegerField()
    ended = serializers.IntegerField()


class Counters(Output):
    since = serializers.DateTimeField(allow_null=True, help_text="Null is from the beginning.")
    until = serializers.DateTimeField(allow_null=True, help_text="Null is until now.")
    version = serializers.IntegerField(allow_null=True, help_text="Null is all.")
    runs = RunCounters()
    steps = serializers.DictField(child=StepCounters())


class Entries(Output):
    first = serializers.DateTimeField(help_text="Where the first part begins.")
    seconds = serializers.IntegerField(help_text="How long each part is.")
    entered = serializers.ListField(child=serializers.IntegerField())


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class CountersView(ApiView):
    @extend_schema(operation_id="counters", parameters=PERIOD, responses=Counters)
    def get(self, request: Request, ref: str) -> Response:
        """The numbers of every step: entered, waiting now, left by each port, sent; of all time
        and all versions, unless asked otherwise. `since` and `until` say what was counted."""
        journey = journey_of(self.actor, ref, Act.READ)
        period = period_of(request, journey)
        asked = {"since": period.since, "until": period.until, "version": period.version}
        return Response(asked | counters(journey.id, period))


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class EntriesView(ApiView):
    @extend_schema(operation_id="entries", parameters=PERIOD, responses=Entries)
    def get(self, request: Request, ref: str) -> Response:
        """Runs entered in equal parts of the period, at most 200 of them."""
        journey = journey_of(self.actor, ref, Act.READ)
        period = period_of(request, journey)
        versions = list(journey.versions.values_list("id", flat=True))
        return Response(Entries(entries(journey.id, versions, period, now())).data)


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class JourneyRunsView(ApiView):
    @extend_schema(operation_id="runs", parameters=[STATUS, *PARAMETERS], responses=page_of(RunRow))
    def get(self, request: Request, ref: str) -> Response:
        """The journey's runs, the newest first."""
        journey = journey_of(self.actor, ref, Act.READ)
        rows = Run.objects.filter(journey_id=journey.id, workspace_id=journey.workspace_id)
        if word := request.query_params.get("status", ""):
            rows = rows.filter(status=status_number(word))
        return page(request, rows, ["-entered_at", "-id"], run_rows)


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class RunView(ApiView):
    @extend_schema(operation_id="run", responses=RunDetail)
    def get(self, request: Request, ref: str) -> Response:
        """One run, with every move it made and why."""
        run = run_of(self.actor, ref, Act.READ)
        value = dict(run_rows([run])[0]) | {
            "entry": run.entry,
            "variables": run.state.get("vars", {}),
            "moves": moves_of_run(run),
        }
        return Response(value)


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class RetryRunView(ApiView):
    @extend_schema(operation_id="run_retry", request=None, responses={202: Count})
    def post(self, request: Request, ref: str) -> Response:
        """Let a failed run try its step again."""
        retry_run(self.actor, run_of(self.actor, ref, Act.RUN))
        return Response({"count": 1}, status=202)


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class EndRunView(ApiView):
    @extend_schema(operation_id="run_end", request=None, responses={202: Count})
    def post(self, request: Request, ref: str) -> Response:
        """End a run that is under way, where it stands."""
        end_run(self.actor, run_of(self.actor, ref, Act.RUN))
        return Response({"count": 1}, status=202)


def status_number(word: str) -> int:
    if word not in STATUS_OF:
        words = ", ".join(sorted(STATUS_OF))
        raise invalid("/status", f"status is '{word[:20]}'. Write one of: {words}.")
    return STATUS_OF[word]


def run_rows(runs: list[Run]) -> list[dict[str, Any]]:
    """Runs as lists show them, with names beside the ids."""
    if not runs:
        return []
    names = Names(runs[0].workspace_id, [run.version_id for run in runs])
    users = user_ids(run.customer_id for run in runs)
    rows = [
        names.place(run)
        | {name: getattr(run, name) for name in ("id", "customer_id", "due_at", "awaits")}
        | {name: getattr(run, name) for name in ("entered_at", "ended_at", "reason")}
        | {"user_id": users.get(run.customer_id), "status": RUN_STATUS[run.status]}
        for run in runs
    ]
    return list(RunRow(rows, many=True).data)
