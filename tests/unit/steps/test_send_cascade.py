"""One channel after the other: the next when refused, failed, or not opened in time."""

from datetime import timedelta
from typing import Any

import pytest

from journeys.core.facts import facts
from journeys.core.items import Report
from journeys.core.schema import Kinds
from journeys.core.state import Status
from journeys.core.validate import check_draft
from journeys.engine.content import content_on
from journeys.engine.programs import uses
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS
from tests.builders import NOON, Customer, document, step

WAYS = ("push", "sms", "email")
SAYS: dict[str, dict[str, str]] = {
    "push": {"title": "Ready"},
    "sms": {"text": "Ready, {{ customer.first_name }}"},
    "email": {"subject": "Ready", "text": "{{ entry.total }}"},
}


def graph(**config: Any) -> dict[str, Any]:
    channels = [{"id": f"by_{way}", "channel": way, **SAYS[way]} for way in WAYS]
    ends = {f"end_{port}": step("exit", reason=port) for port in (*WAYS, "nobody")}
    to = {f"by_{way}": f"end_{way}" for way in WAYS} | {"nobody": "end_nobody"}
    config = {"channels": channels, "topic": "orders"} | config
    return document({"first": step("send_cascade", to, **config), **ends})


def customer(profile: dict[str, Any] | None = None, **config: Any) -> Customer:
    charlie = Customer(graph(**config), profile=profile, on_message=None)
    charlie.does("add_to_cart")
    return charlie


def told(charlie: Customer, *reports: tuple[int, str]) -> list[str]:
    """Which message, and what became of it; the channels that were tried until then."""
    for number, status in reports:
        run = charlie.run
        charlie.receives(
            Report(
                customer_id=run.customer_id, run_id=run.id, intent_id=f"{run.id}:1:{number}",
                step="first", status=status, at=charlie.now,
            )
        )  # fmt: skip
    return [m.send.channel for played in charlie.played for m in played.messages]


@pytest.mark.parametrize(
    ("reports", "tried", "end"),
    [
        ([(0, "sent")], ["push"], "push"),
        ([(0, "refused"), (1, "sent")], ["push", "sms"], "sms"),
        ([(0, "failed"), (1, "bounced"), (2, "sent")], list(WAYS), "email"),
        ([(0, "refused"), (1, "refused"), (2, "refused")], list(WAYS), "nobody"),
        ([(0, "refused"), (0, "failed"), (1, "sent")], ["push", "sms"], "sms"),
    ],
)
def test_the_next_is_tried_when_one_is_refused_or_fails(
    reports: list[tuple[int, str]], tried: list[str], end: str
) -> None:
    charlie = customer()
    assert told(charlie, *reports) == tried
    assert (charlie.run.status, charlie.run.reason) == (Status.COMPLETED, end)
    intents = [m.send.id for played in charlie.played for m in played.messages]
    assert len(set(intents)) == len(tried), "each message is an intent of its own (S16)"


def test_the_next_is_tried_when_it_was_not_opened_in_time() -> None:
    charlie = customer(until="opened", within="PT2H")
    assert told(charlie, (0, "sent"), (0, "delivered")) == ["push"]
    assert charlie.run.due_at == NOON + timedelta(hours=2)
    charlie.lives(timedelta(hours=2))
    assert told(charlie, (1, "sent")) == ["push", "sms"]
    assert told(charlie, (1, "clicked")) == ["push", "sms"]
    assert charlie.run.reason == "sms"


def test_a_message_tried_before_may_still_reach_the_customer() -> None:
    charlie = customer(until="opened", within="PT2H")
    charlie.lives(timedelta(hours=2))
    assert told(charlie, (1, "sent"), (0, "opened")) == ["push", "sms"]
    assert charlie.run.reason == "push"


def test_whom_nothing_reaches_in_time_leaves_by_nobody() -> None:
    charlie = customer(until="delivered", within="PT1H")
    charlie.lives(timedelta(hours=3))
    assert told(charlie) == list(WAYS)
    assert charlie.run.reason == "nobody"


@pytest.mark.parametrize(
    ("preferred", "first"),
    [
        ("sms", "sms"),
        ({"orders": "email", "news": "sms"}, "email"),
        ({"news": "sms"}, "push"),
        ("fax", "push"),
        (None, "push"),
        (7, "push"),
    ],
)
def test_the_preferred_channel_goes_first(preferred: Any, first: str) -> None:
    charlie = customer({"channel": preferred}, preferred="channel")
    assert told(charlie) == [first]


def problems(document: dict[str, Any]) -> list[tuple[str, str]]:
    found = check_draft(document, Kinds(STEPS, TRIGGERS))
    return [(p.code, p.path) for p in found if p.severity == "error"]


def test_what_is_wrong_with_a_cascade_stands_at_its_place() -> None:
    assert problems(graph()) == []
    at = "/steps/first/config/channels"
    channels = [{"id": "a", "channel": "sms"}, {"id": "b", "channel": "sms", "text": "Hello"}]
    wrong = graph(channels=channels)
    wrong["steps"]["first"]["next"] = {"a": "end_sms"}
    assert problems(wrong) == [("missing", f"{at}/0/text"), ("duplicate", f"{at}/1/channel")]


def test_every_channel_has_its_content_and_its_values() -> None:
    node = graph()["steps"]["first"]
    assert (content_on(node, "sms") or {})["text"].startswith("Ready")
    assert content_on(node, "viber") is None
    assert "entry.total" in uses(graph())["first"]
    assert facts(graph(), Kinds(STEPS, TRIGGERS))["messages_per_run"] == 3
