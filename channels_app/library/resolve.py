"""From what a step names (a template, parts) to the content that its channel compiles.

A template is taken in the version that is published at the moment of sending, in the customer's
language, else the workspace's, else the template's first. What a step says beside it (channel,
topic, what to do when a value is missing) stays the step's.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from channels_app.content import parts
from channels_app.content.prepared import prepared
from channels_app.content.template import TemplateError
from channels_app.library.shelf import Shelf


class Resolved(msgspec.Struct, frozen=True):
    """Ready for `Channel.compile`."""

    content: Mapping[str, Any]
    language: str = ""
    """Of the template's content; empty for what is written in place."""
    template: str = ""


def resolve(
    content: Mapping[str, Any], channel: str, shelf: Shelf, wanted: Sequence[str]
) -> Resolved:
    """Raises TemplateError, in a sentence with the name of what is missing."""
    slug = content.get("template")
    language, whole = "", dict(content)
    if isinstance(slug, str) and slug:
        found = shelf.template(slug)
        if found is None:
            raise TemplateError(f"There is no published template '{slug[:64]}'.")
        if found.channel != channel:
            raise TemplateError(f"The template '{slug[:64]}' is for {found.channel}.")
        language, own = found.in_language(wanted)
        whole |= own
    if parts.named(whole):
        whole = parts.put_in(whole, lambda name: _part(shelf, name, [language, *wanted]))
    return Resolved(prepared(whole, language), language, slug if isinstance(slug, str) else "")


def _part(shelf: Shelf, slug: str, wanted: Sequence[str]) -> Mapping[str, Any] | None:
    found = shelf.part(slug)
    return found.in_language([each for each in wanted if each])[1] if found else None
