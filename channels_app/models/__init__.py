"""The channels' tables: no rules, only shapes."""

from channels_app.models.account import AccountUse, ChannelAccount
from channels_app.models.callback import Callback, ProviderRef
from channels_app.models.consent import Consent, ConsentChange, Suppression, Topic
from channels_app.models.endpoint import Endpoint
from channels_app.models.mailbox import MailboxMessage
from channels_app.models.message import Claim, Message
from channels_app.models.moved import MovedCustomer
from channels_app.models.settings import ChannelSettings

__all__ = [
    "AccountUse",
    "Callback",
    "ChannelAccount",
    "ChannelSettings",
    "Claim",
    "Consent",
    "ConsentChange",
    "Endpoint",
    "MailboxMessage",
    "Message",
    "MovedCustomer",
    "ProviderRef",
    "Suppression",
    "Topic",
]
