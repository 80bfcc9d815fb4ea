"""Sends one message.

Write it in Liquid: {{ customer.first_name }} stands for the customer's first name, {{ entry.total
}} for a property of the event that started the run. The customer goes on at once; if Refused or
Failed is drawn, the run first waits to learn what became of the message.

It can also wait until the message was delivered, opened or clicked: then the customer goes on as
soon as that is reported, and leaves by Timeout when it was not in time (or goes on, if Timeout is
not drawn).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Literal

from journeys.core import durations
from journeys.core.contract import Fail, Go, Outcome, Visit, Wait
from journeys.core.effects import Send
from journeys.core.fields import Duration, duration, field
from journeys.core.items import Item, Report
from journeys.core.problems import Problem
from journeys.core.reports import FAILED, REFUSED, UNDER_WAY, reached
from journeys.core.state import REPORT
from journeys.steps.base import Ports, Step
from journeys.steps.content import PALETTE, SUMMARY, Content, content_problems, upgrade_strict

MISSING_VALUES = "missing_values"
"""The reason of a refusal for what the customer does not have."""


class SendMessageConfig(Content, frozen=True, forbid_unknown_fields=True):
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
    await_report: Annotated[
        Literal["delivered", "opened", "clicked"] | None,
        field(
            "Wait until it was",
            "The customer stays here until this is reported. Not every channel reports it.",
            "select",
            labels={"delivered": "Delivered", "opened": "Opened", "clicked": "Clicked"},
            advanced=True,
        ),
    ] = None
    await_for: Annotated[
        Duration,
        duration(
            "At most",
            "Then the customer leaves by Timeout, or goes on if that is not drawn.",
            show_if={"await_report": True},
            advanced=True,
        ),
    ] = "P1D"


class SendMessage(Step[SendMessageConfig]):
    kind = "send_message"
    title = "Send message"
    group = "message"
    icon = "send"
    ports = Ports(
        fixed=("out",),
        optional=("timeout", "refused", "failed"),
        only_with={"timeout": "await_report"},
    )
    summary = SUMMARY
    palette = PALETTE
    waits = True
    Config = SendMessageConfig
    VERSION = 2
    UPGRADES = {1: upgrade_strict}

    def __init__(self, config: SendMessageConfig) -> None:
        super().__init__(config)
        self.within = durations.parse(config.await_for) if config.await_report else None

    @classmethod
    def check(cls, config: SendMessageConfig, path: str) -> Iterator[Problem]:
        yield from content_problems(config, path)
        if not config.topic and config.purpose == "marketing" and config.channel != "webhook":
            message = "Choose a topic, so that customers can unsubscribe from it alone."
            yield Problem(
                path=f"{path}/topic", code="no_topic", message=message, severity="warning"
            )
        if config.await_report:
            yield from durations.problems(config.await_for, f"{path}/await_for")

    @classmethod
    def longest(cls, config: SendMessageConfig) -> timedelta | None:
        if not config.await_report:
            return timedelta(0)
        return durations.parse(config.await_for).at_most

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        awaited = self.within is not None or "refused" in visit.drawn or "failed" in visit.drawn
        if item is None:
            send = Send(
                channel=self.config.channel,
                topic=self.config.topic,
                purpose=self.config.purpose,
                awaited=awaited,
            )
            return self._stay(visit, (send,)) if awaited else Go(effects=(send,))
        if isinstance(item, Report):
            return self._reported(item, visit)
        until = self._until(visit)
        if until is not None and now >= until:
            return Go("timeout" if "timeout" in visit.drawn else "out", note="timeout")
        return self._stay(visit)

    def _stay(self, visit: Visit, effects: tuple[Send, ...] = ()) -> Wait:
        until = self._until(visit)
        keep = {"until": until.isoformat()} if until else {}
        return Wait(until=until, awaits=(REPORT,), keep=keep, effects=effects)

    def _until(self, visit: Visit) -> datetime | None:
        kept = visit.keep.get("until")
        if kept is not None:
            return datetime.fromisoformat(kept)
        if self.within is None:
            return None
        return durations.add(visit.view.now, self.within, visit.view.zone)

    def _reported(self, report: Report, visit: Visit) -> Outcome:
        """A refusal or failure whose port is not drawn goes on as if it had been sent (S19)."""
        status, wanted = report.status, self.config.await_report
        detail = {"status": status, "reason": report.reason}
        if status in REFUSED:
            skipped = report.reason == MISSING_VALUES and self.config.missing == "skip"
            port = "refused" if "refused" in visit.drawn and not skipped else "out"
            return Go(port, note=report.reason, detail=detail)
        if status in FAILED:
            port = "failed" if "failed" in visit.drawn else "out"
            return Go(port, note=report.reason, detail=detail)
        if status in UNDER_WAY or (wanted and not reached((status,), wanted)):
            return self._stay(visit)
        if reached((status,), wanted or "sent"):
            return Go(detail=detail)
        return Fail(f"the message came back as {status}")
