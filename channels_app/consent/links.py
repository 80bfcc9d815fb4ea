"""The two links of every marketing message: to stop it, and to choose what to get."""

from django.conf import settings

from channels_app.base import Waiting
from channels_app.consent.tokens import Purpose, Token, write


def unsubscribe_url(message: Waiting) -> str:
    """Stops the message's topic, or, without one, all marketing on its channel."""
    return f"{settings.BASE_URL}/u/{_token(message, 'u')}"


def preferences_url(message: Waiting) -> str:
    """Opens the page where the customer chooses per channel and topic."""
    return f"{settings.BASE_URL}/preferences/{_token(message, 'p')}"


def _token(message: Waiting, purpose: Purpose) -> str:
    return write(
        Token(
            purpose,
            message.workspace_id,
            message.lane,
            message.customer_id,
            message.channel,
            message.topic if purpose == "u" else "",
        )
    )
