"""The order of one customer's items, and what each kind of item does (S3, S4, S9, S10, S14,
S15)."""

from datetime import timedelta

from journeys.core.state import Status
from tests.builders import NOON, Customer, document, mail, step, wait_for

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CART = document(
    {
        "hour": wait_for("purchase", "PT1H", {"timeout": "first"}),
        "first": mail("day"),
        "day": wait_for("purchase", "PT24H", {"timeout": "second"}),
        "second": mail(),
    },
    exits=[{"id": "bought", "event": "purchase"}],
)


def test_waits_then_writes_then_ends() -> None:
    charlie = Customer(CART)
    charlie.does("add_to_cart")
    charlie.lives(2 * DAY)
    assert charlie.mails == [("first", NOON + HOUR), ("second", NOON + 25 * HOUR)]
    assert charlie.run.status == Status.COMPLETED
    assert charlie.path == [
        ("start", "out"), ("hour", None), ("hour", "timeout"), ("first", "out"),
        ("day", None), ("day", "timeout"), ("second", "out"),
    ]  # fmt: skip


def test_s3_an_event_comes_before_a_timer_of_the_same_instant() -> None:
    charlie = Customer(CART)
    charlie.does("add_to_cart")
    charlie.does("purchase", HOUR)
    assert charlie.mails == []
    assert (charlie.run.status, charlie.run.reason) == (Status.EXITED, "purchase")


def test_s3_a_timer_that_fell_due_before_an_event_comes_first_also_within_one_batch() -> None:
    charlie = Customer(CART)
    charlie.receives(charlie.event("add_to_cart"), charlie.event("purchase", HOUR + MINUTE))
    assert charlie.mails == [("first", NOON + HOUR)]
    assert charlie.run.status == Status.EXITED


def test_s3_within_an_event_exits_come_before_entries() -> None:
    again = document(
        {"month": step("wait", "note", duration="P30D"), "note": mail()},
        event="purchase",
        exits=[{"id": "again", "event": "purchase"}],
    )
    charlie = Customer(again)
    charlie.does("purchase")
    charlie.does("purchase", DAY)
    assert [run.status for run in charlie.runs.values()] == [Status.EXITED, Status.ACTIVE]


def test_s3_an_event_never_satisfies_a_wait_of_the_run_that_it_starts() -> None:
    charlie = Customer(
        document({"again": wait_for("view", "P1D", {"view": "note"}), "note": mail()}, event="view")
    )
    charlie.does("view")
    assert charlie.run.step == "again"
    charlie.does("view", MINUTE)
    assert charlie.mails == [("note", NOON + MINUTE)]


def test_s3_a_late_identify_never_overwrites_newer_data() -> None:
    charlie = Customer()
    charlie.identifies(city="Riga", plan="pro")
    charlie.receives(
        charlie.event("$identify", kind="identify", age=HOUR, city="Oslo", age_group=3)
    )
    assert charlie.person.profile == {"city": "Riga", "plan": "pro", "age_group": 3}


def test_s4_an_old_event_starts_nothing_and_wakes_nothing() -> None:
    charlie = Customer(CART)
    charlie.receives(charlie.event("add_to_cart", age=25 * HOUR))
    charlie.receives(charlie.event("add_to_cart", historical=True))
    assert charlie.runs == {}
    assert charlie.refusals == ["too_old", "too_old"]
    waiting = Customer(document({"w": wait_for("reply", "P9D", {"reply": "m"}), "m": mail()}))
    waiting.does("add_to_cart")
    waiting.receives(waiting.event("reply", MINUTE, age=25 * HOUR))
    assert waiting.run.step == "w"


def test_s4_an_old_event_counts_in_conditions() -> None:
    bought = {"did": "purchase", "times": {"op": "at_least", "n": 1}, "within": None}
    graph = document(
        {
            "known": step("branch", {"yes": "thanks"}, cases=[{"id": "yes", "condition": bought}]),
            "thanks": mail(),
        }
    )
    charlie = Customer(graph)
    charlie.receives(charlie.event("purchase", age=300 * DAY, historical=True))
    charlie.does("add_to_cart")
    assert [name for name, _ in charlie.mails] == ["thanks"]


def test_s9_an_exit_acts_wherever_the_run_stands_and_cancels_what_was_not_sent() -> None:
    charlie = Customer(document({"long": step("wait", "m", duration="P30D"), "m": mail()},
                                exits=[{"id": "x", "event": "purchase"}]))  # fmt: skip
    charlie.does("add_to_cart")
    played = charlie.does("purchase", 3 * DAY)
    assert charlie.run.status == Status.EXITED
    assert played.cancels == [charlie.run.id]
    assert charlie.lives(60 * DAY).messages == []


def test_s9_an_exit_may_be_tied_to_the_entry() -> None:
    graph = document(
        {"w": step("wait", duration="P1D")},
        rule="one_at_a_time",
        entry={"rule": "one_at_a_time", "key": "cart_id"},
        exits=[{"id": "x", "event": "purchase",
                "match": [{"event": "order.cart_id", "entry": "cart_id"}]}],
    )  # fmt: skip
    charlie = Customer(graph)
    charlie.does("add_to_cart", cart_id=1)
    charlie.does("add_to_cart", MINUTE, cart_id=2)
    charlie.does("purchase", MINUTE, order={"cart_id": 2})
    assert [run.status for run in charlie.runs.values()] == [Status.ACTIVE, Status.EXITED]


def test_s9_a_goal_is_jumped_to_from_anywhere_upstream() -> None:
    graph = document(
        {
            "w": step("wait", "m", duration="P9D"),
            "m": mail("goal"),
            "goal": step("goal", "thanks", event="purchase", value="total"),
            "thanks": mail(),
        }
    )
    charlie = Customer(graph)
    charlie.does("add_to_cart")
    charlie.does("purchase", DAY, total=30)
    assert [name for name, _ in charlie.mails] == ["thanks"]
    assert ("w", "$goal") in charlie.path


def test_s14_a_loop_with_a_wait_goes_on_and_a_run_has_a_bound_on_visits() -> None:
    charlie = Customer(document({"tick": step("wait", "tick", duration="PT1H")}))
    charlie.does("add_to_cart")
    charlie.lives(48 * HOUR)
    assert charlie.run.visits == {"tick": 49}
    charlie.lives(1000 * HOUR)
    assert charlie.run.status == Status.FAILED
    assert "more than 1000 times" in charlie.run.reason


def test_s14_a_cycle_without_a_wait_fails_the_run_and_not_the_lane() -> None:
    add = [{"attribute": "n", "operation": "increment", "value": 1}]
    charlie = Customer(document({"a": step("update_profile", "a", sets=add)}))
    charlie.does("add_to_cart")
    assert charlie.run.status == Status.FAILED


def test_s15_a_failing_step_takes_its_failed_port_or_fails_and_can_be_retried() -> None:
    nowhere = step("wait_until", until="moment", moment={"from": "profile.no_such_date"})
    charlie = Customer(document({"w": nowhere}))
    charlie.does("add_to_cart")
    failed = charlie.run
    assert (failed.status, failed.step) == (Status.FAILED, "w")
    charlie.identifies(no_such_date="2026-03-05")
    charlie.person.runs[failed.id] = failed
    charlie.ordered("retry", failed)
    assert (charlie.run.status, charlie.run.step) == (Status.ACTIVE, "w")


def test_s15_an_unknown_failure_of_a_step_type_fails_one_run_only() -> None:
    charlie = Customer(CART, document({"m": mail()}))
    charlie.programs[0].steps["hour"].advance = lambda *_: 1 / 0  # type: ignore[method-assign, assignment]
    charlie.does("add_to_cart")
    assert [r.status for r in charlie.runs.values()] == [Status.FAILED, Status.COMPLETED]


def test_emitted_events_are_seen_by_other_journeys_and_chains_are_cut() -> None:
    ping = document({"e": step("emit_event", event="pong")}, event="ping", rule="every_time")
    pong = document({"e": step("emit_event", event="ping")}, event="pong", rule="every_time")
    charlie = Customer(ping, pong)
    played = charlie.does("ping")
    assert len(charlie.runs) == 9
    assert charlie.refusals == ["loop"]
    assert [h.event.hops for h in played.events] == list(range(10))
