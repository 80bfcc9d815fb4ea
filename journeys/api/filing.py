"""Tags and folders: which there are, and putting journeys into them."""

from collections import Counter
from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.filing import file_journeys
from journeys.api.access import journey_of
from journeys.api.shapes import Count
from journeys.models import Journey, State
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, require

MOST = 200
FILTERS = [
    OpenApiParameter("tag", description="Only with this tag; several, parted by commas: with all."),
    OpenApiParameter("folder", description="Only in this folder, or in one inside it."),
]


class NamedCount(Output):
    name = serializers.CharField()
    count = serializers.IntegerField(help_text="Journeys, the archived ones left out.")


class FilingShape(Output):
    tags = NamedCount(many=True)
    folders = NamedCount(many=True, help_text="Each path, with what lies deeper counted too.")


class Filing(Input):
    journeys = serializers.ListField(
        child=TextField(max_length=64), min_length=1, max_length=MOST, help_text="Ids or slugs."
    )
    add_tags = serializers.ListField(child=TextField(max_length=200), required=False)
    remove_tags = serializers.ListField(child=TextField(max_length=200), required=False)
    folder = TextField(
        max_length=400, required=False, allow_blank=True, help_text="A path; empty takes out."
    )


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class FilingView(ApiView):
    @extend_schema(operation_id="filing", responses=FilingShape)
    def get(self, request: Request) -> Response:
        """The tags and folders of this workspace, with how many journeys each holds."""
        mine = Journey.objects.filter(workspace=self.actor.workspace)
        mine = mine.exclude(state=State.ARCHIVED)
        tags: Counter[str] = Counter()
        folders: Counter[str] = Counter()
        for folder, own in mine.values_list("folder", "tags"):
            tags.update(own)
            folders.update(_with_parents(folder))
        return Response(FilingShape({"tags": _counted(tags), "folders": _counted(folders)}).data)

    @extend_schema(operation_id="file_journeys", request=Filing, responses=Count)
    def post(self, request: Request) -> Response:
        """Add or remove tags of many journeys at once, or move them to a folder."""
        require(self.actor, Act.RUN)
        taken = self.taken(Filing)
        journeys = [journey_of(self.actor, ref, Act.RUN) for ref in taken["journeys"]]
        count = file_journeys(
            self.actor,
            journeys,
            add=taken.get("add_tags", ()),
            remove=taken.get("remove_tags", ()),
            folder=taken.get("folder"),
        )
        return Response(Count({"count": count}).data)


def filed(journeys: QuerySet[Journey], request: Request) -> QuerySet[Journey]:
    """The journeys that ?tag= and ?folder= leave."""
    if tags := [tag for tag in request.query_params.get("tag", "").split(",") if tag]:
        journeys = journeys.filter(tags__contains=tags)
    if folder := request.query_params.get("folder", "").strip("/"):
        journeys = journeys.filter(Q(folder=folder) | Q(folder__startswith=f"{folder}/"))
    return journeys


def _with_parents(folder: str) -> list[str]:
    names = folder.split("/") if folder else []
    return ["/".join(names[: depth + 1]) for depth in range(len(names))]


def _counted(counter: Counter[str]) -> list[dict[str, Any]]:
    ordered = sorted(counter.items(), key=lambda pair: pair[0].casefold())
    return [{"name": name, "count": count} for name, count in ordered]
