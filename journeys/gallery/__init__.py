"""Ready-made journeys: one JSON file each, with sample content and a scripted customer.

A file holds `slug`, `title`, `line` (one sentence), `document` (the journey) and `customer` (a
script for the simulation). Each publishes without edits and passes its own simulation: tests
hold that.
"""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent
ORDER = (
    "abandoned-cart",
    "cart-push",
    "welcome",
    "birthday",
    "monthly-reminder",
    "win-back",
    "no-opens",
    "repeat-purchase",
    "thank-you",
    "viewed-not-bought",
    "unpaid-order",
    "order-delivery",
    "delivery-push-sms",
    "cross-channel",
    "survey",
    "subscription-renewal",
    "failed-payment",
    "appointment",
    "event-registration",
    "article-digest",
    "sms-keyword",
)


SENDING = ("send_message", "send_cascade")


class ReadyMade(msgspec.Struct, frozen=True):
    slug: str
    title: str
    line: str
    document: dict[str, Any]
    customer: dict[str, Any] = {}

    @property
    def topics(self) -> list[str]:
        """The topics that its messages name, in order, once each."""
        steps = self.document["steps"].values()
        named = (step["config"].get("topic") for step in steps if step["kind"] in SENDING)
        return list(dict.fromkeys(topic for topic in named if topic))


@cache
def ready_made() -> dict[str, ReadyMade]:
    """All of them by slug, in the order of the gallery."""
    return {slug: _read(FOLDER / f"{slug}.json") for slug in ORDER}


def _read(path: Path) -> ReadyMade:
    return msgspec.json.decode(path.read_bytes(), type=ReadyMade)
