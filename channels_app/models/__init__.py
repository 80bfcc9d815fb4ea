"""The channels' tables: no rules, only shapes."""

from channels_app.models.consent import Consent, ConsentChange, Suppression, Topic
from channels_app.models.mailbox import MailboxMessage
from channels_app.models.message import Claim, Message
from channels_app.models.moved import MovedCustomer
from channels_app.models.settings import ChannelSettings

__all__ = [
    "ChannelSettings",
    "Claim",
    "Consent",
    "ConsentChange",
    "MailboxMessage",
    "Message",
    "MovedCustomer",
    "Suppression",
    "Topic",
]
