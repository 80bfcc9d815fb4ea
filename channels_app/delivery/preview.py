"""A message as one customer would see it, for those who write it: nothing is stored or sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from channels_app import registry
from channels_app.base import Channel
from channels_app.content import environment
from channels_app.content.analysis import Flaw
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError

# The links of a look lead nowhere: those of a mail act for the customer.
LINKS = {"unsubscribe_url": "#", "preferences_url": "#"}


class Look(msgspec.Struct):
    """What can be shown, and what stands in the way of the rest."""

    parts: dict[str, Any]
    missing: list[str]
    flaws: list[Flaw]


def look(
    channel: str,
    content: Mapping[str, Any],
    context: Mapping[str, Any],
    *,
    zone: str,
    language: str,
    now: datetime,
) -> Look:
    """The content rendered as delivery does it. A part that is broken is left out, and named."""
    kind = registry.channel(channel)
    if kind is None:
        return Look({}, [], [Flaw(f"There is no channel '{channel}'.", code="unknown_channel")])
    reader = Reader(zone, language, now)
    values = {**context, **LINKS}
    flaws = [flaw for flaw in kind.check(content, "transactional") if flaw.code != "missing"]
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
    return Look(msgspec.to_builtins(body), missing, flaws)


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
        "tags": sorted(tag for tag in environment.HTML.tags if tag.isidentifier()),
    }
