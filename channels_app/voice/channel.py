"""Calls as a kind of channel: a text is spoken to the customer's phone, and keys are heard."""

from collections.abc import Mapping
from typing import Any

from channels_app.base import Sender
from channels_app.content.analysis import Flaw
from channels_app.contracts import Kind
from channels_app.phone import e164
from channels_app.voice import content as voice


class VoiceChannel:
    """Nothing can be sent without an account."""

    by_endpoint = False
    batch = 1000

    def compile(self, content: Mapping[str, Any]) -> voice.CallTemplate:
        return voice.CallTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        return voice.flaws(content)

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return voice.variables(content)

    def address(self, recipient: str) -> str | None:
        return e164(recipient)

    def transport(self, sender: Sender) -> str:
        return ""
