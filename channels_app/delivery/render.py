"""From a claimed message to what a transport gets. Compiled content is kept by version and step.

What is written in a journey's version never changes (S21) and is kept for good. A content that
names a template or parts follows what is published: it is resolved and compiled again when
something of the workspace's library changed, which is looked for every two seconds.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from channels_app import contracts, registry
from channels_app.base import Channel, Compiled, Outgoing, Sender, Waiting
from channels_app.callbacks.links import subscribe_urls
from channels_app.consent import links
from channels_app.content.locale import Reader
from channels_app.content.parts import asks_library
from channels_app.content.prepared import prepared
from channels_app.content.template import TemplateError
from channels_app.library.resolve import resolve
from channels_app.library.shelf import Shelves
from channels_app.tracking.tracker import tracked

KEPT = 5000
LINKS = (
    ("unsubscribe_url", links.unsubscribe_url),
    ("preferences_url", links.preferences_url),
)


class MissingValuesError(Exception):
    """The customer lacks what the content reads, and its rule is not to send it then."""

    def __init__(self, missing: list[str], rule: str) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing
        self.rule = rule


class Ready(msgspec.Struct):
    """A content that can be rendered many times."""

    template: Compiled
    content: Mapping[str, Any]
    language: str = ""
    stamp: Hashable = None


class Renderer:
    """Renders for one loop. Not for sharing between threads."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Hashable, Ready] = OrderedDict()
        self.shelves = Shelves()

    def render(self, message: Waiting, sender: Sender, now: datetime) -> Outgoing:
        """Raises TemplateError with the sentence for the message's page, or MissingValuesError."""
        ready = self._ready(message, sender)
        reads = ready.template.reads
        values: dict[str, Any] = {**message.context, "workspace": {"name": sender.name}}
        for name, made in LINKS:
            if name in reads:
                values[name] = made(message)
        if "subscribe_url" in reads:
            values["subscribe_url"] = subscribe_urls(message)
        if "brand" in reads:
            values["brand"] = self.shelves.of(message.workspace_id).brand()
        if "feeds" in reads:
            values["feeds"] = self.shelves.of(message.workspace_id).feeds(now)
        language = ready.language or message.language or sender.language
        body, missing = ready.template.render(
            values, Reader(message.zone or sender.zone, language, now)
        )
        rule = ready.content.get("missing")
        if missing and rule in ("skip", "refuse"):
            raise MissingValuesError(missing, str(rule))
        rules = self.shelves.of(message.workspace_id).rules()
        body = tracked(body, message, ready.content, rules, language)
        return Outgoing(message, sender, body, missing)

    def _ready(self, message: Waiting, sender: Sender) -> Ready:
        kind = registry.channel(message.channel)
        if kind is None:
            raise TemplateError(f"There is no channel '{message.channel}'.")
        if message.content is not None:
            return self._made(kind, message.content, message, sender)
        place = (message.version_id or 0, message.step, message.channel)
        plain = self.kept.get(place)
        if plain is not None:
            return plain
        content = contracts.content_for(*place)
        if content is None:
            raise TemplateError(f"The version has no step '{message.step}' that sends.")
        if not asks_library(content):
            return self._keep(place, self._made(kind, content, message, sender))
        return self._current(kind, place, content, message, sender)

    def _current(
        self,
        kind: Channel,
        place: Hashable,
        content: Mapping[str, Any],
        message: Waiting,
        sender: Sender,
    ) -> Ready:
        """By the customer's language, as long as nothing of the library changed."""
        key = (place, message.language or sender.language)
        stamp = self.shelves.of(message.workspace_id).stamp
        found = self.kept.get(key)
        if found is None or found.stamp != stamp:
            made = self._made(kind, content, message, sender)
            found = self._keep(key, msgspec.structs.replace(made, stamp=stamp))
        return found

    def _made(
        self, kind: Channel, content: Mapping[str, Any], message: Waiting, sender: Sender
    ) -> Ready:
        if not asks_library(content):
            return Ready(kind.compile(prepared(content)), content)
        wanted = [each for each in (message.language, sender.language) if each]
        shelf = self.shelves.of(message.workspace_id)
        found = resolve(content, message.channel, shelf, wanted)
        return Ready(kind.compile(found.content), found.content, found.language)

    def _keep(self, key: Hashable, ready: Ready) -> Ready:
        self.kept[key] = ready
        if len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return ready
