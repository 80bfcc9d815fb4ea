"""Shows messages here; nothing leaves.

Every message that goes by this account appears on the page Mailbox, as the customer would get it.
There is nothing to set up, and nothing is paid for. Take it to try a channel before you have an
account at a provider, and disable it, or put a real account before it, when you have one.
"""

import msgspec

from channels_app import registry
from channels_app.base import Inside, Outside
from channels_app.provider import Account, Provider


class Settings(msgspec.Struct, frozen=True):
    """Nothing to set up."""


class Trial(Provider):
    """A provider of every kind."""

    title = "Trial: shown here, sent nowhere"
    Settings = Settings

    def carrier(self, account: Account) -> Inside | Outside:
        # A mail is shown with its headers and its source, which only the mailbox knows to make.
        return registry.transport("mailbox" if account.channel == "email" else "trial")

    def connect(self, account: Account) -> str:
        return "This account is always ready: it shows its messages on the page Mailbox."
