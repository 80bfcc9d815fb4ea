"""Push to apps on phones: the notice, and what keeps it from being shown."""

from collections.abc import Mapping
from typing import Any

from channels_app.base import Sender
from channels_app.content import notice
from channels_app.content.analysis import Flaw
from channels_app.contracts import Kind

MOST_BUTTONS = 3
# Google keeps these for itself (firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode).
KEPT_NAMES = frozenset({"from", "gcm", "message_type"})
KEPT_PREFIXES = ("google", "gcm.")
OURS = "sojourn"


class Push:
    """Each device of the customer gets it: those that an app has named with its token."""

    by_endpoint = True
    batch = 1000

    def compile(self, content: Mapping[str, Any]) -> notice.NoticeTemplate:
        return notice.NoticeTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        found = notice.flaws(content, MOST_BUTTONS)
        for name in notice.data_of(content):
            if name in KEPT_NAMES or name == OURS or name.startswith(KEPT_PREFIXES):
                what = f"The name '{name}' in the data is kept for others. Choose another."
                found.append(Flaw(what, code="kept_name", field="data"))
        return found

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return notice.variables(content)

    def address(self, recipient: str) -> str | None:
        return recipient.strip() or None

    def transport(self, sender: Sender) -> str:
        return ""
