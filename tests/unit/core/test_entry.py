"""Who may enter: re-entry rules, settling, refusals (S5, S7, S8), pausing (S22), archiving
(S23)."""

from datetime import timedelta
from typing import Any

import pytest

from journeys.core.state import Status
from tests.builders import NOON, Customer, document, mail, step

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUICK = {"m": mail()}
SLOW = {"w": step("wait", duration="P2D")}


def entries(charlie: Customer) -> int:
    return sum(len(played.started) for played in charlie.played)


@pytest.mark.parametrize(
    ("entry", "gaps", "expected"),
    [
        ({"rule": "every_time"}, [0, 1, 1], 3),
        ({"rule": "once"}, [0, 1, 400], 1),
        ({"rule": "one_at_a_time"}, [0, 1, 1, 1], 2),
        (
            {"rule": "once_per_period", "period": {"kind": "rolling", "duration": "P7D"}},
            [0, 6, 1],
            2,
        ),
        ({"rule": "once_per_period", "period": {"kind": "calendar", "unit": "week"}}, [0, 6, 1], 2),
        (
            {"rule": "once_per_period", "period": {"kind": "calendar", "unit": "month"}},
            [0, 29, 1],
            2,
        ),
        ({"rule": "once_per_period", "period": {"kind": "calendar", "unit": "year"}}, [0, 200], 1),
    ],
)
def test_s7_re_entry_rules(entry: dict[str, Any], gaps: list[int], expected: int) -> None:
    charlie = Customer(document(SLOW, entry=entry))
    for gap in gaps:
        charlie.does("add_to_cart", gap * DAY)
    assert entries(charlie) == expected
    assert charlie.refusals == ["rule"] * (len(gaps) - expected)


def test_s7_calendar_periods_are_the_workspaces() -> None:
    entry = {"rule": "once_per_period", "period": {"kind": "calendar", "unit": "day"}}
    charlie = Customer(document(QUICK, entry=entry), zone="Pacific/Auckland")
    charlie.does("add_to_cart", -2 * HOUR)  # 23:00 in Auckland
    charlie.does("add_to_cart", 2 * HOUR)  # 01:00 of the next day there
    assert entries(charlie) == 2


def test_s7_an_entry_key_applies_the_rule_per_key() -> None:
    charlie = Customer(document(SLOW, entry={"rule": "one_at_a_time", "key": "cart.id"}))
    for cart in ("a", "b", "a"):
        charlie.does("add_to_cart", MINUTE, cart={"id": cart})
    assert entries(charlie) == 2


def test_s5_an_entry_waits_for_an_absent_profile_field() -> None:
    graph = document(QUICK)
    graph["triggers"]["start"]["config"]["filter"] = {
        "profile": "country", "type": "text", "op": "is", "value": "LV",
    }  # fmt: skip
    charlie = Customer(graph)
    charlie.does("add_to_cart")
    assert charlie.mails == []
    charlie.identifies(MINUTE, country="LV")
    assert charlie.mails == [("m", NOON + MINUTE)]
    late = Customer(graph)
    late.does("add_to_cart")
    late.lives(6 * MINUTE)
    late.identifies(country="LV")
    assert (late.mails, late.refusals) == ([], ["settled"])


def test_s8_a_refused_entry_leaves_its_reason() -> None:
    graph = document(QUICK)
    graph["triggers"]["start"]["config"]["filter"] = {
        "event": "total", "type": "number", "op": "gt", "value": 50,
    }  # fmt: skip
    charlie = Customer(graph)
    charlie.does("add_to_cart", total=10)
    charlie.pause(1)
    charlie.does("add_to_cart", total=100)
    assert charlie.refusals == ["filter", "paused"]


def test_s22_pause_freezes_and_resuming_goes_on() -> None:
    charlie = Customer(document({"w": step("wait", "m", duration="P1D"), "m": mail()}))
    charlie.does("add_to_cart")
    charlie.pause(1)
    charlie.lives(10 * DAY)
    assert charlie.mails == []
    assert charlie.run.frozen_at == NOON + DAY
    charlie.pause()
    charlie.ordered("resume", charlie.run)
    assert charlie.mails == [("m", NOON + 10 * DAY)]


def test_s22_exits_and_goals_act_during_a_pause() -> None:
    graph = document(
        {
            "w": step("wait", "g", duration="P9D"),
            "g": step("goal", "m", event="visit"),
            "m": mail(),
        },
        exits=[{"id": "x", "event": "purchase"}],
    )
    charlie = Customer(graph)
    charlie.does("add_to_cart")
    charlie.pause(1)
    charlie.does("visit", DAY)
    assert (charlie.run.step, charlie.mails) == ("g", [])
    charlie.does("purchase", DAY)
    assert charlie.run.status == Status.EXITED


def test_s22_an_awaited_event_of_a_pause_counts_when_it_is_over() -> None:
    graph = document(
        {"w": step("wait_for", {"reply": "m"}, cases=[{"id": "reply", "event": "reply"}]),
         "m": mail()}
    )  # fmt: skip
    charlie = Customer(graph)
    charlie.does("add_to_cart")
    charlie.pause(1)
    charlie.does("reply", HOUR)
    charlie.pause()
    charlie.ordered("resume", charlie.run)
    assert [name for name, _ in charlie.mails] == ["m"]


def test_s22_messages_that_are_too_old_after_a_pause_may_be_skipped() -> None:
    charlie = Customer(document({"w": step("wait", "m", duration="P1D"), "m": mail()}))
    charlie.does("add_to_cart")
    charlie.pause(1)
    charlie.lives(10 * DAY)
    charlie.pause()
    played = charlie.ordered("skip", charlie.run, "older than 24 hours after a pause")
    assert played.messages[0].skip == "older than 24 hours after a pause"
    assert charlie.run.status == Status.COMPLETED


def test_s23_ending_a_run_has_a_reason_and_frees_its_claim() -> None:
    charlie = Customer(document(SLOW))
    charlie.does("add_to_cart")
    charlie.ordered("end", charlie.run, "archived")
    assert (charlie.run.status, charlie.run.reason) == (Status.ENDED, "archived")
    assert charlie.person.claims == {}


def test_s9_unsubscribing_ends_the_run_only_if_the_journey_says_so() -> None:
    stays, leaves = document(SLOW), document(SLOW, exit_on_unsubscribe=True)
    charlie = Customer(stays, leaves)
    charlie.does("add_to_cart")
    charlie.does("$unsubscribed")
    assert [run.status for run in charlie.runs.values()] == [Status.ACTIVE, Status.EXITED]


def test_an_api_trigger_enrols_with_data() -> None:
    graph = document(SLOW, triggers={"start": {"kind": "api", "config": {}, "next": "w"}})
    charlie = Customer(graph)
    charlie.enrols(coupon="X1")
    assert charlie.run.entry["properties"] == {"coupon": "X1"}


def test_s13_an_awaited_message_that_is_skipped_tells_its_run() -> None:
    steps = {"w": step("wait", "m", duration="P1D"), "m": mail({"refused": "n"}), "n": mail()}
    charlie = Customer(document(steps), on_message=None)
    charlie.does("add_to_cart")
    charlie.pause(1)
    charlie.lives(10 * DAY)
    charlie.pause()
    charlie.ordered("skip", charlie.run, "too old")
    assert [name for name, _ in charlie.mails] == ["m", "n"]
    assert charlie.run.status == Status.COMPLETED
