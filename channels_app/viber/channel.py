"""Viber as a kind of channel: to people who wrote to the shop's bot."""

from channels_app.content.chat import ChatChannel


class Viber(ChatChannel):
    """https://developers.viber.com/docs/api/rest-bot-api/#message-types"""

    most_buttons = 10
    longest = 7000
    longest_caption = 768
