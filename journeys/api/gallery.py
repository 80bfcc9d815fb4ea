"""Ready-made journeys, and the catalogue of triggers and steps that the editor is built from."""

from functools import cache
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from journeys.core.catalogue import catalogue
from journeys.core.schema import Kinds
from journeys.gallery import ready_made
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS
from workspaces.api.fields import Output
from workspaces.api.views import ApiView
from workspaces.refusals import invalid


class GalleryEntry(Output):
    slug = serializers.CharField()
    title = serializers.CharField()
    line = serializers.CharField(help_text="What it does, in one line.")
    document = serializers.DictField()


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


@cache
def whole_catalogue() -> dict[str, Any]:
    return catalogue(Kinds(STEPS, TRIGGERS))


def gallery_document(slug: str) -> dict[str, Any]:
    """The document of a ready-made journey."""
    found = ready_made().get(slug)
    if found is None:
        raise invalid("/gallery", f"There is no ready-made journey '{slug[:64]}'.")
    return found.document


@extend_schema(tags=["journeys"])
class CatalogueView(ApiView):
    @extend_schema(operation_id="catalogue", responses=CatalogueShape)
    def get(self, request: Request) -> Response:
        """Every kind of trigger and step: its form, ports, words and help."""
        return Response(whole_catalogue())


@extend_schema(tags=["journeys"])
class GalleryView(ApiView):
    @extend_schema(operation_id="gallery", responses=GalleryEntry(many=True))
    def get(self, request: Request) -> Response:
        """Ready-made journeys to start from."""
        return Response(GalleryEntry(list(ready_made().values()), many=True).data)
