"""What a template says about itself before it is rendered: what it needs, and what is wrong."""

from typing import Any

import msgspec
from msgspec.structs import replace

from channels_app.content.limits import FILTERS_IN_A_ROW
from channels_app.content.template import Template, TemplateError, parse

# What delivery adds by itself: the engine need not store it.
GIVEN = frozenset(
    {"workspace", "brand", "feeds", "unsubscribe_url", "preferences_url", "subscribe_url"}
    | {"now", "today"}
)
KNOWN = GIVEN | {"customer", "entry", "run"}


class Flaw(msgspec.Struct):
    """Something wrong in a template: blocking unless `severity` is "warning"."""

    message: str
    line: int = 0
    code: str = "template"
    severity: str = "error"
    field: str = ""
    """The part of the content that it stands in, where that is known."""


def used_variables(text: str, html: bool = True) -> set[str]:
    """Dotted paths that the template reads from outside: {"customer.first_name", "entry.items"}.

    A path ends before the first part that is not a plain name, so that what a loop or an index
    needs is stored whole. An unparseable template uses nothing.
    """
    try:
        template = parse(text, html)
    except TemplateError:
        return set()
    paths = {_path(segments) for segments in _globals(template)}
    return {path for path in paths if path.partition(".")[0] not in GIVEN}


def check_template(text: str, html: bool = True, field: str = "") -> list[Flaw]:
    """Every flaw that can be seen without a customer."""
    try:
        template = parse(text, html)
    except TemplateError as error:
        return [Flaw(error.message, error.line, "template_syntax", field=field)]
    found = _strangers(template) + _long_chains(text)
    return [replace(flaw, field=field) for flaw in found]


def roots(template: Template) -> set[str]:
    """The first names of everything the template reads: {"customer", "unsubscribe_url"}."""
    return {str(segments[0]) for segments in _globals(template)}


def _strangers(template: Template) -> list[Flaw]:
    names = sorted(roots(template) - KNOWN)
    what = (
        "Templates know customer, entry, run, workspace, brand, unsubscribe_url and"
        " preferences_url."
    )
    return [
        Flaw(f"The template uses '{name}', which is always empty. {what}", 0, "unknown", "warning")
        for name in names
    ]


def _long_chains(text: str) -> list[Flaw]:
    longest = max((chunk.split("}}")[0].count("|") for chunk in text.split("{{")[1:]), default=0)
    if longest <= FILTERS_IN_A_ROW:
        return []
    return [Flaw(f"No more than {FILTERS_IN_A_ROW} filters in a row.", 0, "template_syntax")]


def _globals(template: Template) -> list[list[Any]]:
    found = template.parsed.analyze(include_partials=False).globals
    return [variable.segments for variables in found.values() for variable in variables]


def _path(segments: list[Any]) -> str:
    names: list[str] = []
    for segment in segments:
        # `size`, `first` and `last` ask about the value before them.
        if not isinstance(segment, str) or (names and segment in ("size", "first", "last")):
            break
        names.append(segment)
    return ".".join(names)
