"""Starts when something is reported of a message, or a customer writes, presses or subscribes.

A message of a journey was delivered, opened, clicked, bounced or replied to; or a customer wrote
something on a channel that holds a keyword. What is not chosen does not matter: without a channel
every channel counts.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any

import msgspec

from journeys.core import durations
from journeys.core.conditions import check_condition, compile_condition
from journeys.core.fields import Condition, Duration, duration, field
from journeys.core.items import MESSAGE
from journeys.core.messages import TITLES, Channel, What
from journeys.core.problems import Problem
from journeys.core.view import View
from journeys.triggers.base import Trigger

WHAT = {
    "delivered": "It was delivered",
    "opened": "It was opened",
    "clicked": "A link was clicked",
    "replied": "The customer wrote",
    "pressed": "A button or key was pressed",
    "subscribed": "The customer subscribed",
    "unsubscribed": "The customer unsubscribed",
    "blocked": "The customer blocked us",
    "bounced": "It bounced",
    "complained": "It was reported as unwanted",
    "failed": "It failed",
}
WRITTEN = {"what": ["replied", "unsubscribed", "subscribed"]}
SENT = {"what": [what for what in WHAT if what not in ("subscribed", "blocked")]}


class MessageConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: Annotated[What, field("When", widget="select", labels=WHAT)] = "replied"
    channel: Annotated[
        Channel | None, field("Channel", "Left empty, any.", "select", labels=TITLES)
    ] = None
    keyword: Annotated[
        str,
        field(
            "Keyword",
            "The whole message, whatever its case: JOIN. Several are separated by commas.",
            show_if=WRITTEN,
            max_length=200,
        ),
    ] = ""
    journey: Annotated[
        str,
        field(
            "Journey",
            "The address name of the journey that sent it.",
            show_if=SENT,
            advanced=True,
            max_length=100,
        ),
    ] = ""
    step: Annotated[
        str,
        field("Step", "The id of its step.", show_if=SENT, advanced=True, max_length=64),
    ] = ""
    topic: Annotated[
        str, field("Topic", widget="topic", show_if=SENT, advanced=True, max_length=64)
    ] = ""
    filter: Annotated[
        Condition,
        field(
            "Only if",
            "What else must hold of the event and the customer. The event has text, button, link"
            " and product.",
            "condition",
            advanced=True,
        ),
    ] = None
    max_age: Annotated[
        Duration,
        duration("Oldest event", "An event older than this starts nothing.", advanced=True),
    ] = "PT24H"


class MessageTrigger(Trigger[MessageConfig]):
    kind = "message"
    title = "Message"
    icon = "message-reply"
    summary = (
        "When {what, select, delivered {a message is delivered} opened {a message is opened}"
        " clicked {a link is clicked} pressed {a button is pressed} subscribed {a customer"
        " subscribes} unsubscribed {a customer unsubscribes} blocked {a customer blocks us} bounced"
        " {a message bounces} complained {a message is reported as unwanted} failed {a message"
        " fails} other {a customer writes}}"
        "{keyword, select, none {} other { {keyword}}}"
        "{channel, select, none {} sms { (SMS)} webpush { (browser push)} push { (app push)}"
        " inapp { (in-app)} vk { (VK)} whatsapp { (WhatsApp)} other { ({channel})}}"
        "{journey, select, none {} other {, of {journey}}}"
    )
    Config = MessageConfig

    def __init__(self, config: MessageConfig) -> None:
        self.config = config
        self.holds = compile_condition(config.filter)
        self.keywords = frozenset(folded(word) for word in config.keyword.split(",")) - {""}
        self._max_age = durations.parse(config.max_age).about

    @classmethod
    def check(cls, config: MessageConfig, path: str) -> Iterator[Problem]:
        if config.filter is not None:
            yield from check_condition(config.filter, f"{path}/filter")
        yield from durations.problems(config.max_age, f"{path}/max_age")

    def events(self) -> tuple[str, ...]:
        return (MESSAGE,)

    @property
    def max_age(self) -> timedelta:
        return self._max_age

    def concerns(self, view: View) -> bool:
        config, said = self.config, view.event.properties if view.event else {}
        wanted = (
            ("what", config.what),
            ("channel", config.channel),
            ("journey", config.journey),
            ("step", config.step),
            ("topic", config.topic),
        )
        if any(value and said.get(name) != value for name, value in wanted):
            return False
        return not self.keywords or bool(self.keywords & _words(said))

    def admits(self, view: View) -> bool:
        return self.holds(view)

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        if self.config.filter:
            yield self.config.filter


def _words(said: Mapping[str, Any]) -> set[str]:
    """What was written, and what it was recognized as."""
    return {folded(str(said.get(name, ""))) for name in ("text", "keyword")}


def folded(text: str) -> str:
    """Without case, punctuation and needless spaces: " Join! " is "join"."""
    kept = "".join(c if c.isalnum() else " " for c in text.casefold())
    return " ".join(kept.split())
