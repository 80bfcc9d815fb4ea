"""What a run remembers of its messages, and who is told of it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.core.items import MESSAGE, Report
from journeys.core.messages import listens
from journeys.core.reports import ASKED, IMPLIED, Heard, reached, remember, visit_of
from journeys.core.schema import Kinds
from journeys.core.state import Status
from journeys.core.validate import check_draft
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS
from tests.builders import Customer, document, mail, step, wait_for

HOUR = timedelta(hours=1)
OPENED = {"message": "first.opened", "type": "boolean", "op": "is_true"}
OPENED_CASE = {"id": "yes", "condition": OPENED}


@given(words=st.lists(st.sampled_from(sorted(IMPLIED)), max_size=8))
def test_s20_reports_say_the_same_in_any_order_and_more_than_once(words: list[str]) -> None:
    def told(order: list[str]) -> dict[str, bool]:
        reports: dict[str, Heard] = {}
        for word in order:
            reports = remember(reports, "mail", 1, word) or reports
        heard = reports.get("mail", Heard(1))
        return {word: reached(heard.words, word) for word in IMPLIED}

    assert told(words) == told(words[::-1]) == told(words * 2)
    assert all(told(words)[word] for word in words)


def test_a_report_on_an_earlier_visit_says_nothing_of_the_last_message() -> None:
    assert remember({"mail": Heard(3)}, "mail", 1, "opened") is None
    assert remember({"mail": Heard(1, ("opened",))}, "mail", 3, "sent") == {
        "mail": Heard(3, ("sent",))
    }
    assert (visit_of("run:12:0"), visit_of("test:abc"), visit_of("mine")) == (12, None, None)


def told(charlie: Customer, status: str, step_id: str = "first", visit: int = 1) -> None:
    run = charlie.run
    report = Report(
        customer_id=run.customer_id, run_id=run.id, intent_id=f"{run.id}:{visit}:0", step=step_id,
        status=status, at=charlie.now,
    )  # fmt: skip
    charlie.receives(report)


def forked() -> dict[str, Any]:
    return document({
        "first": mail("hold"),
        "hold": step("wait", "fork", duration="P1D"),
        "fork": step("branch", {"yes": "a", "else": "b"}, cases=[OPENED_CASE]),
        "a": step("exit", reason="opened"),
        "b": step("exit", reason="not opened"),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("statuses", "end"),
    [
        (["sent"], "not opened"),
        (["sent", "opened"], "opened"),
        (["clicked", "opened"], "opened"),
        ([], "not opened"),
        (["bounced"], "not opened"),
    ],
)
def test_a_branch_sees_what_was_reported_while_the_run_stood_elsewhere(
    statuses: list[str], end: str
) -> None:
    charlie = Customer(forked(), on_message=None)
    charlie.does("add_to_cart")
    assert charlie.played[0].messages[0].send.awaited, "something ahead asks"
    assert charlie.run.step == "hold", "and yet it goes on at once"
    for status in statuses:
        charlie.now += HOUR
        told(charlie, status)
        assert charlie.run.step == "hold"
    charlie.lives(timedelta(days=1))
    assert (charlie.run.status, charlie.run.reason) == (Status.COMPLETED, end)


def test_a_message_that_nothing_ahead_asks_about_is_not_awaited() -> None:
    graph = document({"first": mail("second"), "second": mail("fork"), **{
        name: node for name, node in forked()["steps"].items() if name not in ("first", "hold")
    }})  # fmt: skip
    charlie = Customer(graph)
    charlie.does("add_to_cart")
    assert [m.send.awaited for m in charlie.played[0].messages] == [True, False]


def waiting(report: str = "opened", **case: Any) -> Customer:
    cases = [{"id": "yes", "message": "first", "report": report, **case}]
    graph = document({
        "first": mail("hold"),
        "hold": step("wait", "look", duration="PT1H"),
        "look": step("wait_for", {"yes": "a", "timeout": "b"}, cases=cases, timeout="P1D"),
        "a": step("exit", reason="yes"),
        "b": step("exit", reason="timeout"),
    })  # fmt: skip
    charlie = Customer(graph, on_message=None)
    charlie.does("add_to_cart")
    return charlie


def test_wait_for_a_report_of_an_earlier_message() -> None:
    charlie = waiting()
    charlie.lives(HOUR)
    told(charlie, "delivered")
    assert charlie.run.step == "look"
    told(charlie, "clicked")
    assert charlie.run.reason == "yes"


def test_a_report_that_came_before_the_wait_passes_at_once() -> None:
    charlie = waiting("delivered")
    told(charlie, "opened")
    assert charlie.run.step == "hold"
    charlie.lives(HOUR)
    assert charlie.run.reason == "yes"


def test_what_is_not_reported_in_time_leaves_by_timeout() -> None:
    charlie = waiting("replied")
    charlie.lives(HOUR)
    told(charlie, "clicked")
    charlie.lives(timedelta(days=1))
    assert charlie.run.reason == "timeout"


def test_a_condition_on_a_report_wakes_a_wait_too() -> None:
    charlie = waiting(message="", condition=OPENED)
    charlie.lives(HOUR)
    told(charlie, "opened")
    assert charlie.run.reason == "yes"


def test_s22_a_pause_holds_the_report_for_after_it() -> None:
    charlie = waiting()
    charlie.lives(HOUR)
    charlie.pause(1)
    told(charlie, "opened")
    assert charlie.run.step == "look"
    charlie.pause()
    charlie.ordered("resume", charlie.run)
    assert charlie.run.reason == "yes"


def test_in_a_loop_the_last_message_counts() -> None:
    fork = step(
        "branch", {"yes": "end", "else": "hold"}, cases=[{"id": "yes", "condition": OPENED}]
    )
    graph = document({
        "hold": step("wait", "first", duration="PT1H"),
        "first": mail("fork"),
        "fork": fork,
        "end": step("exit", reason="done"),
    })  # fmt: skip
    charlie = Customer(graph, on_message=None)
    charlie.does("add_to_cart")
    charlie.lives(HOUR)
    told(charlie, "opened", visit=2)
    assert charlie.run.reports == {"first": Heard(2, ("opened",))}
    charlie.lives(HOUR)
    assert charlie.run.reports == {"first": Heard(5)}
    assert charlie.run.active


def test_a_question_about_a_message_that_is_not_there_is_a_problem() -> None:
    graph = waiting().programs[0]
    assert graph.told == {"first"}
    wrong = document({
        "look": step("wait_for", {"yes": "a", "timeout": "a"},
                     cases=[{"id": "yes", "message": "nowhere"}], timeout="P1D"),
        "a": step("exit", reason="x"),
    })  # fmt: skip
    found = check_draft(wrong, Kinds(STEPS, TRIGGERS))
    assert [(p.code, p.path) for p in found if p.severity == "error"] == [
        ("no_message", "/steps/look/config/cases/0/message")
    ]


def test_a_journey_listens_where_it_names_the_event_or_has_the_trigger() -> None:
    assert not listens(document({"first": mail()}))
    assert listens(document({"a": wait_for(MESSAGE, "P1D", {})}))
    count = {"did": MESSAGE, "times": {"op": "exactly", "n": 0}}
    assert listens(document({"a": step("branch", {}, cases=[{"id": "a", "condition": count}])}))
    triggers = {"start": {"kind": "message", "config": {"what": "opened"}, "next": "a"}}
    assert listens(document({"a": mail()}, triggers=triggers))
    assert not listens({"triggers": [1, "message"]})
    assert ASKED
