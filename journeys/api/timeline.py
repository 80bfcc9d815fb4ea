"""What happened to one customer, newest first: events, moves, messages, refusals, consent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.delivery import reading
from journeys.api.access import customer_of
from journeys.api.names import Names
from journeys.models import Customer, Event, Refusal, Run, StepLog
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, encode, limit_of, place_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act
from workspaces.refusals import invalid

Entry = dict[str, Any]
# Of one instant, the effect is shown above its cause, for the list runs backwards.
RANK = {"event": 0, "refusal": 1, "move": 2, "message": 3, "consent": 4}


TYPE = OpenApiParameter("type", enum=list(RANK), description="Only entries of this type.")


class TimelineEntry(Output):
    """`type` says which of the other fields are there."""

    at = serializers.DateTimeField()
    type = serializers.ChoiceField(tuple(RANK))
    id = serializers.CharField()
    name = serializers.CharField(required=False)
    properties = serializers.DictField(required=False)
    matched = serializers.ListField(child=serializers.DictField(), required=False)
    journey_id = serializers.IntegerField(required=False, allow_null=True)
    journey = serializers.CharField(required=False, allow_null=True)
    journey_name = serializers.CharField(required=False, allow_null=True)
    run_id = serializers.CharField(required=False, allow_null=True)
    step = serializers.CharField(required=False, allow_null=True)
    step_name = serializers.CharField(required=False, allow_null=True)
    port = serializers.CharField(required=False)
    cause = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)
    detail = serializers.DictField(required=False, allow_null=True)
    channel = serializers.CharField(required=False)
    recipient = serializers.CharField(required=False)
    topic = serializers.CharField(required=False, allow_null=True)
    status = serializers.CharField(required=False)
    state = serializers.CharField(required=False)
    source = serializers.CharField(required=False)  # type: ignore[assignment]


class TimelinePage(Output):
    results = TimelineEntry(many=True)
    next = serializers.CharField(allow_null=True)


class Move(Output):
    at = serializers.DateTimeField()
    visit = serializers.IntegerField()
    step = serializers.CharField(allow_null=True)
    step_name = serializers.CharField(allow_null=True)
    port = serializers.CharField()
    cause = serializers.CharField()
    detail = serializers.DictField(allow_null=True)


@extend_schema(parameters=[WORKSPACE], tags=["customers"])
class TimelineView(ApiView):
    @extend_schema(
        operation_id="customer_timeline", parameters=[TYPE, *PARAMETERS], responses=TimelinePage
    )
    def get(self, request: Request, ref: str) -> Response:
        """Everything that happened to the customer, the newest first."""
        customer = customer_of(self.actor, ref, Act.READ)
        limit = limit_of(request)
        before, shown = _place(request)
        found = _merged(customer, before, limit + shown + 1, _types(request))
        found = found[shown:] if before else found
        rest = found[limit:]
        found = found[:limit]
        return Response({"results": found, "next": _next(found, before, shown) if rest else None})


def moves_of_run(run: Run) -> list[Entry]:
    """Every move of one run, in order."""
    rows = StepLog.objects.filter(lane=run.lane, customer_id=run.customer_id, run_id=run.id)
    names = Names(run.workspace_id, [run.version_id])
    return [
        {
            "at": row.at,
            "visit": row.visit,
            "step": row.step or None,
            "step_name": names.step(row.version_id, row.step),
            "port": row.port,
            "cause": row.cause,
            "detail": row.detail,
        }
        for row in rows.order_by("at", "visit")
    ]


def _types(request: Request) -> set[str]:
    word = request.query_params.get("type", "")
    if word and word not in RANK:
        raise invalid("/type", f"type is '{word[:20]}'. Write one of: {', '.join(RANK)}.")
    return {word} if word else set(RANK)


def _merged(
    customer: Customer, before: datetime | None, count: int, types: set[str]
) -> list[Entry]:
    """The `count` latest entries at or before an instant, in one fixed order."""
    place = (customer.lane, customer.id, before, count)
    moves = _latest(StepLog, *place) if "move" in types else []
    messages = reading.messages_of(*place) if "message" in types else []
    events = _latest(Event, *place) if "event" in types else []
    refusals = _latest(Refusal, *place) if "refusal" in types else []
    consents = reading.consents_of(*place) if "consent" in types else []
    names = Names(customer.workspace_id, [row.version_id for row in [*moves, *messages]])
    entries: list[Entry] = [
        *(_event(row, names) for row in events),
        *(_move(row, names) for row in moves),
        *(_refusal(row, names) for row in refusals),
        *(_message(row, names) for row in messages),
        *(_consent(row) for row in consents),
    ]
    entries.sort(key=_order, reverse=True)
    return entries[:count]


def _order(entry: Entry) -> tuple[Any, ...]:
    return entry["at"], RANK[entry["type"]], entry.get("visit", 0), entry["id"]


def _latest(
    model: Any, lane: int, customer_id: UUID, before: datetime | None, count: int
) -> list[Any]:
    rows = model.objects.filter(lane=lane, customer_id=customer_id)
    if before is not None:
        rows = rows.filter(at__lte=before)
    return list(rows.order_by("-at")[:count])


def _place(request: Request) -> tuple[datetime | None, int]:
    """The instant of the last entry shown, and how many entries of that instant were shown."""
    place = place_of(request, 2)
    if place is None:
        return None, 0
    try:
        return datetime.fromisoformat(str(place[0])), min(max(int(place[1]), 0), 10_000)
    except ValueError:
        raise invalid(
            "/cursor", "This cursor is not one of this list. Begin without one."
        ) from None


def _next(found: list[Entry], before: datetime | None, shown: int) -> str:
    last = found[-1]["at"]
    count = sum(1 for entry in found if entry["at"] == last)
    return encode([last, count + (shown if last == before else 0)])


def _event(row: Event, names: Names) -> Entry:
    return {
        "at": row.at,
        "type": "event",
        "id": str(row.id),
        "name": row.name,
        "kind": row.kind,
        "happened_at": row.ts,
        "properties": row.properties,
        "matched": [match | names.journey(match.get("journey_id")) for match in row.matched or []],
        "historical": row.historical,
    }


def _move(row: StepLog, names: Names) -> Entry:
    return names.place(row) | {
        "at": row.at,
        "type": "move",
        "id": f"{row.run_id}:{row.visit}",
        "run_id": str(row.run_id),
        "visit": row.visit,
        "port": row.port,
        "cause": row.cause,
        "detail": row.detail,
    }


def _refusal(row: Refusal, names: Names) -> Entry:
    return names.journey(row.journey_id) | {
        "at": row.at,
        "type": "refusal",
        "id": f"{row.journey_id}:{row.message_id}",
        "trigger": row.trigger_id,
        "reason": row.reason,
        "detail": row.detail,
    }


def _message(row: Any, names: Names) -> Entry:
    return names.place(row) | {
        "at": row.created_at,
        "type": "message",
        "id": row.id,
        "run_id": str(row.run_id) if row.run_id else None,
        "channel": row.channel,
        "recipient": row.recipient,
        "topic": row.topic or None,
        "kind": row.kind,
        "status": reading.word(row.status),
        "sent_at": row.sent_at,
        "reason": row.reason,
        "detail": row.detail,
    }


def _consent(row: Any) -> Entry:
    return {
        "at": row.at,
        "type": "consent",
        "id": str(row.pk),
        "channel": row.channel,
        "topic": row.topic or None,
        "state": row.state,
        "source": row.source,
    }
