"""The one way to a message, a mail or an account that somebody asked for."""

from channels_app.models import ChannelAccount, MailboxMessage, Message
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import NotFound

LANES = range(64)


def message_of(actor: Actor, message_id: str, act: Act) -> Message:
    require(actor, act)
    mine = Message.objects.filter(lane__in=LANES, workspace_id=actor.workspace.id)
    found = mine.filter(id=message_id).first()
    if found is None:
        raise NotFound(f"There is no message '{message_id[:100]}' in this workspace.")
    return found


def mail_of(actor: Actor, mail_id: int, act: Act) -> MailboxMessage:
    require(actor, act)
    found = MailboxMessage.objects.filter(workspace_id=actor.workspace.id, id=mail_id).first()
    if found is None:
        raise NotFound(f"There is no mail {mail_id} in this workspace's mailbox.")
    return found


def account_of(actor: Actor, account_id: int, act: Act) -> ChannelAccount:
    require(actor, act)
    mine = ChannelAccount.objects.filter(workspace_id=actor.workspace.id)
    found = mine.filter(id=account_id).first()
    if found is None:
        raise NotFound(f"There is no account {account_id} in this workspace.")
    return found
