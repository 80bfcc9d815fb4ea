"""A message on every channel, and waiting until it was delivered, opened or clicked."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from journeys.core.bind import bind
from journeys.core.draft import current_config
from journeys.core.items import Report
from journeys.core.messages import CHANNELS
from journeys.core.state import Status
from journeys.steps.content import NEEDED, Content, content_problems
from journeys.steps.registry import STEPS
from journeys.steps.send_message import SendMessage
from journeys.triggers.registry import TRIGGERS
from tests.builders import NOON, Customer, document, mail, step

WRITTEN = {"subject": "Hello", "text": "Hello", "title": "Hello", "url": "https://shop.example/"}
WAYS = {"out": "yes", "timeout": "no", "refused": "not_wanted", "failed": "broken"}


def problems(**config: Any) -> list[str]:
    content = msgspec.convert(config, Content)
    return [problem.path for problem in content_problems(content, "")]


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_says_what_is_missing_and_takes_a_template_instead(channel: str) -> None:
    assert problems(channel=channel) == [f"/{fields[0]}" for fields, _ in NEEDED[channel]]
    assert problems(channel=channel, **WRITTEN) == []
    assert problems(channel=channel, template="welcome") == []


def test_buttons_have_a_text_each_and_an_id_of_their_own() -> None:
    buttons = [{"id": "a", "text": "Yes"}, {"id": "a", "text": " "}]
    wrong = problems(channel="telegram", text="Hello", buttons=buttons)
    assert wrong == ["/buttons/1/id", "/buttons/1/text"]


@pytest.mark.parametrize(
    ("old", "missing"),
    [
        ({}, None),
        ({"strict": True}, "refuse"),
        ({"strict": False}, None),
        ({"strict": True, "missing": "skip"}, "skip"),
    ],
)
def test_strict_of_the_old_shape_means_refuse(old: dict[str, Any], missing: str | None) -> None:
    config = current_config(SendMessage, {"config": {"subject": "Hello", **old}})
    assert config == {"subject": "Hello"} | ({"missing": missing} if missing else {})


def test_an_old_version_runs_on() -> None:
    graph = document({"first": mail(strict=True)})
    bind(graph, STEPS, TRIGGERS, workspace_id=1, journey_id=1, version_id=1)


def awaiting(ports: str = "out timeout refused failed", **config: Any) -> Customer:
    ends = {port: step("exit", reason=port) for port in WAYS}
    graph = document({
        "first": mail({p: WAYS[p] for p in ports.split()}, await_report="opened", **config),
        **{WAYS[port]: end for port, end in ends.items()},
    })  # fmt: skip
    charlie = Customer(graph, on_message=None)
    charlie.does("add_to_cart")
    return charlie


def told(charlie: Customer, status: str, after: timedelta = timedelta(0), reason: str = "") -> str:
    charlie.now += after
    run = charlie.run
    charlie.receives(
        Report(
            customer_id=run.customer_id, run_id=run.id, intent_id=f"{run.id}:1:0", step="first",
            status=status, reason=reason, at=charlie.now,
        )
    )  # fmt: skip
    return charlie.run.reason


def test_a_message_is_awaited_until_it_was_opened() -> None:
    charlie = awaiting()
    assert charlie.played[0].messages[0].send.awaited
    assert charlie.run.due_at == NOON + timedelta(days=1)
    assert told(charlie, "sent") == told(charlie, "delivered", timedelta(minutes=1)) == ""
    assert charlie.run.due_at == NOON + timedelta(days=1), "what is not enough moves no time"
    assert told(charlie, "clicked", timedelta(hours=1)) == "out"


def test_what_was_not_opened_in_time_leaves_by_timeout_if_drawn() -> None:
    for ports, end in (("out timeout", "timeout"), ("out", "out")):
        charlie = awaiting(ports, await_for="PT2H")
        told(charlie, "sent")
        charlie.lives(timedelta(hours=2))
        assert (charlie.run.status, charlie.run.reason) == (Status.COMPLETED, end)


@pytest.mark.parametrize(
    ("status", "end"), [("bounced", "failed"), ("complained", "failed"), ("refused", "refused")]
)
def test_what_cannot_be_opened_any_more_is_not_waited_for(status: str, end: str) -> None:
    assert told(awaiting(), status) == end


def test_a_message_skipped_for_a_missing_value_goes_on() -> None:
    assert told(awaiting(missing="skip"), "refused", reason="missing_values") == "out"
    assert told(awaiting(missing="refuse"), "refused", reason="missing_values") == "refused"
    assert told(awaiting(missing="skip"), "refused", reason="suppressed") == "refused"


def test_the_timeout_is_an_exit_only_where_something_is_awaited() -> None:
    assert "timeout" not in SendMessage.ports.names({})
    assert "timeout" in SendMessage.ports.names({"await_report": "opened"})
