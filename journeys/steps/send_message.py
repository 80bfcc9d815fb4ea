"""Sends one message.

Write it in Liquid: {{ customer.first_name }} stands for the customer's first name, {{ entry.total
}} for a property of the event that started the run. The customer goes on at once; if Refused or
Failed is drawn, the run first waits to learn what became of the message.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from journeys.core.contract import Fail, Go, Outcome, Visit, Wait
from journeys.core.effects import Send
from journeys.core.fields import field
from journeys.core.items import Item, Report
from journeys.core.problems import Problem
from journeys.core.state import REPORT
from journeys.steps.base import Ports, Step

REFUSED = frozenset({"refused", "cancelled"})
FAILED = frozenset({"failed", "bounced", "complained"})
SENT = frozenset({"sent", "delivered", "opened", "clicked"})


class SendMessageConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    channel: Annotated[
        Literal["email"], field("Channel", labels={"email": "Email"}, widget="channel")
    ] = "email"
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
    subject: Annotated[str, field("Subject", widget="liquid", content=True, max_length=1000)] = ""
    html: Annotated[str, field("Message", widget="html", content=True, max_length=500_000)] = ""
    text: Annotated[
        str,
        field(
            "Plain text",
            "For mail programs without HTML. Leave empty to make it from the message.",
            "text",
            content=True,
            max_length=200_000,
        ),
    ] = ""
    strict: Annotated[
        bool,
        field(
            "Do not send when a value is missing",
            "Otherwise a value that the customer does not have is left empty.",
            "switch",
            content=True,
            advanced=True,
        ),
    ] = False


class SendMessage(Step[SendMessageConfig]):
    kind = "send_message"
    title = "Send message"
    group = "message"
    icon = "send"
    ports = Ports(fixed=("out",), optional=("refused", "failed"))
    summary = "{subject, select, none {No subject yet} other {{subject}}}"
    palette = ({"title": "Email", "icon": "mail", "preset": {"channel": "email"}},)
    Config = SendMessageConfig

    @classmethod
    def check(cls, config: SendMessageConfig, path: str) -> Iterator[Problem]:
        if not config.subject.strip():
            yield Problem(path=f"{path}/subject", code="missing", message="Write a subject.")
        if not config.html.strip() and not config.text.strip():
            yield Problem(path=f"{path}/html", code="missing", message="Write the message.")
        if not config.topic and config.purpose == "marketing":
            message = "Choose a topic, so that customers can unsubscribe from it alone."
            yield Problem(
                path=f"{path}/topic", code="no_topic", message=message, severity="warning"
            )

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        awaited = "refused" in visit.drawn or "failed" in visit.drawn
        if item is None:
            send = Send(
                channel=self.config.channel,
                topic=self.config.topic,
                purpose=self.config.purpose,
                awaited=awaited,
            )
            return Wait(awaits=(REPORT,), effects=(send,)) if awaited else Go(effects=(send,))
        if isinstance(item, Report):
            return self._reported(item, visit)
        return Wait(awaits=(REPORT,), keep=visit.keep)

    def _reported(self, report: Report, visit: Visit) -> Outcome:
        """A refusal or failure whose port is not drawn goes on as if it had been sent (S19)."""
        detail = {"status": report.status, "reason": report.reason}
        if report.status in REFUSED:
            return Go(
                "refused" if "refused" in visit.drawn else "out", note=report.reason, detail=detail
            )
        if report.status in FAILED:
            return Go(
                "failed" if "failed" in visit.drawn else "out", note=report.reason, detail=detail
            )
        if report.status in SENT:
            return Go(detail=detail)
        if report.status in ("queued", "sending", "unknown", "held"):
            return Wait(awaits=(REPORT,), keep=visit.keep)
        return Fail(f"the message came back as {report.status}")
