"""WhatsApp as a kind of channel: to the customer's phone number, through an account."""

from collections.abc import Mapping
from typing import Any

from channels_app.base import Sender
from channels_app.content.analysis import Flaw
from channels_app.contracts import Kind
from channels_app.phone import e164
from channels_app.whatsapp import content as whatsapp


class WhatsAppChannel:
    """Nothing can be sent without an account."""

    by_endpoint = False
    batch = 1000

    def compile(self, content: Mapping[str, Any]) -> whatsapp.WhatsAppTemplate:
        return whatsapp.WhatsAppTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        return whatsapp.flaws(content, kind == "marketing")

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return whatsapp.variables(content)

    def address(self, recipient: str) -> str | None:
        return e164(recipient)

    def transport(self, sender: Sender) -> str:
        return ""
