"""Journeys: list, make, read, rename, delete."""

from functools import partial
from typing import Any

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.checking import check
from journeys.actions.documents import create_journey, delete_journey
from journeys.actions.filing import change_journey, file_journeys
from journeys.api import numbers
from journeys.api.access import journey_of
from journeys.api.filing import FILTERS as FILING
from journeys.api.filing import filed
from journeys.api.gallery import taken_from_gallery
from journeys.api.pictures import pictures
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
    OpenApiParameter("search", description="Part of the name or of a tag."),
    *FILING,
    OpenApiParameter("picture", enum=["1"], description="Adds a small drawing of each."),
]


class NewJourney(Input):
    name = TextField(max_length=200)
    document = DocumentField(required=False)
    gallery = TextField(
        max_length=64,
        required=False,
        help_text="Slug of a ready-made journey; the topics that it lacks are made with it.",
    )
    folder = TextField(max_length=400, required=False, allow_blank=True)


class JourneyChange(Input):
    name = TextField(max_length=200, required=False)
    tags = serializers.ListField(child=TextField(max_length=200), required=False)
    folder = TextField(max_length=400, required=False, allow_blank=True)


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
            mine = mine.filter(Q(name__icontains=search) | Q(tags__icontains=search))
        mine = (
            filed(mine, request)
            .select_related("live_version")
            .defer("draft", "live_version__document")
        )
        drawn = request.query_params.get("picture", "") == "1"
        return page(request, mine, ["-updated_at", "-id"], partial(rows_of, drawn=drawn))

    @extend_schema(
        operation_id="journey_create", request=NewJourney, responses={201: JourneyDetail}
    )
    def post(self, request: Request) -> Response:
        """Make a draft: empty, from a document, or from the gallery."""
        require(self.actor, Act.RUN)
        taken = self.taken(NewJourney)
        document, gallery = taken.get("document"), taken.get("gallery", "")
        if gallery:
            document = taken_from_gallery(self.actor, gallery)
        journey = create_journey(self.actor, taken["name"].strip(), document, slug=gallery)
        if folder := taken.get("folder"):
            file_journeys(self.actor, [journey], folder=folder)
            journey.refresh_from_db()
        return Response(shown(self.actor, journey), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class JourneyView(ApiView):
    @extend_schema(operation_id="journey", responses=JourneyDetail)
    def get(self, request: Request, ref: str) -> Response:
        """One journey, by id or slug, with its draft and its live version."""
        return Response(shown(self.actor, journey_of(self.actor, ref, Act.READ)))

    @extend_schema(operation_id="journey_change", request=JourneyChange, responses=JourneyDetail)
    def patch(self, request: Request, ref: str) -> Response:
        """Rename it (the slug stays), set its tags, move it to a folder."""
        journey = journey_of(self.actor, ref, Act.RUN)
        change_journey(self.actor, journey, **self.taken(JourneyChange))
        return Response(shown(self.actor, journey_of(self.actor, journey.slug, Act.READ)))

    @extend_schema(operation_id="journey_delete", responses={204: None})
    def delete(self, request: Request, ref: str) -> Response:
        """Delete a draft that was never published."""
        delete_journey(self.actor, journey_of(self.actor, ref, Act.RUN))
        return Response(status=204)


def rows_of(journeys: list[Journey], drawn: bool = False) -> Any:
    """The journeys with their numbers, as lists show them."""
    ids = [journey.id for journey in journeys]
    counted, sparks = numbers.of_journeys(ids), numbers.sparks(ids, now())
    rows = [
        _row(each) | {"numbers": counted[each.id], "spark": sparks[each.id]} for each in journeys
    ]
    if drawn:
        drawings = pictures(ids)
        rows = [row | {"picture": drawings[row["id"]]} for row in rows]
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
    names = ("id", "slug", "name", "state", "created_at", "updated_at", "tags", "folder")
    live = journey.live_version
    return {name: getattr(journey, name) for name in names} | {
        "version": live.number if live else None
    }


def _states() -> str:
    return ", ".join(State.values)
