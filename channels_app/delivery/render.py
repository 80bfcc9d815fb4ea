"""From a claimed message to what a transport gets. Compiled content is kept by version and step."""

from collections import OrderedDict
from datetime import datetime
from typing import Any

from channels_app import contracts, registry
from channels_app.base import Compiled, Outgoing, Sender, Waiting
from channels_app.consent import links
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError

KEPT = 5000
LINKS = (
    ("unsubscribe_url", links.unsubscribe_url),
    ("preferences_url", links.preferences_url),
)


class Renderer:
    """Renders for one loop. A published version never changes (S21), so nothing is forgotten."""

    def __init__(self) -> None:
        self.compiled: OrderedDict[tuple[int, str, str], Compiled] = OrderedDict()

    def render(self, message: Waiting, sender: Sender, now: datetime) -> Outgoing:
        """Raises TemplateError with the sentence for the message's page."""
        template = self._template(message)
        values: dict[str, Any] = {**message.context, "workspace": {"name": sender.name}}
        for name, made in LINKS:
            if name in template.reads:
                values[name] = made(message)
        reader = Reader(message.zone or sender.zone, message.language or sender.language, now)
        body, missing = template.render(values, reader)
        return Outgoing(message, sender, body, missing)

    def _template(self, message: Waiting) -> Compiled:
        kind = registry.channel(message.channel)
        if kind is None:
            raise TemplateError(f"There is no channel '{message.channel}'.")
        if message.content is not None:
            return kind.compile(message.content)
        key = (message.version_id or 0, message.step, message.channel)
        found = self.compiled.get(key)
        if found is None:
            content = contracts.content_for(*key)
            if content is None:
                raise TemplateError(f"The version has no step '{message.step}' that sends.")
            found = self.compiled[key] = kind.compile(content)
            if len(self.compiled) > KEPT:
                self.compiled.popitem(last=False)
        return found
