"""Tries one channel after the other until one reaches the customer.

Each channel has a message of its own. The next one is tried when a message is refused or fails,
or, where that is asked, when it was not delivered or not opened in time. The customer leaves by the
channel that reached them, or by Nobody.

The channel that the customer prefers can go first: an attribute of the profile names it, either
alone ("sms") or by topic ({"orders": "sms"}), as it stands when the customer comes here.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import msgspec

from journeys.core import durations
from journeys.core.contract import Go, Outcome, Visit, Wait
from journeys.core.effects import Send
from journeys.core.fields import Duration, Id, Name, duration, field
from journeys.core.items import Item, Report
from journeys.core.problems import Problem
from journeys.core.reports import FAILED, REFUSED, reached
from journeys.core.state import REPORT
from journeys.core.view import MISSING, dig
from journeys.steps.base import Ports, Step
from journeys.steps.content import Content, content_problems
from journeys.steps.ports import port_problems


class Way(Content, kw_only=True, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name = ""


START = [{"id": "push", "channel": "push"}, {"id": "email", "channel": "email"}]


class SendCascadeConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    channels: Annotated[
        tuple[Way, ...],
        field("Channels", "In their order.", "cases", min_length=1, max_length=11, start=START),
    ]
    topic: Annotated[
        str,
        field(
            "Topic",
            "What it is about. Customers can unsubscribe from a topic.",
            "topic",
            max_length=64,
        ),
    ] = ""
    purpose: Annotated[
        Literal["marketing", "transactional"],
        field(
            "Purpose",
            "Marketing needs consent. Transactional is what the customer must know: a receipt.",
            "select",
            labels={"marketing": "Marketing", "transactional": "Transactional"},
        ),
    ] = "marketing"
    until: Annotated[
        Literal["sent", "delivered", "opened"],
        field(
            "Enough when it was",
            "Not every channel reports more than that it was sent.",
            "select",
            labels={"sent": "Sent", "delivered": "Delivered", "opened": "Opened"},
        ),
    ] = "sent"
    within: Annotated[
        Duration,
        duration(
            "Try the next after",
            "How long each channel has for it.",
            show_if={"until": ["delivered", "opened"]},
        ),
    ] = "PT1H"
    preferred: Annotated[
        str,
        field(
            "Preferred channel",
            "A profile attribute that names the channel to try first, alone or by topic.",
            "attribute",
            advanced=True,
            max_length=200,
        ),
    ] = ""


class SendCascade(Step[SendCascadeConfig]):
    kind = "send_cascade"
    title = "Send by the first channel"
    group = "message"
    icon = "stairs-down"
    ports = Ports(each="channels", fixed=("nobody",))
    summary = "{channels, plural, =0 {No channels yet} other {First that works: {channels, names}}}"
    waits = True
    Config = SendCascadeConfig

    def __init__(self, config: SendCascadeConfig) -> None:
        super().__init__(config)
        self.ways = {way.id: way for way in config.channels}
        self.within = durations.parse(config.within) if config.until != "sent" else None

    @classmethod
    def check(cls, config: SendCascadeConfig, path: str) -> Iterator[Problem]:
        yield from port_problems(config.channels, f"{path}/channels", cls.ports.fixed)
        seen: set[str] = set()
        for index, way in enumerate(config.channels):
            at = f"{path}/channels/{index}"
            if way.channel in seen:
                message = "This channel is tried already. Choose another, or remove it."
                yield Problem(path=f"{at}/channel", code="duplicate", message=message)
            seen.add(way.channel)
            yield from content_problems(way, at)
        if not config.topic and config.purpose == "marketing":
            message = "Choose a topic, so that customers can unsubscribe from it alone."
            yield Problem(
                path=f"{path}/topic", code="no_topic", message=message, severity="warning"
            )
        yield from durations.problems(config.within, f"{path}/within")

    @classmethod
    def messages(cls, config: SendCascadeConfig) -> int:
        return len(config.channels)

    @classmethod
    def longest(cls, config: SendCascadeConfig) -> timedelta | None:
        if config.until == "sent":
            return timedelta(0)
        return durations.parse(config.within).at_most * len(config.channels)

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        if item is None:
            return self._try(visit, self._order(visit.view.profile), 0)
        order, number = list(visit.keep.get("order", ())), int(visit.keep.get("number", 0))
        if isinstance(item, Report):
            return self._reported(visit, item, order, number)
        until = visit.keep.get("until")
        if until is not None and now >= datetime.fromisoformat(until):
            return self._try(visit, order, number + 1)
        return self._stay(visit)

    def _order(self, profile: Mapping[str, Any]) -> list[str]:
        """The ids of the ways, the preferred channel's first."""
        wanted = dig(profile, self.config.preferred) if self.config.preferred else MISSING
        if isinstance(wanted, Mapping):
            wanted = wanted.get(self.config.topic)
        ways = sorted(self.config.channels, key=lambda way: way.channel != wanted)
        return [way.id for way in ways]

    def _try(self, visit: Visit, order: list[str], number: int) -> Outcome:
        if number >= len(order):
            return Go("nobody", detail={"tried": order})
        send = Send(
            channel=self.ways[order[number]].channel,
            topic=self.config.topic,
            purpose=self.config.purpose,
            awaited=True,
            number=number,
        )
        keep: dict[str, Any] = {"order": order, "number": number}
        until = None
        if self.within is not None:
            until = durations.add(visit.view.now, self.within, visit.view.zone)
            keep["until"] = until.isoformat()
        return Wait(until=until, awaits=(REPORT,), keep=keep, effects=(send,))

    def _stay(self, visit: Visit) -> Wait:
        until = visit.keep.get("until")
        return Wait(
            until=datetime.fromisoformat(until) if until else None,
            awaits=(REPORT,),
            keep=visit.keep,
        )

    def _reported(self, visit: Visit, report: Report, order: list[str], number: int) -> Outcome:
        """A message of a channel tried before may still reach the customer; that is as good."""
        last = report.intent_id.rpartition(":")[2]
        which = int(last) if last.isdecimal() else number
        detail = {"status": report.status, "reason": report.reason}
        bad = report.status in REFUSED or report.status in FAILED
        if not bad and which < len(order) and reached((report.status,), self.config.until):
            return Go(order[which], detail=detail)
        if bad and which == number:
            return self._try(visit, order, number + 1)
        return self._stay(visit)
