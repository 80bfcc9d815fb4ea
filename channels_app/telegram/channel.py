"""Telegram as a kind of channel: to chats with the shop's bot that the customer began."""

from channels_app.content.chat import ChatChannel


class Telegram(ChatChannel):
    """https://core.telegram.org/bots/api#sendmessage, #sendphoto"""

    most_buttons = 10
    longest = 4096
    longest_caption = 1024
