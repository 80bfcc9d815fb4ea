"""A journey's draft and its versions: save, check, publish, look back."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.checking import check
from journeys.actions.documents import save_draft
from journeys.actions.lifecycle import publish
from journeys.api import numbers
from journeys.api.access import journey_of
from journeys.api.journeys import version_shown
from journeys.api.shapes import Checked, DocumentField, VersionDetail, VersionListed
from workspaces.api.fields import Input, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act
from workspaces.refusals import NotFound


class Draft(Input):
    document = DocumentField()
    base_revision = serializers.IntegerField(
        min_value=0, help_text="The draft_revision that the document was made from."
    )


class DraftSaved(Checked):
    draft_revision = serializers.IntegerField()


class ToCheck(Input):
    document = DocumentField()


class Publication(Input):
    note = TextField(max_length=2000, allow_blank=True, default="")
    base_revision = serializers.IntegerField(min_value=0, required=False)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class DraftView(ApiView):
    @extend_schema(operation_id="draft_save", request=Draft, responses=DraftSaved)
    def put(self, request: Request, ref: str) -> Response:
        """Save the draft; 409 with the current one when somebody saved meanwhile."""
        journey = journey_of(self.actor, ref, Act.RUN)
        saved = save_draft(self.actor, journey, **self.taken(Draft))
        checked = check(self.actor.workspace, saved.draft)
        return Response(DraftSaved(checked | {"draft_revision": saved.draft_revision}).data)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class ValidateView(ApiView):
    @extend_schema(operation_id="journey_validate", request=ToCheck, responses=Checked)
    def post(self, request: Request, ref: str) -> Response:
        """Check a document without saving it: every problem with its place, and facts."""
        journey_of(self.actor, ref, Act.READ)
        checked = check(self.actor.workspace, self.taken(ToCheck)["document"])
        return Response(Checked(checked).data)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class PublishView(ApiView):
    @extend_schema(
        operation_id="journey_publish", request=Publication, responses={201: VersionDetail}
    )
    def post(self, request: Request, ref: str) -> Response:
        """Make the draft the live version; 422 with the problems when it has errors."""
        journey = journey_of(self.actor, ref, Act.RUN)
        return Response(
            version_shown(publish(self.actor, journey, **self.taken(Publication))), status=201
        )


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class VersionsView(ApiView):
    @extend_schema(operation_id="versions", parameters=PARAMETERS, responses=page_of(VersionListed))
    def get(self, request: Request, ref: str) -> Response:
        """Published versions, the newest first, with the runs of each."""
        journey = journey_of(self.actor, ref, Act.READ)
        rows = journey.versions.select_related("published_by").defer("document")
        runs = numbers.of_versions(journey.id)
        return page(request, rows, ["-number"], lambda found: _rows(found, runs))


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class VersionView(ApiView):
    @extend_schema(operation_id="version", responses=VersionDetail)
    def get(self, request: Request, ref: str, number: int) -> Response:
        """One published version with its document."""
        journey = journey_of(self.actor, ref, Act.READ)
        found = journey.versions.select_related("published_by").filter(number=number).first()
        if found is None:
            raise NotFound(f"{journey.name} has no version {number}.")
        return Response(version_shown(found))


NO_RUNS = {"entered": 0, "active": 0}


def _rows(versions: list[Any], runs: dict[int, dict[str, int]]) -> Any:
    rows = [_without_document(each) | runs.get(each.id, NO_RUNS) for each in versions]
    return VersionListed(rows, many=True).data


def _without_document(version: Any) -> dict[str, Any]:
    by = version.published_by
    names = ("id", "number", "published_at", "note")
    return {name: getattr(version, name) for name in names} | {
        "published_by": str(by) if by else None
    }
