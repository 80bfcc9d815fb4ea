"""The numbers of the first page: what is happening now."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models.functions import Now
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.delivery import reading
from journeys.api import numbers
from journeys.api.operations import broken_runs, waiting
from journeys.models import Journey, Parked, State, Worker
from workspaces.api.fields import Output
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now

# Counted by the hour, so that the page costs the same with a thousand events as with a billion.
BY_HOUR = """
select metric, hour, sum(n)::bigint from (
    select metric, hour, n from counter where journey_id = any(%(ids)s)
    union all
    select metric, hour, n from counter_delta where journey_id = any(%(ids)s)) c
where metric = any(%(metrics)s) and hour >= %(since)s
group by 1, 2
"""
ENDED = ("run_completed", "run_exited", "run_ended")
METRICS = ("run_entered", *ENDED, "sent", "refused", "failed")
HOURS = 24
ALIVE = timedelta(seconds=10)
TROUBLES = ("no_worker", "parked", "held", "broken_runs", "failed_runs", "failed_messages")


class Trouble(Output):
    """Something that a person should look at."""

    kind = serializers.ChoiceField(TROUBLES)
    count = serializers.IntegerField()
    journey = serializers.CharField(allow_null=True, help_text="The journey's slug, if of one.")
    journey_name = serializers.CharField(allow_null=True)


class Hours(Output):
    """Of each of the last 24 hours, the oldest first."""

    entered = serializers.ListField(child=serializers.IntegerField())
    ended = serializers.ListField(child=serializers.IntegerField())
    sent = serializers.ListField(child=serializers.IntegerField())


class HomeShape(Output):
    journeys_live = serializers.IntegerField()
    journeys_paused = serializers.IntegerField()
    runs_active = serializers.IntegerField(help_text="Runs under way now.")
    entered_today = serializers.IntegerField(help_text="Runs that entered since midnight.")
    ended_today = serializers.IntegerField(help_text="Completed, exited or ended since midnight.")
    messages_today = serializers.IntegerField(help_text="Sent since midnight.")
    refused_today = serializers.IntegerField(help_text="Messages refused since midnight.")
    failed_today = serializers.IntegerField(help_text="Messages failed since midnight.")
    hours = Hours()
    runs_failed = serializers.IntegerField()
    problems = serializers.IntegerField(help_text="Failed and broken runs, parked, held.")
    troubles = Trouble(many=True)
    workers = serializers.IntegerField(help_text="Workers that gave a sign of life just now.")
    inbox = serializers.IntegerField(help_text="Accepted items not handled yet.")
    oldest_lag_s = serializers.FloatField(help_text="Age of the oldest of them.")


@extend_schema(parameters=[WORKSPACE], tags=["operations"])
class HomeView(ApiView):
    @extend_schema(operation_id="home", responses=HomeShape)
    def get(self, request: Request) -> Response:
        """The workspace in a few numbers; a day begins at midnight in its zone."""
        workspace = self.actor.workspace
        journeys = list(Journey.objects.filter(workspace=workspace).order_by("name"))
        counted = numbers.of_journeys([journey.id for journey in journeys])
        failed = {journey: counted[journey.id]["failed"] for journey in journeys}
        troubles = _of_the_machine(workspace.id)
        today = _hourly([j.id for j in journeys], now(), midnight(now(), workspace.zone))
        found = [
            *((kind, n, None) for kind, n in troubles.items()),
            *(("failed_runs", n, journey) for journey, n in failed.items()),
            ("failed_messages", today["failed_today"], None),
        ]
        counted_problems = sum(n for kind, n in troubles.items() if kind != "no_worker")
        value = today | {
            "journeys_live": sum(journey.state == State.LIVE for journey in journeys),
            "journeys_paused": sum(journey.state == State.PAUSED for journey in journeys),
            "runs_active": sum(each["active"] for each in counted.values()),
            "runs_failed": sum(failed.values()),
            "problems": sum(failed.values()) + counted_problems,
            "troubles": [_trouble(kind, n, journey) for kind, n, journey in found if n > 0],
            "workers": _alive(),
            **waiting(workspace.id),
        }
        return Response(HomeShape(value).data)


def _of_the_machine(workspace_id: int) -> dict[str, int]:
    return {
        "no_worker": 0 if _alive() else 1,
        "parked": Parked.objects.filter(workspace_id=workspace_id).count(),
        "held": reading.held_count(workspace_id),
        "broken_runs": broken_runs(workspace_id),
    }


def _alive() -> int:
    """By the database's clock, which the sign of life was set by."""
    return Worker.objects.filter(seen_at__gt=Now() - ALIVE).count()


def _trouble(kind: str, count: int, journey: Journey | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "count": count,
        "journey": journey.slug if journey else None,
        "journey_name": journey.name if journey else None,
    }


def _hourly(journey_ids: list[int], moment: datetime, since: datetime) -> dict[str, Any]:
    """Sums since midnight, and the last 24 hours one by one."""
    first = moment.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    today = dict.fromkeys(METRICS, 0)
    hours = {metric: [0] * HOURS for metric in METRICS}
    asked: dict[str, Any] = {
        "ids": journey_ids,
        "metrics": list(METRICS),
        "since": min(first, since),
    }
    with connection.cursor() as cursor:
        cursor.execute(BY_HOUR, asked)
        for metric, hour, n in cursor.fetchall():
            if hour >= since:
                today[metric] += n
            place = int((hour - first).total_seconds() // 3600)
            if 0 <= place < HOURS:
                hours[metric][place] += n
    ended = [sum(parts) for parts in zip(*(hours[name] for name in ENDED), strict=True)]
    return {
        "entered_today": today["run_entered"],
        "ended_today": sum(today[name] for name in ENDED),
        "messages_today": today["sent"],
        "refused_today": today["refused"],
        "failed_today": today["failed"],
        "hours": {"entered": hours["run_entered"], "ended": ended, "sent": hours["sent"]},
    }


def midnight(moment: datetime, zone: str) -> datetime:
    """The beginning of the day of that moment in the zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
