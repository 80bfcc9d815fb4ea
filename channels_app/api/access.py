"""The one way to a message, a mail or an account that somebody asked for."""

from channels_app.models import PART, ChannelAccount, Feed, Image, MailboxMessage, Message, Template
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


def template_of(actor: Actor, slug: str, act: Act, part: bool) -> Template:
    """A template of a channel, or a shared part."""
    require(actor, act)
    mine = Template.objects.filter(workspace_id=actor.workspace.id, slug=slug)
    found = (mine.filter(channel=PART) if part else mine.exclude(channel=PART)).first()
    if found is None:
        what = "part" if part else "template"
        raise NotFound(f"There is no {what} '{slug[:64]}' in this workspace.")
    return found


def image_of(actor: Actor, image_id: str, act: Act) -> Image:
    require(actor, act)
    mine = Image.objects.filter(workspace_id=actor.workspace.id).defer("data")
    found = mine.filter(id=image_id).first()
    if found is None:
        raise NotFound(f"There is no picture '{image_id[:40]}' in this workspace.")
    return found


def feed_of(actor: Actor, slug: str, act: Act) -> Feed:
    require(actor, act)
    found = Feed.objects.filter(workspace_id=actor.workspace.id, slug=slug).first()
    if found is None:
        raise NotFound(f"There is no feed '{slug[:64]}' in this workspace.")
    return found
