"""The customers behind a step's numbers: who stands there, passed, was refused or failed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.contracts import Status as MessageStatus
from channels_app.delivery import reading
from journeys.api.access import customer_of, journey_of
from journeys.api.passages import Passage, Wanted, passages
from journeys.api.periods import PERIOD, Period, period_of
from journeys.api.shapes import RUN_STATUS
from journeys.core.state import Status
from journeys.models import Customer, Journey, Run, StepLog
from workspaces.api.fields import Output
from workspaces.api.pages import PARAMETERS, encode, limit_of, page, page_of, place_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act
from workspaces.refusals import NotFound, invalid

WHAT = ("standing", "passed", "refused", "failed")
FILTERS = [
    OpenApiParameter("what", enum=WHAT, description="Usually standing, which is now."),
    OpenApiParameter("port", description="With passed: only those who left by it."),
    OpenApiParameter("search", description="A userId, anonymousId or customer's id, in full."),
]
FAILED_PORT = "$failed"
UNDELIVERED = {
    "refused": (MessageStatus.REFUSED,),
    "failed": (MessageStatus.FAILED, MessageStatus.BOUNCED),
}
Row = dict[str, Any]
Place = tuple[datetime, str] | None


class StepPerson(Output):
    """`what` says which of the other fields are there; the reason is in codes, for the page."""

    what = serializers.ChoiceField(WHAT)
    at = serializers.DateTimeField(help_text="When it came to stand, left, was refused or failed.")
    customer_id = serializers.UUIDField()
    user_id = serializers.CharField(allow_null=True)
    name = serializers.CharField(allow_null=True)
    email = serializers.CharField(allow_null=True)
    run_id = serializers.UUIDField(allow_null=True)
    status = serializers.CharField(allow_null=True, help_text="Of the run, now.")
    since = serializers.DateTimeField(
        allow_null=True, help_text="When the run entered the journey."
    )
    arrived_at = serializers.DateTimeField(
        allow_null=True, help_text="When it came to the step and waited; null if it did not."
    )
    until = serializers.DateTimeField(allow_null=True, help_text="When it goes on by itself.")
    awaits = serializers.ListField(child=serializers.CharField())
    frozen = serializers.BooleanField(help_text="Its time came while the journey was paused.")
    port = serializers.CharField(allow_blank=True)
    cause = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    detail = serializers.DictField(allow_null=True)
    channel = serializers.CharField(allow_null=True)
    topic = serializers.CharField(allow_null=True)
    message_id = serializers.CharField(allow_null=True)


NOTHING: Row = {
    "run_id": None, "status": None, "since": None, "arrived_at": None, "until": None,
    "awaits": [], "frozen": False, "port": "", "cause": "", "reason": "", "detail": None,
    "channel": None, "topic": None, "message_id": None,
}  # fmt: skip


@extend_schema(parameters=[WORKSPACE], tags=["runs"])
class StepPeopleView(ApiView):
    @extend_schema(
        operation_id="step_customers",
        parameters=[*FILTERS, *PERIOD, *PARAMETERS],
        responses=page_of(StepPerson),
    )
    def get(self, request: Request, ref: str, step: str) -> Response:
        """Customers at a step or trigger, the latest first: who stands there now; or who passed,
        was refused or failed in the period. A person may be there more than once."""
        journey = journey_of(self.actor, ref, Act.READ)
        given = request.query_params
        what = given.get("what", "standing")
        if what not in WHAT:
            raise invalid("/what", f"what is '{what[:20]}'. Write one of: {', '.join(WHAT)}.")
        period = period_of(request, journey)
        try:
            search = given.get("search", "").strip()
            customer = customer_of(self.actor, search, Act.READ) if search else None
        except NotFound:
            return Response({"results": [], "next": None})
        who = (customer.lane, UUID(str(customer.id))) if customer else None
        if what == "standing":
            return _standing(request, journey, step, period, who)
        wanted = Wanted(journey.id, step, period, customer=who, port=given.get("port") or None)
        return _past(request, what, wanted)


def _standing(
    request: Request, journey: Journey, step: str, period: Period, who: tuple[int, UUID] | None
) -> Response:
    rows = Run.objects.filter(journey_id=journey.id, workspace_id=journey.workspace_id)
    rows = rows.filter(status=Status.ACTIVE, step=step)
    if period.version_id is not None:
        rows = rows.filter(version_id=period.version_id)
    if who:
        rows = rows.filter(lane=who[0], customer_id=who[1])
    return page(request, rows, ["-entered_at", "-id"], lambda runs: _shown(map(_stands, runs)))


def _past(request: Request, what: str, wanted: Wanted) -> Response:
    limit = limit_of(request)
    before = _place(request)
    found = _read(what, wanted, before, limit + 1)
    more = len(found) > limit
    found = found[:limit]
    last = found[-1] if more else None
    return Response(
        {
            "results": _shown(found),
            "next": encode([last["at"], last["key"]]) if last else None,
        }
    )


def _read(what: str, wanted: Wanted, before: Place, count: int) -> list[Row]:
    """The latest of both sources: the log of moves and entries, and the messages."""
    if what == "passed":
        but = () if wanted.port else (FAILED_PORT,)
        rows = passages(wanted._replace(but=but), before, count)
        return [_passed(row, "passed") for row in rows]
    if what == "failed":
        rows = passages(wanted._replace(port=FAILED_PORT), before, count)
        found = [_passed(row, "failed") for row in rows]
    else:
        rows = passages(wanted._replace(metric="kept_out", port=None), before, count)
        found = [_not_let_in(row) for row in rows]
    messages = reading.undelivered(
        wanted.journey_id,
        wanted.step,
        UNDELIVERED[what],
        wanted.period.since,
        wanted.period.until,
        version_id=wanted.period.version_id,
        customer=wanted.customer,
        before=before,
        count=count,
    )
    found += [_undelivered(message, what) for message in messages]
    found.sort(key=lambda row: (row["at"], row["key"]), reverse=True)
    return found[:count]


def _place(request: Request) -> Place:
    place = place_of(request, 2)
    if place is None:
        return None
    try:
        return datetime.fromisoformat(str(place[0])), str(place[1])
    except ValueError:
        raise invalid(
            "/cursor", "This cursor is not one of this list. Begin without one."
        ) from None


def _stands(run: Run) -> Row:
    return NOTHING | {
        "what": "standing",
        "at": run.entered_at,
        "lane": run.lane,
        "customer_id": run.customer_id,
        "run_id": run.id,
        "visit": run.visit,
        "until": run.due_at,
        "awaits": run.awaits,
        "frozen": run.frozen_at is not None,
    }


def _passed(row: Passage, what: str) -> Row:
    detail = row.detail or {}
    reason = detail.get("reason") or detail.get("note") or ""
    return NOTHING | {"what": what, **row._asdict(), "detail": row.detail, "reason": str(reason)}


def _not_let_in(row: Passage) -> Row:
    return NOTHING | {"what": "refused", **row._asdict(), "cause": "", "reason": row.cause}


def _undelivered(message: Any, what: str) -> Row:
    return NOTHING | {
        "what": what,
        "at": message.changed_at,
        "key": message.id,
        "lane": message.lane,
        "customer_id": message.customer_id,
        "run_id": message.run_id,
        "reason": message.reason,
        "detail": message.detail,
        "channel": message.channel,
        "topic": message.topic or None,
        "message_id": message.id,
    }


def _shown(found: Iterable[Row]) -> Any:
    """The rows with what the tables beside know of them: the person, the run, the arrival."""
    rows = list(found)
    lanes = {row["lane"] for row in rows}
    people = {row["customer_id"] for row in rows}
    run_ids = {row["run_id"] for row in rows if row["run_id"]}
    known = {c.id: c for c in Customer.objects.filter(lane__in=lanes, id__in=people)}
    runs = {r.id: r for r in Run.objects.filter(lane__in=lanes, id__in=run_ids)}
    stood = StepLog.objects.filter(lane__in=lanes, customer_id__in=people, run_id__in=run_ids)
    arrivals = {
        (run, visit): at
        for run, visit, at in stood.filter(port="").values_list("run_id", "visit", "at")
    }
    told = [
        row | _person(known.get(row["customer_id"])) | _run(row, runs, arrivals) for row in rows
    ]
    return StepPerson(told, many=True).data


def _run(row: Row, runs: dict[UUID, Run], arrivals: dict[tuple[UUID, int], datetime]) -> Row:
    run, visit = row["run_id"], row.get("visit", 0)
    arrived = arrivals.get((run, visit))
    told: Row = {"arrived_at": arrived}
    if row["what"] == "standing" and arrived:
        told["at"] = arrived
    if run in runs:
        told |= {"since": runs[run].entered_at, "status": RUN_STATUS[runs[run].status]}
    return told


def _person(customer: Customer | None) -> Row:
    profile = customer.profile if customer else {}
    parts = (profile.get("first_name"), profile.get("last_name"))
    name = profile.get("name") or " ".join(part for part in parts if isinstance(part, str))
    email = profile.get("email")
    return {
        "user_id": customer.user_id or customer.anonymous_id if customer else None,
        "name": name if isinstance(name, str) and name else None,
        "email": email if isinstance(email, str) else None,
    }
