"""Messages in the shop's own pages and apps: a card in the customer's inbox."""

from collections.abc import Mapping
from typing import Any

from channels_app.base import Sender
from channels_app.content import notice
from channels_app.content.analysis import Flaw
from channels_app.content.spans import seconds_of
from channels_app.contracts import Kind

MOST_BUTTONS = 4


class InApp:
    """The address is the customer himself, so nobody is out of reach; needs no account."""

    by_endpoint = False
    batch = 1000

    def compile(self, content: Mapping[str, Any]) -> notice.NoticeTemplate:
        return notice.NoticeTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        found = notice.flaws(content, MOST_BUTTONS)
        ttl = content.get("ttl")
        if ttl and (not isinstance(ttl, str) or seconds_of(ttl) is None):
            what = "The time to live is a duration such as P7D or PT12H."
            found.append(Flaw(what, code="bad_duration", field="ttl"))
        return found

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return notice.variables(content)

    def address(self, recipient: str) -> str | None:
        return recipient.strip() or "inbox"

    def transport(self, sender: Sender) -> str:
        return "inbox"
