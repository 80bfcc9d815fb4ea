"""Webhooks as a kind of channel: a step asks somebody else's server to do something."""

from collections.abc import Mapping
from typing import Any

from channels_app.base import Sender
from channels_app.content.analysis import Flaw
from channels_app.contracts import Kind
from channels_app.webhook import content as webhook


class WebhookChannel:
    """The address stands in the content, so every customer can be told of."""

    by_endpoint = False
    batch = 1000

    def compile(self, content: Mapping[str, Any]) -> webhook.HookTemplate:
        return webhook.HookTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        return webhook.flaws(content)

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return webhook.variables(content)

    def address(self, recipient: str) -> str | None:
        return recipient.strip() or "webhook"

    def transport(self, sender: Sender) -> str:
        return ""
