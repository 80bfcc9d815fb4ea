"""The channels' tables: no rules, only shapes."""

from channels_app.models.account import AccountUse, ChannelAccount
from channels_app.models.asked import AskedMessage
from channels_app.models.callback import Callback, ProviderRef
from channels_app.models.consent import Consent, ConsentChange, Suppression, Topic
from channels_app.models.endpoint import Endpoint
from channels_app.models.inbox import InboxMessage
from channels_app.models.library import Article, Brand, Feed, Image
from channels_app.models.mailbox import MailboxMessage
from channels_app.models.message import Claim, Message
from channels_app.models.moved import MovedCustomer
from channels_app.models.settings import ChannelSettings
from channels_app.models.template import PART, Template, TemplateVersion
from channels_app.models.tracking import Engagement, ShortLink

__all__ = [
    "PART",
    "AccountUse",
    "Article",
    "AskedMessage",
    "Brand",
    "Callback",
    "ChannelAccount",
    "ChannelSettings",
    "Claim",
    "Consent",
    "ConsentChange",
    "Endpoint",
    "Engagement",
    "Feed",
    "Image",
    "InboxMessage",
    "MailboxMessage",
    "Message",
    "MovedCustomer",
    "ProviderRef",
    "ShortLink",
    "Suppression",
    "Template",
    "TemplateVersion",
    "Topic",
]
