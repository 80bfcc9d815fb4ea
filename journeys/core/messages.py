"""The event `$message`: what became of a message, or what the customer did in a channel.

Properties: what, channel, journey (its slug), step, topic, message_id, and of what was said or
pressed text, button, keyword, of a click link and product. It is made only for workspaces of which
a journey under way could notice it: most messages are told of, and most journeys never ask.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal, get_args

from journeys.core.ids import derive
from journeys.core.items import MESSAGE, Event

Channel = Literal[
    "email", "sms", "push", "webpush", "inapp", "telegram", "whatsapp", "viber", "vk", "voice",
    "webhook",
]  # fmt: skip
CHANNELS: tuple[str, ...] = get_args(Channel)
TITLES = {
    "email": "Email",
    "sms": "SMS",
    "push": "App push",
    "webpush": "Browser push",
    "inapp": "In-app message",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "viber": "Viber",
    "vk": "VK",
    "voice": "Voice call",
    "webhook": "Webhook",
}
What = Literal[
    "delivered", "opened", "clicked", "replied", "pressed", "subscribed", "unsubscribed", "blocked",
    "bounced", "complained", "failed",
]  # fmt: skip
WHAT: tuple[str, ...] = get_args(What)
TOLD = frozenset({"delivered", "opened", "clicked", "bounced", "complained", "failed"})
"""Of which reports there is an event."""


def listens(document: Any) -> bool:
    """Whether a journey could notice such an event: it names it, or has a trigger for it. Asked of
    every part, as documents of any age are asked."""
    triggers = document.get("triggers") if isinstance(document, Mapping) else None
    nodes = triggers.values() if isinstance(triggers, Mapping) else ()
    if any(isinstance(node, Mapping) and node.get("kind") == "message" for node in nodes):
        return True
    return any(text == MESSAGE for text in _texts(document))


def _texts(value: Any) -> Iterator[str]:
    ahead = [value]
    while ahead:
        part = ahead.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, Mapping):
            ahead.extend(part.values())
        elif isinstance(part, list | tuple):
            ahead.extend(part)


def told(
    intent_id: str,
    what: str,
    at: datetime,
    properties: Mapping[str, Any],
    *,
    user_id: str | None,
    anonymous_id: str | None,
) -> Event:
    """The event of a report. Its id follows from the message and from what is told, so that twice
    is once (S2)."""
    return Event(
        kind="track",
        name=MESSAGE,
        message_id=derive(MESSAGE, intent_id, what),
        timestamp=at,
        user_id=user_id,
        anonymous_id=None if user_id else anonymous_id,
        properties={"what": what, **{name: v for name, v in properties.items() if v}},
    )
