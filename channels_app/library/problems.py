"""What is wrong with a template or a part as it is written, language by language."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from channels_app import registry
from channels_app.content import parts
from channels_app.content.analysis import check_template
from channels_app.content.mjml import fragment_from_mjml
from channels_app.content.template import TemplateError
from channels_app.library.shelf import Shelf
from channels_app.models import PART, Template


class Problem(msgspec.Struct, frozen=True):
    """`path` is a JSON pointer into the body that saves the draft."""

    path: str
    code: str
    message: str
    severity: str = "error"
    line: int = 0


def problems_of(template: Template) -> list[Problem]:
    """Everything that can be seen without a customer; errors keep it from being published."""
    shelf = Shelf(template.workspace_id)
    found: list[Problem] = []
    for language, content in template.draft.items():
        check = _of_part if template.channel == PART else _of_message
        for problem in check(template, language, content, shelf):
            path = f"/contents/{language}{problem.path}"
            found.append(msgspec.structs.replace(problem, path=path))
    return found


def _of_message(
    template: Template, language: str, content: Mapping[str, Any], shelf: Shelf
) -> Iterator[Problem]:
    if content.get("template"):
        yield Problem("/template", "template", "A template cannot stand for another one.")
        return
    whole = _with_parts(template, language, content, shelf)
    if isinstance(whole, Problem):
        yield whole
        return
    for flaw in registry.check_content(template.channel, whole, "transactional"):
        path = f"/{flaw.field}" if flaw.field else ""
        yield Problem(path, flaw.code, flaw.message, flaw.severity, flaw.line)


def _of_part(
    template: Template, language: str, content: Mapping[str, Any], shelf: Shelf
) -> Iterator[Problem]:
    if not any(str(content.get(name) or "").strip() for name in ("html", "mjml", "text")):
        yield Problem("/html", "missing", "The part is empty. Write its text.")
    whole = _with_parts(template, language, content, shelf)
    if isinstance(whole, Problem):
        yield whole
        return
    for field in ("html", "mjml", "text"):
        text = str(whole.get(field) or "")
        try:
            made = fragment_from_mjml(text) if field == "mjml" and text else text
        except TemplateError as error:
            yield Problem(f"/{field}", "mjml", error.message, line=error.line)
            continue
        for flaw in check_template(made, html=field != "text", field=field):
            yield Problem(f"/{field}", flaw.code, flaw.message, flaw.severity, flaw.line)


def _with_parts(
    template: Template, language: str, content: Mapping[str, Any], shelf: Shelf
) -> Mapping[str, Any] | Problem:
    """The content with its parts; a part that is being written stands for itself as written."""

    def look(slug: str) -> Mapping[str, Any] | None:
        if template.channel == PART and slug == template.slug:
            return content
        found = shelf.part(slug)
        return found.in_language([language])[1] if found else None

    for field, value in content.items():
        try:
            parts.put_in({field: value}, look)
        except TemplateError as error:
            return Problem(f"/{field}", "part", error.message, line=error.line)
    return parts.put_in(content, look)
