"""Templates and shared parts: the same views, for a part is a template of the channel "part"."""

from typing import Any

import msgspec
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.api.access import template_of
from channels_app.content.mjml import html_from_mjml
from channels_app.content.template import TemplateError
from channels_app.library import templates
from channels_app.library.problems import problems_of
from channels_app.library.uses import counts, uses_of
from channels_app.models import PART, Template, TemplateVersion
from channels_app.registry import CHANNELS
from workspaces.api.fields import Input, JsonField, Output, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, require
from workspaces.refusals import NotFound, invalid

FILTERS = [
    OpenApiParameter("search", description="Part of the name or of the slug."),
    OpenApiParameter("channel", description="Only of this channel."),
]
PLAIN = ("id", "slug", "name", "channel", "languages", "created_at", "changed_at", "changed_by")
VERSION = ("number", "languages", "published_at", "published_by", "note")


class TemplateRow(Output):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()
    channel = serializers.CharField(help_text='Of a shared part: "part".')
    languages = serializers.ListField(
        child=serializers.CharField(), help_text="The first is the one to fall back on."
    )
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    changed_by = serializers.CharField(allow_blank=True)
    published = serializers.IntegerField(
        allow_null=True, help_text="The number of the version that is sent."
    )
    published_at = serializers.DateTimeField(allow_null=True)
    draft_differs = serializers.BooleanField(help_text="From the version that is sent.")
    used_by = serializers.IntegerField(
        help_text="Of a template: journeys that send it. Of a part: templates that hold it."
    )


class TemplateProblem(Output):
    path = serializers.CharField(help_text="JSON pointer: /contents/LANGUAGE/FIELD.")
    code = serializers.CharField()
    message = serializers.CharField()
    severity = serializers.ChoiceField(("error", "warning"))
    line = serializers.IntegerField(help_text="0 when it is not known.")


class TemplateDetail(TemplateRow):
    contents = serializers.DictField(
        child=serializers.DictField(), help_text="The draft: language -> fields of the channel."
    )
    draft_revision = serializers.IntegerField()
    problems = TemplateProblem(many=True)


class NewTemplate(Input):
    name = TextField(max_length=200)
    slug = serializers.RegexField(templates.SLUG, required=False)
    languages = serializers.ListField(child=TextField(max_length=20), required=False)
    contents = JsonField(required=False, help_text="Language -> fields of the channel.")


class NewMessageTemplate(NewTemplate):
    channel = serializers.ChoiceField(sorted(CHANNELS))


class TemplateChange(Input):
    name = TextField(max_length=200)


class TemplateDraft(Input):
    contents = JsonField(help_text="Language -> fields of the channel.")
    languages = serializers.ListField(child=TextField(max_length=20), required=False)
    base_revision = serializers.IntegerField(
        min_value=0, help_text="The draft_revision that the contents were made from."
    )


class TemplateSaved(Output):
    draft_revision = serializers.IntegerField()
    problems = TemplateProblem(many=True)


class TemplateContents(Input):
    contents = JsonField(help_text="Language -> fields of the channel.")


class TemplateChecked(Output):
    problems = TemplateProblem(many=True)


class TemplatePublication(Input):
    note = TextField(max_length=2000, allow_blank=True, default="")
    base_revision = serializers.IntegerField(min_value=0, required=False)


class TemplateVersionRow(Output):
    number = serializers.IntegerField()
    languages = serializers.ListField(child=serializers.CharField())
    published_at = serializers.DateTimeField()
    published_by = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class TemplateVersionDetail(TemplateVersionRow):
    contents = serializers.DictField(child=serializers.DictField())


class TemplateUseRow(Output):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()
    channel = serializers.CharField()
    published = serializers.BooleanField(help_text="In the version that is sent.")


class StepUseRow(Output):
    journey_id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()
    state = serializers.CharField()
    step = serializers.CharField()
    live = serializers.BooleanField(help_text="In the live version, not only in the draft.")


class TemplateUses(Output):
    templates = TemplateUseRow(many=True)
    steps = StepUseRow(many=True)


class MjmlText(Input):
    mjml = TextField(max_length=500_000)
    language = TextField(max_length=20, allow_blank=True, default="")


class HtmlText(Output):
    html = serializers.CharField(help_text="Still a template: its Liquid is as it was written.")


LISTED = page_of(TemplateRow)
VERSIONS_LISTED = page_of(TemplateVersionRow)


class _Templates(ApiView):
    """What lists and single ones share: whether it is parts or messages."""

    part = False

    def found(self, slug: str, act: Act) -> Template:
        return template_of(self.actor, slug, act, part=self.part)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplatesView(_Templates):
    @extend_schema(
        operation_id="templates",
        parameters=[*FILTERS, *PARAMETERS],
        responses=LISTED,
    )
    def get(self, request: Request) -> Response:
        """By name."""
        mine = Template.objects.filter(workspace_id=self.actor.workspace.id).defer("draft")
        rows = mine.filter(channel=PART) if self.part else mine.exclude(channel=PART)
        if search := request.query_params.get("search", ""):
            rows = rows.filter(name__icontains=search) | rows.filter(slug__icontains=search)
        if channel := request.query_params.get("channel", ""):
            rows = rows.filter(channel=channel)
        return page(request, rows, ["name", "id"], _rows)

    @extend_schema(
        operation_id="template_create",
        request=NewMessageTemplate,
        responses={201: TemplateDetail},
    )
    def post(self, request: Request) -> Response:
        """Begin one, as a draft."""
        require(self.actor, Act.RUN)
        given = self.taken(NewTemplate if self.part else NewMessageTemplate)
        given["contents"] = contents_of(given.get("contents"))
        given.setdefault("channel", PART)
        return Response(_detail(templates.create_template(self.actor, **given)), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplateView(_Templates):
    @extend_schema(operation_id="template", responses=TemplateDetail)
    def get(self, request: Request, slug: str) -> Response:
        """The draft, and what is wrong with it."""
        return Response(_detail(self.found(slug, Act.READ)))

    @extend_schema(operation_id="template_change", request=TemplateChange, responses=TemplateDetail)
    def patch(self, request: Request, slug: str) -> Response:
        """Give it another name; its slug stays, for steps name it."""
        template = self.found(slug, Act.RUN)
        return Response(
            _detail(templates.rename(self.actor, template, **self.taken(TemplateChange)))
        )

    @extend_schema(operation_id="template_delete", responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """409 while something uses it."""
        templates.delete_template(self.actor, self.found(slug, Act.RUN))
        return Response(status=204)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplateDraftView(_Templates):
    @extend_schema(
        operation_id="template_draft_save", request=TemplateDraft, responses=TemplateSaved
    )
    def put(self, request: Request, slug: str) -> Response:
        """Save what is being written; 409 with what is stored when somebody saved meanwhile."""
        template = self.found(slug, Act.RUN)
        given = self.taken(TemplateDraft)
        given["contents"] = contents_of(given["contents"]) or {}
        saved = templates.save_draft(self.actor, template, **given)
        value = {"draft_revision": saved.draft_revision, "problems": _problems(saved)}
        return Response(TemplateSaved(value).data)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplateCheckView(_Templates):
    @extend_schema(
        operation_id="template_check", request=TemplateContents, responses=TemplateChecked
    )
    def post(self, request: Request, slug: str) -> Response:
        """What is wrong with these contents; nothing is saved."""
        template = self.found(slug, Act.READ)
        template.draft = contents_of(self.taken(TemplateContents)["contents"]) or {}
        return Response(TemplateChecked({"problems": _problems(template)}).data)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplatePublishView(_Templates):
    @extend_schema(
        operation_id="template_publish",
        request=TemplatePublication,
        responses={201: TemplateVersionDetail},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Make the draft what is sent from now on; 422 with the problems when it has errors."""
        template = self.found(slug, Act.RUN)
        version = templates.publish(self.actor, template, **self.taken(TemplatePublication))
        return Response(TemplateVersionDetail(version).data, status=201)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplateVersionsView(_Templates):
    @extend_schema(
        operation_id="template_versions",
        parameters=PARAMETERS,
        responses=VERSIONS_LISTED,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Published versions, the newest first."""
        template = self.found(slug, Act.READ)
        rows = TemplateVersion.objects.filter(template_id=template.id).defer("contents")
        return page(
            request, rows, ["-number"], lambda some: TemplateVersionRow(some, many=True).data
        )


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplateVersionView(_Templates):
    @extend_schema(operation_id="template_version", responses=TemplateVersionDetail)
    def get(self, request: Request, slug: str, number: int) -> Response:
        """One published version with what it says."""
        template = self.found(slug, Act.READ)
        rows = TemplateVersion.objects.filter(template_id=template.id, number=number)
        version = rows.first()
        if version is None:
            raise NotFound(f"{template.name} has no version {number}.")
        return Response(TemplateVersionDetail(version).data)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class TemplateUsesView(_Templates):
    @extend_schema(operation_id="template_uses", responses=TemplateUses)
    def get(self, request: Request, slug: str) -> Response:
        """What a change of it touches: templates that hold it and steps that send it."""
        uses = uses_of(self.found(slug, Act.READ))
        return Response(TemplateUses(msgspec.to_builtins(uses)).data)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class MjmlView(ApiView):
    @extend_schema(operation_id="mjml", request=MjmlText, responses=HtmlText)
    def post(self, request: Request) -> Response:
        """MJML as the HTML that is sent; nothing is saved or fetched."""
        self.actor  # noqa: B018 - reading is asked for before anything is answered
        given = self.taken(MjmlText)
        try:
            html = html_from_mjml(given["mjml"], given["language"])
        except TemplateError as error:
            raise invalid("/mjml", error.message, "mjml") from None
        return Response(HtmlText({"html": html}).data)


def contents_of(given: Any) -> dict[str, dict[str, Any]] | None:
    """Language -> content, each an object."""
    if given is None:
        return None
    for language, content in given.items():
        if not isinstance(content, dict):
            raise invalid(f"/contents/{language[:20]}", "Write an object: {...}.", "type")
    return dict(given)


def _rows(found: list[Template]) -> Any:
    published = _published(found)
    by_part, by_template = counts(found[0].workspace_id) if found else ({}, {})
    rows = []
    for each in found:
        used = (by_part if each.channel == PART else by_template).get(each.slug, 0)
        rows.append(_row(each, published, used))
    return TemplateRow(rows, many=True).data


def _detail(template: Template) -> Any:
    by_part, by_template = counts(template.workspace_id)
    used = (by_part if template.channel == PART else by_template).get(template.slug, 0)
    value = _row(template, _published([template]), used) | {
        "contents": template.draft,
        "draft_revision": template.draft_revision,
        "problems": _problems(template),
    }
    return TemplateDetail(value).data


def _row(template: Template, published: dict[tuple[int, int], Any], used: int) -> dict[str, Any]:
    at = published.get((template.id, template.published))
    return {name: getattr(template, name) for name in PLAIN} | {
        "published": template.published or None,
        "published_at": at,
        "draft_differs": at is None or template.changed_at > at,
        "used_by": used,
    }


def _published(found: list[Template]) -> dict[tuple[int, int], Any]:
    versions = TemplateVersion.objects.filter(template_id__in=[each.id for each in found])
    rows = versions.values_list("template_id", "number", "published_at")
    return {(template, number): at for template, number, at in rows}


def _problems(template: Template) -> list[Any]:
    return [msgspec.to_builtins(each) for each in problems_of(template)]
