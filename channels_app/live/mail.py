"""The topic `mailbox`: the newest mail of the built-in mailbox, as a sign to look again."""

from collections.abc import Sequence

from channels_app.live.events import Change, Message, Source
from channels_app.models import MailboxMessage


def _touched(change: Change, _argument: str) -> Sequence[str] | None:
    return ["newest"] if change.m else None


def _newest(workspace: int, _argument: str) -> list[Message]:
    rows = MailboxMessage.objects.filter(workspace_id=workspace).order_by("-id")
    fields = ("id", "intent_id", "channel", "recipient", "subject", "at")
    return [Message("mail", rows.values(*fields).first(), replaces=True)]


def _news(workspace: int, argument: str, _ids: Sequence[str]) -> list[Message]:
    return _newest(workspace, argument)


SOURCE = Source("mailbox", False, _touched, _newest, _news)
