"""Push to browsers: the notice as the service worker shows it."""

from collections.abc import Mapping
from typing import Any

from channels_app.base import Sender
from channels_app.content import notice
from channels_app.content.analysis import Flaw
from channels_app.contracts import Kind

# `Notification.maxActions` is 2 in Chromium (notifications.spec.whatwg.org leaves it open).
MOST_BUTTONS = 2


class WebPush:
    """Each browser in which the customer allowed it gets it."""

    by_endpoint = True
    batch = 1000

    def compile(self, content: Mapping[str, Any]) -> notice.NoticeTemplate:
        return notice.NoticeTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        found = notice.flaws(content, MOST_BUTTONS)
        if not str(content.get("title") or "").strip():
            what = "A notification needs a title. Write it."
            found.append(Flaw(what, code="missing", field="title"))
        return found

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return notice.variables(content)

    def address(self, recipient: str) -> str | None:
        return recipient.strip() or None

    def transport(self, sender: Sender) -> str:
        return ""
