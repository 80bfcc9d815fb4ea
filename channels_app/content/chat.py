"""The content of chats: a text, a picture, buttons. It is a notice without a title."""

from collections.abc import Mapping
from typing import Any, ClassVar

from channels_app.base import Sender
from channels_app.content import notice
from channels_app.content.analysis import Flaw
from channels_app.contracts import Kind


class ChatChannel:
    """What the chats share; a kind says how much its messages may hold."""

    by_endpoint = True
    batch = 1000
    most_buttons: ClassVar[int]
    longest: ClassVar[int]
    """Characters of a text."""
    longest_caption: ClassVar[int]
    """Characters of a text that stands with a picture."""

    def compile(self, content: Mapping[str, Any]) -> notice.NoticeTemplate:
        return notice.NoticeTemplate(self._own(content))

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        found = notice.flaws(self._own(content), self.most_buttons)
        text, image = content.get("text"), content.get("image")
        if isinstance(image, str) and image.strip():
            found = [f for f in found if (f.code, f.field) != ("missing", "text")]
        most = self.longest_caption if isinstance(image, str) and image.strip() else self.longest
        if isinstance(text, str) and len(text) > most and "{" not in text:
            what = f"The text has {len(text):,} characters; {most:,} fit. Shorten it."
            found.append(Flaw(what, code="too_long", field="text"))
        return found

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return notice.variables(self._own(content))

    def address(self, recipient: str) -> str | None:
        return recipient.strip() or None

    def transport(self, sender: Sender) -> str:
        return ""

    def _own(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that a chat has: what another kind left in the content is not read."""
        kept = ("text", "image", "buttons", "missing", "strict")
        return {name: content[name] for name in kept if name in content}
