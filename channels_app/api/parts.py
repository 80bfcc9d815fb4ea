"""Shared parts: the views of templates, under names of their own."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from channels_app.api import templates as shapes
from channels_app.api.templates import FILTERS
from workspaces.api.pages import PARAMETERS


@extend_schema_view(
    get=extend_schema(
        operation_id="parts", parameters=[FILTERS[0], *PARAMETERS], responses=shapes.LISTED
    ),
    post=extend_schema(
        operation_id="part_create",
        request=shapes.NewTemplate,
        responses={201: shapes.TemplateDetail},
    ),
)
class PartsView(shapes.TemplatesView):
    part = True


@extend_schema_view(
    get=extend_schema(operation_id="part"),
    patch=extend_schema(operation_id="part_change"),
    delete=extend_schema(operation_id="part_delete"),
)
class PartView(shapes.TemplateView):
    part = True


@extend_schema_view(put=extend_schema(operation_id="part_draft_save"))
class PartDraftView(shapes.TemplateDraftView):
    part = True


@extend_schema_view(post=extend_schema(operation_id="part_check"))
class PartCheckView(shapes.TemplateCheckView):
    part = True


@extend_schema_view(post=extend_schema(operation_id="part_publish"))
class PartPublishView(shapes.TemplatePublishView):
    part = True


@extend_schema_view(get=extend_schema(operation_id="part_versions"))
class PartVersionsView(shapes.TemplateVersionsView):
    part = True


@extend_schema_view(get=extend_schema(operation_id="part_version"))
class PartVersionView(shapes.TemplateVersionView):
    part = True


@extend_schema_view(get=extend_schema(operation_id="part_uses"))
class PartUsesView(shapes.TemplateUsesView):
    part = True
