"""The state of the machinery: what waits, what is stuck, who works."""

import json
import time
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count as Counted
from django.db.models import Min
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.delivery import reading
from journeys.actions.retries import retry_parked
from journeys.api.access import parked_of
from journeys.api.shapes import Count
from journeys.engine.check import BROKEN
from journeys.models import Inbox, Kind, Lane, Parked, Worker
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act

REMEMBERED_S = 15


class ParkedRow(Output):
    id = serializers.CharField(help_text="Lane and number: 12-345.")
    lane = serializers.IntegerField()
    kind = serializers.CharField()
    body = serializers.JSONField()
    error = serializers.CharField()
    at = serializers.DateTimeField()
    attempts = serializers.IntegerField()
    run_id = serializers.UUIDField(allow_null=True)
    customer_id = serializers.UUIDField(allow_null=True)


class LaneRow(Output):
    lane = serializers.IntegerField()
    leased_by = serializers.CharField(allow_null=True)
    leased_until = serializers.DateTimeField(allow_null=True)
    inbox = serializers.IntegerField()


class WorkerRow(Output):
    name = serializers.CharField()
    started_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField()
    lanes = serializers.IntegerField()
    handled = serializers.IntegerField()
    rss_mib = serializers.IntegerField()


class OperationsShape(Output):
    broken_runs = serializers.IntegerField(
        help_text="Must be 0: active runs that wait for nothing."
    )
    inbox = serializers.IntegerField(help_text="Accepted items not handled yet.")
    parked = serializers.IntegerField()
    held = serializers.IntegerField(help_text="Messages whose hand-over has an unknown outcome.")
    oldest_lag_s = serializers.FloatField(help_text="Age of the oldest item in the inbox.")
    lanes = LaneRow(many=True)
    workers = WorkerRow(many=True)


@extend_schema(parameters=[WORKSPACE], tags=["operations"])
class OperationsView(ApiView):
    @extend_schema(operation_id="operations", responses=OperationsShape)
    def get(self, request: Request) -> Response:
        """Numbers of this workspace, and the lanes and workers of the installation."""
        workspace_id = self.actor.workspace.id
        inbox = Inbox.objects.filter(workspace_id=workspace_id)
        per_lane = dict(inbox.values_list("lane").annotate(Counted("id")))
        value = {
            "broken_runs": broken_runs(workspace_id),
            **waiting(workspace_id),
            "parked": Parked.objects.filter(workspace_id=workspace_id).count(),
            "held": reading.held_count(workspace_id),
            "lanes": [
                _lane(lane, per_lane.get(lane.lane, 0)) for lane in Lane.objects.order_by("lane")
            ],
            "workers": Worker.objects.order_by("name"),
        }
        return Response(OperationsShape(value).data)


@extend_schema(parameters=[WORKSPACE], tags=["operations"])
class ParkedView(ApiView):
    @extend_schema(operation_id="parked", parameters=PARAMETERS, responses=page_of(ParkedRow))
    def get(self, request: Request) -> Response:
        """Items that could not be handled, with their errors, the latest first."""
        rows = Parked.objects.filter(workspace_id=self.actor.workspace.id)
        return page(
            request, rows, ["-at", "-lane", "-id"], lambda found: [_parked(x) for x in found]
        )


@extend_schema(parameters=[WORKSPACE], tags=["operations"])
class RetryParkedView(ApiView):
    @extend_schema(operation_id="parked_retry", request=None, responses={202: Count})
    def post(self, request: Request, lane: int, parked_id: int) -> Response:
        """Hand a parked item to its lane again."""
        retry_parked(self.actor, parked_of(self.actor, lane, parked_id, Act.RUN))
        return Response({"count": 1}, status=202)


def broken_runs(workspace_id: int) -> int:
    """What S13 forbids, counted at most every quarter of a minute: it looks at every run."""
    return _broken(int(time.monotonic() // REMEMBERED_S)).get(workspace_id, 0)


def waiting(workspace_id: int) -> dict[str, Any]:
    """Accepted items of the workspace that are not handled yet, and the age of the oldest."""
    found = Inbox.objects.filter(workspace_id=workspace_id).aggregate(n=Counted("id"), at=Min("at"))
    lag = max((now() - found["at"]).total_seconds(), 0.0) if found["at"] else 0.0
    return {"inbox": found["n"], "oldest_lag_s": round(lag, 3)}


@lru_cache(maxsize=1)
def _broken(moment: int) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"select workspace_id, count(*) from ({BROKEN}) b group by 1", [None])
        return dict(cursor.fetchall())


def _lane(lane: Lane, inbox: int) -> dict[str, Any]:
    return {
        "lane": lane.lane,
        "leased_by": lane.leased_by,
        "leased_until": lane.leased_until,
        "inbox": inbox,
    }


def _parked(row: Parked) -> Any:
    try:
        body = json.loads(row.body)
    except ValueError:
        body = row.body
    names = ("lane", "error", "at", "attempts", "run_id", "customer_id")
    return ParkedRow(
        {name: getattr(row, name) for name in names}
        | {"id": f"{row.lane}-{row.id}", "kind": _kind(row.kind), "body": body}
    ).data


def _kind(number: int) -> str:
    return Kind(number).label.lower() if number in Kind.values else "timer"
