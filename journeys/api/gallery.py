"""Ready-made journeys, and the catalogue of triggers and steps that the editor is built from."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from workspaces.api.fields import Output
from workspaces.api.views import ApiView
from workspaces.refusals import invalid


class GalleryEntry(Output):
    slug = serializers.CharField()
    title = serializers.CharField()
    line = serializers.CharField(help_text="What it does, in one line.")
    document = serializers.DictField()


def entries() -> list[dict[str, Any]]:
    return []


def gallery_document(slug: str) -> dict[str, Any]:
    """The document of a ready-made journey."""
    for entry in entries():
        if entry["slug"] == slug:
            document: dict[str, Any] = entry["document"]
            return document
    raise invalid("/gallery", f"There is no ready-made journey '{slug[:64]}'.")


@extend_schema(tags=["journeys"])
class GalleryView(ApiView):
    @extend_schema(operation_id="gallery", responses=GalleryEntry(many=True))
    def get(self, request: Request) -> Response:
        """Ready-made journeys to start from."""
        return Response(GalleryEntry(entries(), many=True).data)
