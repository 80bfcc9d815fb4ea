"""What templates draw on: the brand and the pictures."""

from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.api.access import image_of
from channels_app.library import brand
from channels_app.models import Image
from channels_app.pictures import taking
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, require
from workspaces.refusals import invalid

ABOUT = {
    "colour": "Of buttons and links, like #1f2937.",
    "button_text": "What is written on that colour.",
    "background": "Around the mail.",
    "logo": "The address of a picture.",
    "address": "The postal address, which many laws ask for in marketing.",
}


class BrandValues(Output):
    """Every field of {{ brand }}; those that were not set have their defaults."""

    def get_fields(self) -> dict[str, Any]:
        return {
            name: serializers.CharField(allow_blank=True, help_text=ABOUT.get(name, ""))
            for name in brand.FIELDS
        }


class BrandChange(Input):
    def get_fields(self) -> dict[str, Any]:
        return {
            name: TextField(max_length=brand.LONGEST, allow_blank=True, required=False)
            for name in brand.FIELDS
        }


class ImageRow(Output):
    id = serializers.CharField()
    url = serializers.CharField(help_text="For messages; it may be kept for good.")
    name = serializers.CharField()
    content_type = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    size = serializers.IntegerField(help_text="Bytes, as it is served.")
    created_at = serializers.DateTimeField()
    created_by = serializers.CharField(allow_blank=True)


class RawParser(BaseParser):
    """The picture alone, as the body."""

    media_type = "image/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return {"": stream.read(taking.MOST_BYTES + 1)}


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class BrandView(ApiView):
    @extend_schema(operation_id="brand", responses=BrandValues)
    def get(self, request: Request) -> Response:
        """Colours, logo and address, in one place for every template."""
        return Response(BrandValues(brand.brand_of(self.actor.workspace.id)).data)

    @extend_schema(operation_id="brand_change", request=BrandChange, responses=BrandValues)
    def patch(self, request: Request) -> Response:
        """Set some of the fields."""
        require(self.actor, Act.RUN)
        return Response(BrandValues(brand.change_brand(self.actor, self.taken(BrandChange))).data)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class ImagesView(ApiView):
    parser_classes = (RawParser, MultiPartParser)

    @extend_schema(
        operation_id="images",
        parameters=[OpenApiParameter("search", description="Part of the name."), *PARAMETERS],
        responses=page_of(ImageRow),
    )
    def get(self, request: Request) -> Response:
        """Uploaded pictures, the newest first."""
        rows = Image.objects.filter(workspace_id=self.actor.workspace.id).defer("data")
        if search := request.query_params.get("search", ""):
            rows = rows.filter(name__icontains=search)
        return page(
            request, rows, ["-created_at", "id"], lambda some: [_shown(each) for each in some]
        )

    @extend_schema(
        operation_id="image_upload",
        parameters=[OpenApiParameter("name", description="What to call it.")],
        request={
            "image/*": OpenApiTypes.BINARY,
            "multipart/form-data": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
            },
        },
        responses={201: ImageRow},
    )
    def post(self, request: Request) -> Response:
        """Keep a picture: at most 10 MB and 40 megapixels, as JPEG, PNG, GIF or WebP."""
        require(self.actor, Act.RUN)
        name, raw = self._sent(request)
        return Response(_shown(taking.take(self.actor, name, raw)), status=201)

    def _sent(self, request: Request) -> tuple[str, bytes]:
        """The picture's name and bytes: the body itself, or the one file of a form."""
        body: Any = request.data
        named = request.query_params.get("name", "")
        if isinstance(body, dict) and isinstance(body.get(""), bytes):
            return named, body[""]
        files = list(request.FILES.values())
        if len(files) != 1:
            raise invalid("/file", "Send one picture, as the body or as the file of a form.")
        return named or files[0].name or "", files[0].read(taking.MOST_BYTES + 1)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class ImageView(ApiView):
    @extend_schema(operation_id="image", responses=ImageRow)
    def get(self, request: Request, image_id: str) -> Response:
        """One picture's facts."""
        return Response(_shown(image_of(self.actor, image_id, Act.READ)))

    @extend_schema(operation_id="image_delete", responses={204: None})
    def delete(self, request: Request, image_id: str) -> Response:
        """Mails that have left show an empty place from then on."""
        taking.remove(self.actor, image_of(self.actor, image_id, Act.RUN))
        return Response(status=204)


def _shown(image: Image) -> Any:
    names = ("id", "name", "content_type", "width", "height", "size", "created_at", "created_by")
    value = {name: getattr(image, name) for name in names}
    return ImageRow(value | {"url": f"{settings.BASE_URL}/i/{image.id}"}).data
