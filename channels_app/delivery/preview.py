"""A message as one customer would see it, for those who write it: nothing is stored or sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from channels_app import registry
from channels_app.base import Channel
from channels_app.callbacks.links import CHATS
from channels_app.content import blocks, environment
from channels_app.content.analysis import Flaw
from channels_app.content.locale import Reader
from channels_app.content.parts import shown_alone
from channels_app.content.template import TemplateError
from channels_app.library.resolve import resolve
from channels_app.library.shelf import Shelf
from channels_app.models import PART

# The links of a look lead nowhere: those of a mail act for the customer.
LINKS: dict[str, Any] = {
    "unsubscribe_url": "#",
    "preferences_url": "#",
    "subscribe_url": dict.fromkeys(CHATS, "#"),
}


class Look(msgspec.Struct):
    """What can be shown, and what stands in the way of the rest."""

    parts: dict[str, Any]
    missing: list[str]
    flaws: list[Flaw]
    language: str = ""
    """Of the template's content that was taken."""


def look(
    channel: str,
    content: Mapping[str, Any],
    context: Mapping[str, Any],
    *,
    zone: str,
    language: str,
    now: datetime,
    workspace_id: int = 0,
    wanted: Sequence[str] = (),
) -> Look:
    """The content rendered as delivery does it, with the workspace's templates, parts and brand.

    A field that is broken is left out, and named. `wanted` are languages in the order in which a
    template's is chosen; a shared part (channel "part") is shown as the mail that it would be.
    """
    if channel == PART:
        channel, content = "email", {"html": shown_alone(content), "subject": ""}
    kind = registry.channel(channel)
    if kind is None:
        return Look({}, [], [Flaw(f"There is no channel '{channel}'.", code="unknown_channel")])
    shelf = Shelf(workspace_id)
    content, chosen, flaws = _resolved(content, channel, shelf, [*wanted, language])
    reader = Reader(zone, chosen or language, now)
    values = {**context, **LINKS, "brand": shelf.brand(), "feeds": shelf.feeds(now)}
    known = registry.check_content(channel, content, "transactional")
    flaws += [flaw for flaw in known if flaw.code != "missing"]
    broken = {flaw.field for flaw in flaws if flaw.severity == "error"}
    whole = {name: part for name, part in content.items() if name not in broken} | {
        "missing": "default"
    }
    try:
        body, missing = kind.compile(whole).render(values, reader)
    except TemplateError:
        flaws += _fail_alone(kind, whole, values, reader)
        broken = {flaw.field for flaw in flaws}
        rest = {name: part for name, part in whole.items() if name not in broken}
        body, missing = kind.compile(rest).render(values, reader)
    if missing and content.get("missing") in ("skip", "refuse"):
        message = f"This customer would not get it, for these are missing: {', '.join(missing)}."
        flaws.append(Flaw(message, code="missing_value"))
    return Look(msgspec.to_builtins(body), missing, flaws, chosen)


def _resolved(
    content: Mapping[str, Any], channel: str, shelf: Shelf, wanted: Sequence[str]
) -> tuple[Mapping[str, Any], str, list[Flaw]]:
    """What can be resolved; a field whose parts or MJML are broken is left out, and named."""
    try:
        found = resolve(content, channel, shelf, wanted)
        return found.content, found.language, []
    except TemplateError as error:
        if content.get("template"):
            return {}, "", [Flaw(error.message, error.line, "template", field="template")]
    flaws: list[Flaw] = []
    whole = dict(content)
    for name in content:
        try:
            resolve({name: content[name]}, channel, shelf, wanted)
        except TemplateError as error:
            code = "mjml" if name == "mjml" else "part"
            flaws.append(Flaw(error.message, error.line, code, field=name))
            del whole[name]
    return resolve(whole, channel, shelf, wanted).content, "", flaws


def _fail_alone(
    kind: Channel, content: Mapping[str, Any], values: Mapping[str, Any], reader: Reader
) -> list[Flaw]:
    """Which parts cannot be rendered with these values, found by rendering each by itself."""
    found = []
    for name, part in content.items():
        if isinstance(part, str):
            try:
                kind.compile({name: part}).render(values, reader)
            except TemplateError as error:
                found.append(Flaw(error.message, error.line, field=name))
    return found


def words() -> dict[str, list[str]]:
    """The filters and tags that templates may use, for completion."""
    return {
        "filters": sorted(environment.HTML.filters),
        "tags": sorted(
            tag for tag in (*environment.HTML.tags, *blocks.NAMES) if tag.isidentifier()
        ),
    }
