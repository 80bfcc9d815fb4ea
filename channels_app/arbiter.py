"""Whether a message may be sent, decided at the moment of sending (S18). Pure.

`CHECKS` is the whole of it, in order; the first refusal counts and is stored with the values that
decided. Marketing needs a channel and a topic that were not withdrawn, and, for a topic that is
opt-in, consent that was given. Transactional messages pass what a customer said about marketing;
only a suppressed address and a blocked channel stop them.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from channels_app.base import Waiting
from channels_app.delivery.facts import Facts, Word, address_of, by_endpoint


class Refusal(msgspec.Struct):
    """Why a message is not sent, and what was seen when that was decided."""

    reason: str
    detail: dict[str, Any]


Check = Callable[[Waiting, Facts], Refusal | None]


def decide(message: Waiting, facts: Facts, shown: bool = False) -> Refusal | None:
    """The first refusal, or None: it may go. What is only shown here needs no endpoint."""
    for check in CHECKS:
        if shown and check is address and by_endpoint(message):
            continue
        refusal = check(message, facts)
        if refusal:
            return refusal
    return None


def address(message: Waiting, facts: Facts) -> Refusal | None:
    if by_endpoint(message):
        reached = (message.customer_id, message.channel) in facts.endpoints
        return None if reached else no_address(message)
    if address_of(message):
        return None
    if not message.recipient:
        return no_address(message)
    return Refusal("bad_address", {"channel": message.channel, "address": message.recipient})


def no_address(message: Waiting) -> Refusal:
    return Refusal("no_address", {"channel": message.channel})


def suppression(message: Waiting, facts: Facts) -> Refusal | None:
    key = address_of(message) or ""
    if barred := facts.barred.get((message.customer_id, message.channel)):
        return Refusal("suppressed", _seen(barred[1]) | {"address": barred[0]})
    word = facts.suppressed.get((message.workspace_id, message.channel, key))
    return Refusal("suppressed", _seen(word) | {"address": key}) if word else None


def channel_consent(message: Waiting, facts: Facts) -> Refusal | None:
    word = facts.consents.get((message.customer_id, message.channel, ""))
    if word is None or word.state == "granted":
        return None
    if word.state == "blocked":
        return Refusal("channel_blocked", _seen(word) | {"channel": message.channel})
    if message.kind == "transactional":
        return None
    return Refusal("channel_unsubscribed", _seen(word) | {"channel": message.channel})


def topic_consent(message: Waiting, facts: Facts) -> Refusal | None:
    if message.kind == "transactional" or not message.topic:
        return None
    word = facts.consents.get((message.customer_id, message.channel, message.topic))
    if word and word.state != "granted":
        return Refusal("topic_unsubscribed", _seen(word) | {"topic": message.topic})
    default = facts.topics.get((message.workspace_id, message.topic), "opt_out")
    if word is None and default == "opt_in":
        return Refusal("topic_not_granted", {"topic": message.topic, "default": default})
    return None


# S18's order. After consent come holdout, quiet hours, frequency cap, priority between journeys
# and the provider's rate: each one a function of this shape, at the end of this list.
CHECKS: tuple[Check, ...] = (
    address,
    suppression,
    channel_consent,
    topic_consent,
)


def _seen(word: Word) -> dict[str, Any]:
    return {"state": word.state, "source": word.source, "at": word.at.isoformat()}
