"""VK as a kind of channel: to people who allowed the shop's community to write to them."""

from channels_app.content.chat import ChatChannel


class Vk(ChatChannel):
    """https://dev.vk.com/en/method/messages.send, https://dev.vk.com/en/api/bots/development/keyboard"""

    most_buttons = 10
    longest = 4096
    longest_caption = 4096
