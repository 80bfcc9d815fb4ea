"""Journeys: list, make, read, rename, delete."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.checking import check
from journeys.actions.documents import create_journey, delete_journey, rename_journey
from journeys.api import numbers
from journeys.api.access import journey_of
from journeys.api.gallery import gallery_document
from journeys.api.shapes import DocumentField, JourneyDetail, JourneyRow, VersionDetail
from journeys.models import Journey, State, Version
from workspaces.api.fields import Input, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import invalid

FILTERS = [
    OpenApiParameter("state", enum=State.values),
    OpenApiParameter("search", description="Part of the name."),
]


class NewJourney(Input):
    name = TextField(max_length=200)
    document = DocumentField(required=False)
    gallery = TextField(max_length=64, required=False, help_text="Slug of a ready-made journey.")


class JourneyChange(Input):
    name = TextField(max_length=200)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class JourneysView(ApiView):
    @extend_schema(
        operation_id="journeys",
        parameters=[*FILTERS, *PARAMETERS],
        responses=page_of(JourneyRow),
    )
    def get(self, request: Request) -> Response:
        """Journeys, the latest changed first; the archived ones only when asked for."""
        mine = Journey.objects.filter(workspace=self.actor.workspace)
        state = request.query_params.get("state", "")
        if state and state not in State.values:
            raise invalid("/state", f"state is '{state[:20]}'. Write one of: {_states()}.")
        mine = mine.filter(state=state) if state else mine.exclude(state=State.ARCHIVED)
        if search := request.query_params.get("search", ""):
            mine = mine.filter(name__icontains=search)
        mine = mine.select_related("live_version").defer("draft", "live_version__document")
        return page(request, mine, ["-updated_at", "-id"], rows_of)

    @extend_schema(
        operation_id="journey_create", request=NewJourney, responses={201: JourneyDetail}
    )
    def post(self, request: Request) -> Response:
        """Make a draft: empty, from a document, or from the gallery."""
        require(self.actor, Act.RUN)
        taken = self.taken(NewJourney)
        document, gallery = taken.get("document"), taken.get("gallery", "")
        if gallery:
            document = gallery_document(gallery)
        journey = create_journey(self.actor, taken["name"].strip(), document, slug=gallery)
        return Response(shown(self.actor, journey), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class JourneyView(ApiView):
    @extend_schema(operation_id="journey", responses=JourneyDetail)
    def get(self, request: Request, ref: str) -> Response:
        """One journey, by id or slug, with its draft and its live version."""
        return Response(shown(self.actor, journey_of(self.actor, ref, Act.READ)))

    @extend_schema(operation_id="journey_rename", request=JourneyChange, responses=JourneyDetail)
    def patch(self, request: Request, ref: str) -> Response:
        """Rename it; the slug stays."""
        journey = journey_of(self.actor, ref, Act.RUN)
        renamed = rename_journey(self.actor, journey, self.taken(JourneyChange)["name"].strip())
        return Response(shown(self.actor, renamed))

    @extend_schema(operation_id="journey_delete", responses={204: None})
    def delete(self, request: Request, ref: str) -> Response:
        """Delete a draft that was never published."""
        delete_journey(self.actor, journey_of(self.actor, ref, Act.RUN))
        return Response(status=204)


def rows_of(journeys: list[Journey]) -> Any:
    """The journeys with their numbers, as lists show them."""
    ids = [journey.id for journey in journeys]
    counted, sparks = numbers.of_journeys(ids), numbers.sparks(ids, now())
    rows = [
        _row(each) | {"numbers": counted[each.id], "spark": sparks[each.id]} for each in journeys
    ]
    return JourneyRow(rows, many=True).data


def shown(actor: Actor, journey: Journey) -> Any:
    """The whole journey, with what is wrong in its draft."""
    checked = check(actor.workspace, journey.draft)
    names = ("draft", "draft_revision", "draft_saved_at", "paused_at", "archived_at")
    value = {name: getattr(journey, name) for name in names} | {
        "numbers": numbers.of_journeys([journey.id])[journey.id],
        "spark": numbers.sparks([journey.id], now())[journey.id],
        "draft_problems": checked["problems"],
        "draft_facts": checked["facts"],
        "live": version_value(journey.live_version) if journey.live_version else None,
    }
    return JourneyDetail(_row(journey) | value).data


def version_value(version: Version) -> dict[str, Any]:
    by = version.published_by
    names = ("id", "number", "published_at", "note", "document")
    return {name: getattr(version, name) for name in names} | {
        "published_by": str(by) if by else None
    }


def version_shown(version: Version) -> Any:
    return VersionDetail(version_value(version)).data


def _row(journey: Journey) -> dict[str, Any]:
    names = ("id", "slug", "name", "state", "created_at", "updated_at")
    live = journey.live_version
    return {name: getattr(journey, name) for name in names} | {
        "version": live.number if live else None
    }


def _states() -> str:
    return ", ".join(State.values)
