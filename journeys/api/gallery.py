"""Ready-made journeys, and the catalogue of triggers and steps that the editor is built from."""

from typing import Any

from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.actions.gallery import make_topics
from journeys.api.needs import needs
from journeys.api.translated import catalogue_shown
from journeys.gallery import ReadyMade, ready_made
from workspaces.api.fields import Output
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import NotFound, invalid


class Need(Output):
    name = serializers.CharField()
    seen = serializers.BooleanField(help_text="Whether this workspace has it.")


class GalleryEntry(Output):
    slug = serializers.CharField()
    title = serializers.CharField()
    line = serializers.CharField(help_text="What it does, in one line.")
    document = serializers.DictField()
    events = Need(many=True, help_text="Events that it starts from, waits for or counts.")
    attributes = Need(many=True, help_text="Attributes of the profile that it reads.")
    topics = Need(many=True, help_text="Topics of its messages; taking it makes what is missing.")


class TopicsMade(Output):
    topics = serializers.ListField(child=serializers.CharField(), help_text="Those made now.")


class KindShape(Output):
    kind = serializers.CharField()
    title = serializers.CharField()
    group = serializers.CharField()
    icon = serializers.CharField(help_text="Name of a Tabler icon.")
    help = serializers.CharField()
    ports = serializers.DictField()
    summary = serializers.CharField(help_text="An ICU message over the config.")
    schema = serializers.DictField(help_text="JSON Schema of the config, with x- hints.")
    version = serializers.IntegerField()
    palette = serializers.ListField(child=serializers.DictField())


class CatalogueShape(Output):
    triggers = KindShape(many=True)
    steps = KindShape(many=True)
    journey_schema = serializers.DictField()


def entry_of(slug: str) -> ReadyMade:
    found = ready_made().get(slug)
    if found is None:
        raise NotFound(f"There is no ready-made journey '{slug[:64]}'.")
    return found


def taken_from_gallery(actor: Actor, slug: str) -> dict[str, Any]:
    """The document of a ready-made journey; the topics that it names are there from now on."""
    found = ready_made().get(slug)
    if found is None:
        raise invalid("/gallery", f"There is no ready-made journey '{slug[:64]}'.")
    make_topics(actor, found)
    return found.document


@extend_schema(tags=["journeys"])
class CatalogueView(ApiView):
    @extend_schema(operation_id="catalogue", responses=CatalogueShape)
    def get(self, request: Request) -> Response:
        """Every kind of trigger and step: its form, ports, words and help."""
        return Response(catalogue_shown())


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class GalleryView(ApiView):
    @extend_schema(operation_id="gallery", responses=GalleryEntry(many=True))
    def get(self, request: Request) -> Response:
        """Ready-made journeys to start from, with what each needs of this workspace."""
        needed = needs(self.actor.workspace.id)
        entries = [
            {
                "slug": slug,
                "title": gettext(entry.title),
                "line": gettext(entry.line),
                "document": entry.document,
            }
            | needed[slug]
            for slug, entry in ready_made().items()
        ]
        return Response(GalleryEntry(entries, many=True).data)


@extend_schema(parameters=[WORKSPACE], tags=["journeys"])
class GalleryTopicsView(ApiView):
    @extend_schema(operation_id="gallery_topics", request=None, responses={200: TopicsMade})
    def post(self, request: Request, slug: str) -> Response:
        """Make the topics that the messages of a ready-made journey name and that are missing."""
        require(self.actor, Act.RUN)
        made = make_topics(self.actor, entry_of(slug))
        return Response(TopicsMade({"topics": made}).data)
