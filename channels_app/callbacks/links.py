"""The token of a deep link: whoever opens a chat by it is that customer.

The kinds make their own addresses of it (t.me/BOT?start=TOKEN), for each writes them differently;
the callback brings the token back as `Said.token`. Telegram takes at most 64 signs of A-Z, a-z,
0-9, _ and - in `start` (core.telegram.org/bots/features#deep-linking), which ours keep to.
"""

from django.conf import settings

from channels_app.base import Waiting
from channels_app.consent.tokens import Token, write

CHATS = ("telegram", "viber", "vk")


def subscribe_token(workspace_id: int, lane: int, customer_id: str, channel: str) -> str:
    """For a page of the shop, or a message on another channel: the channel to subscribe to."""
    return write(Token("s", workspace_id, lane, customer_id, channel))


def subscribe_urls(message: Waiting) -> dict[str, str]:
    """By channel, for templates: {{ subscribe_url.telegram }} (see `joining`)."""
    return {
        channel: f"{settings.BASE_URL}/join/{of_message(message, channel)}" for channel in CHATS
    }


def of_message(message: Waiting, channel: str) -> str:
    """The token of the customer whom a message goes to."""
    return subscribe_token(message.workspace_id, message.lane, message.customer_id, channel)
