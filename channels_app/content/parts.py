"""Shared parts: {% part "footer" %} is replaced by the part's own text before parsing.

So the part is a piece of the template like any other: what it reads is known, and it costs
nothing at sending. Parts may hold parts, five deep; one that comes back to itself is an error.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from channels_app.content.limits import TEMPLATE_CHARS
from channels_app.content.mjml import fragment_from_mjml
from channels_app.content.places import fitted, place_at
from channels_app.content.template import TemplateError
from channels_app.content.text_part import text_from_html

DEEPEST = 5
_PART = re.compile(r"\{%-?\s*part\s+(\"[^\"]*\"|'[^']*'|[^\s%]*)\s*-?%\}")

# The content of a part by its slug, None for one that is not there.
Look = Callable[[str], Mapping[str, Any] | None]


def named(content: Any) -> set[str]:
    """The slugs of the parts that are put into any text of this content, as it is written."""
    if isinstance(content, str):
        return {found.strip("\"'") for found in _PART.findall(content)}
    inner = content.values() if isinstance(content, Mapping) else content
    if isinstance(content, Mapping | list | tuple):
        return set().union(*(named(each) for each in inner))
    return set()


def asks_library(content: Mapping[str, Any]) -> bool:
    """Whether what is sent may change while the content stays as it is: it names a template or
    parts of the workspace."""
    return bool(content.get("template")) or bool(named(content))


def put_in(content: Mapping[str, Any], look: Look) -> dict[str, Any]:
    """The content with its parts in every text. Raises TemplateError, with the part's name."""
    return {name: _value(value, name, look) for name, value in content.items()}


def _value(value: Any, field: str, look: Look) -> Any:
    if isinstance(value, str):
        form = field if field in ("html", "mjml") else "text"
        return _text(value, form, look, ()) if "{%" in value else value
    if isinstance(value, list):
        return [_value(each, field, look) for each in value]
    if isinstance(value, Mapping):
        return {name: _value(each, name, look) for name, each in value.items()}
    return value


def _text(text: str, form: str, look: Look, around: tuple[str, ...]) -> str:
    pieces: list[str] = []
    end = 0
    for found in _PART.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        slug = found.group(1).strip("\"'")
        _refuse(slug, line, around)
        part = look(slug)
        if part is None:
            what = f"There is no published part '{slug[:64]}'. Publish it, or take it out."
            raise TemplateError(what, line)
        place = place_at(text, found.start()) if form == "mjml" else "text"
        piece = _piece(part, form, place)
        pieces += (text[end : found.start()], _text(piece, form, look, (*around, slug)))
        end = found.end()
    whole = "".join([*pieces, text[end:]])
    if len(whole) > TEMPLATE_CHARS:
        raise TemplateError(f"With its parts it is longer than {TEMPLATE_CHARS:,} characters.")
    return whole


def _refuse(slug: str, line: int, around: tuple[str, ...]) -> None:
    if slug in around:
        way = " → ".join((*around[around.index(slug) :], slug))
        raise TemplateError(f"The part '{slug[:64]}' includes itself: {way}.", line)
    if len(around) >= DEEPEST:
        raise TemplateError(f"The part '{slug[:64]}' lies more than {DEEPEST} parts deep.", line)


def _piece(part: Mapping[str, Any], form: str, place: Any) -> str:
    """The part as it is written for this form of text."""
    mjml, html, text = (str(part.get(name) or "") for name in ("mjml", "html", "text"))
    if form == "text":
        return text or text_from_html(html or _fragment(mjml)).strip()
    if form == "html" or (mjml and place == "text"):
        return html or _fragment(mjml) or text
    return mjml or fitted(html or text, place)


def shown_alone(part: Mapping[str, Any]) -> str:
    """The part as HTML of a mail that holds nothing else; empty while its MJML is broken."""
    try:
        return _piece(part, "html", "text")
    except TemplateError:
        return ""


def _fragment(mjml: str) -> str:
    return fragment_from_mjml(mjml) if mjml else ""
