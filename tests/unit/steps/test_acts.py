"""Steps that decide and act: branch, split, send_message, update_profile, emit_event, exit."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.core.items import Report
from journeys.core.sampling import bucket
from journeys.core.state import REPORT, Status
from journeys.simulation.virtual import sent_at_once
from tests.builders import NOON, Customer, document, mail, step

SHARES = [{"id": "a", "weight": 70}, {"id": "b", "weight": 30}]
TO_AB = {"a": "a", "b": "b"}


def split(**config: Any) -> dict[str, Any]:
    steps = {"cut": step("split", TO_AB, shares=SHARES, **config), "a": mail(), "b": mail()}
    return document(steps, rule="every_time")


def ways(graph: dict[str, Any], customers: int, entries: int = 1) -> list[list[str]]:
    found = []
    for n in range(customers):
        someone = Customer(graph)
        someone.person.id = f"{n:08x}-0000-0000-0000-000000000000"
        for _ in range(entries):
            someone.does("add_to_cart")
        found.append([name for name, _ in someone.mails])
    return found


def test_shares_of_a_split_converge() -> None:
    taken = [way for (way,) in ways(split(), 2000)]
    assert abs(taken.count("a") / 2000 - 0.7) < 0.035


def test_a_split_is_sticky_on_reentry() -> None:
    assert all(len(set(way)) == 1 for way in ways(split(), 50, entries=4))


def test_a_split_that_is_drawn_anew_differs_between_runs() -> None:
    taken = ways(split(redraw=True), 200, entries=4)
    assert any(len(set(way)) == 2 for way in taken)
    flat = [name for way in taken for name in way]
    assert abs(flat.count("a") / len(flat) - 0.7) < 0.06


def test_splits_of_two_steps_are_drawn_apart() -> None:
    one = [bucket(customer, 1, "first") < 0.5 for customer in range(2000)]
    two = [bucket(customer, 1, "second") < 0.5 for customer in range(2000)]
    assert 0.45 < sum(a == b for a, b in zip(one, two, strict=True)) / 2000 < 0.55


@settings(max_examples=50)
@given(parts=st.lists(st.one_of(st.text(max_size=5), st.integers()), max_size=4))
def test_a_bucket_lies_between_0_and_1_and_stays(parts: list[Any]) -> None:
    assert 0 <= bucket(*parts) < 1
    assert bucket(*parts) == bucket(*parts)


def test_parts_of_a_bucket_are_kept_apart() -> None:
    assert bucket("ab", "c") != bucket("a", "bc")


def test_a_branch_takes_the_first_case_that_holds_else_the_last_way() -> None:
    cases = [
        {"id": "big", "condition": {"entry": "total", "type": "number", "op": "gte", "value": 100}},
        {"id": "some", "condition": {"entry": "total", "type": "number", "op": "gt", "value": 0}},
    ]
    to = {"big": "big", "some": "some", "else": "none"}
    graph = document({"fork": step("branch", to, cases=cases), "big": mail(), "some": mail(),
                      "none": mail()}, rule="every_time")  # fmt: skip
    for total, expected in ((150, "big"), (50, "some"), ("free", "none"), ("100", "big")):
        charlie = Customer(graph)
        charlie.does("add_to_cart", total=total)
        assert charlie.mails == [(expected, NOON)]


# -- messages ----------------------------------------------------------------------------------


def receipts(status: str) -> Any:
    def report(message: Any) -> list[Report]:
        return [message.report(status, "because")]

    return report


OUTCOMES = {"refused": "asked_not", "failed": "broken", "out": "fine"}


@pytest.mark.parametrize(
    ("drawn", "status", "port"),
    [
        ("refused failed", "sent", "out"),
        ("refused failed", "delivered", "out"),
        ("refused failed", "refused", "refused"),
        ("refused failed", "bounced", "failed"),
        ("refused failed", "failed", "failed"),
        ("refused", "failed", "out"),
        ("failed", "refused", "out"),
    ],
)
def test_s19_a_message_that_is_not_sent_takes_its_port_if_drawn_else_goes_on(
    drawn: str, status: str, port: str
) -> None:
    ports = {"out": "ended", **dict.fromkeys(drawn.split(), "ended")}
    graph = document({"first": mail(ports), "ended": step("exit", reason="x")})
    charlie = Customer(graph, on_message=receipts(status))
    charlie.does("add_to_cart")
    assert ("first", port) in charlie.path
    assert charlie.run.status == Status.COMPLETED


def test_s13_a_run_waits_for_a_report_only_when_it_wants_it() -> None:
    at_once = Customer(document({"first": mail()}), on_message=None)
    at_once.does("add_to_cart")
    assert at_once.run.status == Status.COMPLETED
    waits = Customer(
        document({"first": mail({"failed": "end"}), "end": step("exit")}), on_message=None
    )
    waits.does("add_to_cart")
    assert (waits.run.status, waits.run.awaits) == (Status.ACTIVE, (REPORT,))


def test_a_message_carries_its_channel_topic_and_purpose() -> None:
    charlie = Customer(document({"m": mail(topic="orders", purpose="transactional")}))
    (message,) = charlie.does("add_to_cart").messages
    send = message.send
    assert (send.channel, send.topic, send.purpose) == ("email", "orders", "transactional")


# -- people ------------------------------------------------------------------------------------


def test_the_profile_is_set_counted_listed_and_unset() -> None:
    sets = [
        {"attribute": "city", "value": {"from": "entry.city"}},
        {"attribute": "visits", "operation": "increment", "value": 2},
        {"attribute": "tags", "operation": "append", "value": "new"},
        {"attribute": "old", "operation": "unset"},
        {"attribute": "kept", "value": {"from": "entry.missing"}},
    ]
    graph = document({"change": step("update_profile", sets=sets)})
    charlie = Customer(graph, profile={"visits": 1, "old": 1, "kept": "yes"})
    charlie.does("add_to_cart", city="Riga")
    assert charlie.person.profile == {
        "city": "Riga", "visits": 3, "tags": ["new"], "kept": "yes",
    }  # fmt: skip


def test_a_value_may_be_written_in_liquid() -> None:
    sets = [
        {"attribute": "greeting", "value": {"liquid": "Dear {{ customer.name | upcase }}"}},
        {
            "attribute": "spent",
            "operation": "increment",
            "value": {"liquid": "{{ entry.total | times: 2 }}"},
        },
        {"attribute": "odd", "value": {"liquid": "{% if %}"}},
        {"attribute": "none", "value": {"liquid": "{{ entry.absent }}"}},
    ]
    said = [{"name": "line", "value": {"liquid": "{{ entry.total }} EUR"}}]
    charlie = Customer(
        document(
            {
                "change": step("update_profile", {"out": "say"}, sets=sets),
                "say": step("emit_event", event="told", properties=said),
            }
        ),
        profile={"name": "Charlie", "spent": 1},
    )
    charlie.does("add_to_cart", total=12)
    wanted = {"name": "Charlie", "spent": 25, "greeting": "Dear CHARLIE"}
    assert charlie.person.profile == wanted
    told = [h.event for played in charlie.played for h in played.events if h.event.hops]
    assert [event.properties for event in told] == [{"line": "12 EUR"}]


def test_a_recorded_event_carries_values_of_the_run() -> None:
    properties = [{"name": "cart", "value": {"from": "entry.cart"}}, {"name": "n", "value": 1},
                  {"name": "gone", "value": {"from": "entry.gone"}}]  # fmt: skip
    graph = document({"say": step("emit_event", event="reminded", properties=properties)})
    charlie = Customer(graph, on_message=sent_at_once)
    played = charlie.does("add_to_cart", cart=7)
    (emitted,) = [h.event for h in played.events if h.event.name == "reminded"]
    assert emitted.properties == {"cart": 7, "n": 1}


def test_an_exit_ends_the_run_with_its_reason() -> None:
    charlie = Customer(document({"end": step("exit", reason="done")}))
    charlie.does("add_to_cart")
    assert (charlie.run.status, charlie.run.reason) == (Status.COMPLETED, "done")


def test_a_goal_counts_who_comes_by_with_its_value() -> None:
    charlie = Customer(document({"won": step("goal", event="add_to_cart", value="total")}))
    (_, trace) = charlie.does("add_to_cart", total="12.5").traces
    assert trace.detail == {"value": 12.5, "note": "reached"}
