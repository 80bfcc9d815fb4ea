"""The inbox that your pages and apps show, kept by Sojourn itself.

1. Nothing to sign up for: an account only says for how long messages stay.
2. Put `<sojourn-inbox></sojourn-inbox>` where the bell should stand on your pages, beside the
   snippet that Settings, Keys shows.
3. For customers who are signed in at your shop, let your server ask for a token
   (POST /api/v1/customers/token) and hand it to `sojourn.identify(id, {}, {token})`.
"""

from typing import Annotated

import msgspec

from channels_app.base import Inside
from channels_app.inapp.inbox import KEEP_FOR, Inbox
from channels_app.provider import Account, Provider
from channels_app.setting import setting


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    keep_for: Annotated[
        str,
        setting("Keep for", "How long a message stays unless it says so itself: P30D, PT12H."),
    ] = KEEP_FOR


class OwnInbox(Provider):
    title = "Inbox on your pages"
    Settings = Settings

    def carrier(self, account: Account) -> Inside:
        settings: Settings = account.settings
        return Inbox(settings.keep_for)

    def connect(self, account: Account) -> str:
        return "Nothing to connect: messages are kept here."
