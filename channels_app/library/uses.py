"""Where a template or a part is used: what a change of it touches."""

from collections.abc import Mapping
from typing import Any

import msgspec

from channels_app import contracts
from channels_app.content import parts
from channels_app.contracts import StepContent
from channels_app.models import PART, Template, TemplateVersion


class TemplateUse(msgspec.Struct, frozen=True):
    """A template or part that holds the part."""

    id: int
    slug: str
    name: str
    channel: str
    published: bool
    """In the version that is sent, and not only in the draft."""


class StepUse(msgspec.Struct, frozen=True):
    """A step that sends it, directly or by a template that holds it."""

    journey_id: int
    slug: str
    name: str
    state: str
    step: str
    live: bool
    """In the journey's live version, and not only in its draft."""


class Uses(msgspec.Struct, frozen=True):
    templates: list[TemplateUse]
    steps: list[StepUse]

    @property
    def count(self) -> int:
        return len(self.templates) + len(self.steps)


def uses_of(template: Template) -> Uses:
    """Directly and by parts within parts."""
    if template.channel != PART:
        return Uses([], _steps(template.workspace_id, {template.slug}, set()))
    holders, part_slugs = _holders(template)
    messages = {each.slug for each in holders if each.channel != PART}
    return Uses(holders, _steps(template.workspace_id, messages, part_slugs))


def counts(workspace_id: int) -> tuple[dict[str, int], dict[str, int]]:
    """For a list: how many templates hold each part, and how many journeys send each template."""
    by_part: dict[str, int] = {}
    for template, slugs, _ in _written(workspace_id):
        for slug in slugs - {template.slug if template.channel == PART else ""}:
            by_part[slug] = by_part.get(slug, 0) + 1
    journeys: dict[str, set[int]] = {}
    for step in contracts.step_contents(workspace_id):
        if slug := _template(step.content):
            journeys.setdefault(slug, set()).add(step.journey_id)
    return by_part, {slug: len(found) for slug, found in journeys.items()}


def _holders(part: Template) -> tuple[list[TemplateUse], set[str]]:
    """Who holds the part, also by another part; and the slugs of the part and of those parts."""
    written = _written(part.workspace_id)
    slugs, holders = {part.slug}, dict[int, TemplateUse]()
    while True:
        before = len(holders)
        for template, named, sent in written:
            if template.id == part.id or template.id in holders or not named & slugs:
                continue
            holders[template.id] = TemplateUse(
                template.id, template.slug, template.name, template.channel, bool(sent & slugs)
            )
            if template.channel == PART:
                slugs.add(template.slug)
        if len(holders) == before:
            return sorted(holders.values(), key=lambda each: (each.channel, each.name)), slugs


def _written(workspace_id: int) -> list[tuple[Template, set[str], set[str]]]:
    """Every template with the parts that its draft or its published version names, and those of
    the published one alone."""
    templates = list(Template.objects.filter(workspace_id=workspace_id))
    live = {each.id: each.published for each in templates}
    versions = TemplateVersion.objects.filter(workspace_id=workspace_id)
    sent: dict[int, set[str]] = {}
    for template_id, number, contents in versions.values_list("template_id", "number", "contents"):
        if live.get(template_id) == number:
            sent[template_id] = parts.named(contents)
    return [
        (each, parts.named(each.draft) | sent.get(each.id, set()), sent.get(each.id, set()))
        for each in templates
    ]


def _steps(workspace_id: int, templates: set[str], part_slugs: set[str]) -> list[StepUse]:
    found: dict[tuple[int, str], StepUse] = {}
    for each in contracts.step_contents(workspace_id):
        if _template(each.content) in templates or parts.named(each.content) & part_slugs:
            known = found.get((each.journey_id, each.step))
            live = each.live or (known is not None and known.live)
            found[each.journey_id, each.step] = _use(each, live)
    return list(found.values())


def _use(each: StepContent, live: bool) -> StepUse:
    return StepUse(each.journey_id, each.slug, each.name, each.state, each.step, live)


def _template(content: Mapping[str, Any]) -> str:
    slug = content.get("template")
    return slug if isinstance(slug, str) else ""
