"""Writing templates and parts: create, save the draft, publish, rename, delete.

Both are `Template` rows; a part's channel is "part". A draft is saved by whoever names the
revision that it was made from; a published version never changes.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from channels_app.library.problems import problems_of
from channels_app.library.uses import uses_of
from channels_app.models import PART, Template, TemplateVersion
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, Unpublishable, invalid

SLUG = r"^[a-z0-9][a-z0-9_-]{0,63}$"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
MOST_LANGUAGES = 40
MOST = 2000
TRIES = 50

Contents = Mapping[str, Mapping[str, Any]]


class StaleDraftError(Conflict):
    """Somebody saved meanwhile; `extra` has what is stored now."""


def create_template(
    actor: Actor,
    channel: str,
    name: str,
    slug: str = "",
    languages: list[str] | None = None,
    contents: Contents | None = None,
) -> Template:
    """A draft; with no slug given one is made of the name."""
    require(actor, Act.RUN)
    mine = Template.objects.filter(workspace_id=actor.workspace.id)
    if mine.count() >= MOST:
        raise Conflict(f"A workspace has at most {MOST} templates and parts. Delete some first.")
    first = languages or list(contents or ()) or [actor.workspace.language]
    draft, order = _draft(contents or {language: {} for language in first}, first)
    at = now()
    fields: dict[str, Any] = {
        "workspace_id": actor.workspace.id, "channel": channel, "name": name.strip(),
        "languages": order, "draft": draft, "draft_revision": 1,
        "created_at": at, "changed_at": at, "changed_by": actor.name,
    }  # fmt: skip
    with transaction.atomic():
        template = _insert(fields, slug)
        detail = {"slug": template.slug, "channel": channel}
        record(actor, "created", kind_of(template), template.id, detail)
    return template


def save_draft(
    actor: Actor,
    template: Template,
    contents: Contents,
    base_revision: int,
    languages: list[str] | None = None,
) -> Template:
    """Store what is being written; `languages` gives their order, the fallback first."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = _locked(template)
        _check_base(current, base_revision)
        kept = [language for language in current.languages if language in contents]
        new = [language for language in contents if language not in kept]
        draft, order = _draft(contents, languages or [*kept, *new])
        if (draft, order) != (current.draft, current.languages):
            current.draft, current.languages = draft, order
            current.draft_revision += 1
            current.changed_at, current.changed_by = now(), actor.name
            current.save()
    return current


def publish(
    actor: Actor, template: Template, note: str = "", base_revision: int | None = None
) -> TemplateVersion:
    """Every message that leaves from now on says this, those of runs under way too."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = _locked(template)
        if base_revision is not None:
            _check_base(current, base_revision)
        problems = [msgspec.to_builtins(each) for each in problems_of(current)]
        errors = [each for each in problems if each["severity"] == "error"]
        if errors:
            what = f"{len(errors)} things are" if len(errors) > 1 else "One thing is"
            raise Unpublishable(f"{what} still wrong here. Mend it, then publish.", problems)
        latest = TemplateVersion.objects.filter(template_id=current.id).order_by("-number").first()
        version = TemplateVersion.objects.create(
            workspace_id=current.workspace_id,
            template_id=current.id,
            number=latest.number + 1 if latest else 1,
            languages=current.languages,
            contents=current.draft,
            published_at=now(),
            published_by=actor.name,
            note=note,
        )
        current.published = version.number
        current.changed_at = version.published_at
        current.save(update_fields=["published", "changed_at"])
        record(
            actor, "published", kind_of(current), current.id,
            {"slug": current.slug, "number": version.number, "note": note},
        )  # fmt: skip
    return version


def rename(actor: Actor, template: Template, name: str) -> Template:
    """The slug stays: steps and templates name it."""
    require(actor, Act.RUN)
    with transaction.atomic():
        current = _locked(template)
        record(actor, "renamed", kind_of(current), current.id, {"from": current.name, "to": name})
        current.name = name.strip()
        current.save(update_fields=["name"])
    return current


def delete_template(actor: Actor, template: Template) -> None:
    """Only what nothing uses goes."""
    require(actor, Act.RUN)
    uses = uses_of(template)
    if uses.count:
        what = "part" if template.channel == PART else "template"
        raise Conflict(f"This {what} is used in {uses.count} places. Take it out there first.")
    with transaction.atomic():
        TemplateVersion.objects.filter(template_id=template.id).delete()
        record(actor, "deleted", kind_of(template), template.id, {"slug": template.slug})
        template.delete()


def kind_of(template: Template) -> str:
    """As the audit calls it."""
    return "part" if template.channel == PART else "template"


def _draft(
    contents: Contents, languages: list[str] | None
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What is stored, and the order of its languages."""
    order = [language.lower() for language in (languages or list(contents))]
    draft = {language.lower(): dict(content) for language, content in contents.items()}
    for language in draft:
        if not LANGUAGE.fullmatch(language):
            raise invalid("/contents", f"'{language[:20]}' is no language. Write en or pt-br.")
    if not draft or len(draft) > MOST_LANGUAGES:
        raise invalid("/contents", f"Write it in 1 to {MOST_LANGUAGES} languages.")
    if len(set(order)) != len(order) or set(order) != set(draft):
        raise invalid("/languages", "Name each language of the contents once, and no other.")
    return {language: draft[language] for language in order}, order


def _insert(fields: Mapping[str, Any], slug: str) -> Template:
    """With the slug, or the first free one made of the name."""
    stem = slug or slugify(fields["name"])[:50].strip("-_") or "template"
    for number in range(1, 2 if slug else TRIES):
        wanted = stem if number == 1 else f"{stem}-{number}"
        try:
            with transaction.atomic():
                return Template.objects.create(slug=wanted, **fields)
        except IntegrityError:
            continue
    raise Conflict(f"There is one called '{stem}' already. Choose another slug.")


def _check_base(current: Template, base_revision: int) -> None:
    if current.draft_revision != base_revision:
        raise StaleDraftError(
            f"{current.changed_by or 'Somebody'} saved it meanwhile. Look at what changed, then"
            " save again.",
            extra={
                "draft_revision": current.draft_revision,
                "contents": current.draft,
                "languages": current.languages,
            },
        )


def _locked(template: Template) -> Template:
    return Template.objects.select_for_update().get(id=template.id)
