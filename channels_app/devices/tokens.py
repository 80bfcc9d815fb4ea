"""What a message carries so that a device can say what became of it."""

from channels_app.base import Waiting
from channels_app.consent import tokens
from channels_app.consent.tokens import Token


def of_message(message: Waiting) -> str:
    """Names the message and its customer, and can do nothing but report."""
    token = Token(
        "r", message.workspace_id, message.lane, message.customer_id, message.channel, message.id
    )
    return tokens.write(token)


def read(text: str) -> Token | None:
    """The token, its `topic` being the message's id; None when it is not ours."""
    return tokens.read(text, "r")
