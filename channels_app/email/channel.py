"""Email as a kind of channel."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from channels_app.base import Sender
from channels_app.content.analysis import Flaw
from channels_app.contracts import Kind
from channels_app.email import content as mail
from channels_app.email.address import normal


class Email:
    """Without an account it goes by SMTP when a server is named, else into the built-in mailbox;
    the demo's always so."""

    by_endpoint = False
    batch = 100

    def compile(self, content: Mapping[str, Any]) -> mail.MailTemplate:
        return mail.MailTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        return mail.flaws(content, kind == "marketing")

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return mail.variables(content)

    def address(self, recipient: str) -> str | None:
        return normal(recipient)

    def transport(self, sender: Sender) -> str:
        # The demo's customers are people of a recording: nothing may leave for them.
        chosen: str = settings.SOJOURN_MAIL
        return "mailbox" if sender.is_demo and chosen == "smtp" else chosen
