"""The numbers of the first page: what is happening now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.delivery import reading
from journeys.api import numbers
from journeys.api.operations import broken_runs
from journeys.models import Journey, Parked, State
from workspaces.api.fields import Output
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now

# Counted by the hour, so that the page costs the same with a thousand events as with a billion.
COUNTED_SINCE = """
select coalesce(sum(n), 0)::bigint from (
    select metric, hour, n from counter where journey_id = any(%(ids)s)
    union all
    select metric, hour, n from counter_delta where journey_id = any(%(ids)s)) c
where metric = %(metric)s and hour >= %(since)s
"""


class HomeShape(Output):
    journeys_live = serializers.IntegerField()
    journeys_paused = serializers.IntegerField()
    runs_active = serializers.IntegerField(help_text="Runs under way now.")
    entered_today = serializers.IntegerField(help_text="Runs that entered since midnight.")
    messages_today = serializers.IntegerField(help_text="Sent since midnight.")
    runs_failed = serializers.IntegerField()
    problems = serializers.IntegerField(help_text="Failed and broken runs, parked, held.")


@extend_schema(parameters=[WORKSPACE], tags=["operations"])
class HomeView(ApiView):
    @extend_schema(operation_id="home", responses=HomeShape)
    def get(self, request: Request) -> Response:
        """The workspace in a few numbers; a day begins at midnight in its zone."""
        workspace = self.actor.workspace
        states = dict(Journey.objects.filter(workspace=workspace).values_list("id", "state"))
        counted = numbers.of_journeys(list(states)).values()
        failed = sum(each["failed"] for each in counted)
        parked = Parked.objects.filter(workspace_id=workspace.id).count()
        held = reading.held_count(workspace.id)
        since = midnight(now(), workspace.zone)
        value = {
            "journeys_live": sum(state == State.LIVE for state in states.values()),
            "journeys_paused": sum(state == State.PAUSED for state in states.values()),
            "runs_active": sum(each["active"] for each in counted),
            "entered_today": counted_since(list(states), "run_entered", since),
            "messages_today": counted_since(list(states), "sent", since),
            "runs_failed": failed,
            "problems": failed + broken_runs(workspace.id) + parked + held,
        }
        return Response(HomeShape(value).data)


def midnight(moment: datetime, zone: str) -> datetime:
    """The beginning of the day of that moment in the zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def counted_since(journey_ids: list[int], metric: str, since: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED_SINCE, {"ids": journey_ids, "metric": metric, "since": since})
        (total,) = cursor.fetchone()
    return int(total)
