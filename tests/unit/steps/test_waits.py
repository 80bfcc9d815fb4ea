"""Steps that wait: how long, for what, and what happens when the moment is past (S10, S11, S12)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from journeys.core.state import Status
from tests.builders import NOON, Customer, document, mail, step

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def waiting(kind: str, to: dict[str, str] | None = None, **config: Any) -> dict[str, Any]:
    """A journey that waits and then sends a mail named by the port."""
    ports = to or {"out": "out"}
    mails = {name: mail() for name in set(ports.values())}
    return document({"wait": step(kind, ports, **config), **mails})


def sent_at(customer: Customer, **entry: Any) -> tuple[str, datetime]:
    customer.does("add_to_cart", **entry)
    customer.lives(800 * DAY)
    (sent,) = customer.mails
    return sent


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"duration": "PT90M"}, "2026-03-02T13:30"),
        ({"duration": "P1M"}, "2026-04-02T11:00"),  # Berlin goes to summer time between
        ({"duration": "P1D", "at": "09:00"}, "2026-03-03T08:00"),
        ({"duration": "P0D", "at": "09:00"}, "2026-03-03T08:00"),
        ({"duration": "P0D", "at": "18:00"}, "2026-03-02T17:00"),
        ({"duration": "PT22H", "at": "09:00"}, "2026-03-04T08:00"),
        ({"duration": "P27D", "at": "02:30"}, "2026-03-29T01:00"),  # skipped: the next that exists
    ],
)
def test_s11_a_wait_goes_by_the_customers_clock(config: Any, expected: str) -> None:
    charlie = Customer(waiting("wait", **config), zone="Europe/Berlin")
    assert sent_at(charlie) == ("out", when(expected))


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"moment": {"from": "event.at"}}, "2026-03-10T08:00"),
        (
            {"moment": {"from": "entry.at"}, "direction": "before", "offset": "P1D"},
            "2026-03-09T08:00",
        ),
        (
            {"moment": {"from": "entry.at"}, "direction": "before", "offset": "P1D", "at": "18:00"},
            "2026-03-09T17:00",
        ),
        ({"moment": {"from": "entry.day"}}, "2026-03-11T23:00"),
        ({"moment": {"from": "entry.day"}, "at": "10:00"}, "2026-03-12T09:00"),
        ({"moment": "2026-03-29T02:30"}, "2026-03-29T01:00"),
    ],
)
def test_s11_a_date_is_waited_for_in_the_customers_zone(config: Any, expected: str) -> None:
    charlie = Customer(waiting("wait_until", **config), zone="Europe/Berlin")
    entry = {"at": "2026-03-10T08:00:00Z", "day": "2026-03-12"}
    assert sent_at(charlie, **entry) == ("out", when(expected))


def test_s12_a_moment_already_past_takes_the_late_port_if_drawn_else_goes_on() -> None:
    past = {"moment": {"from": "entry.at"}}
    drawn = Customer(waiting("wait_until", {"out": "out", "late": "late"}, **past))
    assert sent_at(drawn, at="2026-03-01") == ("late", NOON)
    undrawn = Customer(waiting("wait_until", **past))
    assert sent_at(undrawn, at="2026-03-01") == ("out", NOON)


def test_s12_no_date_at_all_takes_the_late_port_or_fails_with_a_reason() -> None:
    missing = {"moment": {"from": "entry.at"}}
    drawn = Customer(waiting("wait_until", {"out": "out", "late": "late"}, **missing))
    assert sent_at(drawn, at="soon") == ("late", NOON)
    undrawn = Customer(waiting("wait_until", **missing))
    undrawn.does("add_to_cart")
    assert (undrawn.run.status, undrawn.run.reason) == (
        Status.FAILED, "there is no date to wait for",
    )  # fmt: skip


def test_a_date_of_the_profile_that_moves_is_followed() -> None:
    graph = waiting("wait_until", moment={"from": "profile.visit"})
    charlie = Customer(graph, profile={"visit": "2026-03-05"})
    charlie.does("add_to_cart")
    charlie.identifies(HOUR, visit="2026-03-09")
    charlie.lives(30 * DAY)
    assert charlie.mails == [("out", when("2026-03-09T00:00"))]


def test_open_hours_are_waited_for_and_not_left() -> None:
    hours = {"weekdays": [1, 2, 3, 4, 5], "from": "09:00", "to": "12:30"}
    graph = waiting("wait_until", until="window", window=hours)
    assert sent_at(Customer(graph)) == ("out", NOON)
    late = Customer(graph)
    late.now += HOUR
    assert sent_at(late) == ("out", when("2026-03-03T09:00"))
    weekend = Customer(graph)
    weekend.now += 5 * DAY
    assert sent_at(weekend) == ("out", when("2026-03-09T09:00"))


# -- wait_for ----------------------------------------------------------------------------------


def wait_for(*cases: dict[str, Any], **config: Any) -> dict[str, Any]:
    ports = {case["id"]: case["id"] for case in cases} | {"timeout": "timeout"}
    return waiting("wait_for", ports, cases=list(cases), **{"timeout": "P1D", **config})


BOUGHT = {"id": "bought", "event": "purchase"}


def test_s10_the_first_case_that_happens_wins_and_the_timeout_else() -> None:
    graph = wait_for(BOUGHT, {"id": "looked", "event": "view"})
    charlie = Customer(graph)
    charlie.does("add_to_cart")
    charlie.does("view", HOUR)
    assert charlie.mails == [("looked", NOON + HOUR)]
    assert sent_at(Customer(graph)) == ("timeout", NOON + DAY)


def test_s10_an_event_counts_when_it_belongs_to_the_entry_and_passes_the_filter() -> None:
    case = BOUGHT | {
        "match": [{"event": "order.cart", "entry": "cart"}],
        "filter": {"event": "total", "type": "number", "op": "gt", "value": 50},
    }
    charlie = Customer(wait_for(case))
    charlie.does("add_to_cart", cart=7)
    charlie.does("purchase", MINUTE, order={"cart": 8}, total=90)
    charlie.does("purchase", MINUTE, order={"cart": 7}, total=10)
    charlie.does("purchase", MINUTE, total=90)
    assert charlie.mails == []
    charlie.does("purchase", MINUTE, order={"cart": "7"}, total=90)
    assert charlie.mails == [("bought", NOON + 4 * MINUTE)]


VIP = {"id": "vip", "condition": {"profile": "vip", "type": "boolean", "op": "is_true"}}


def test_s10_a_condition_that_holds_already_passes_at_once() -> None:
    assert sent_at(Customer(wait_for(VIP), profile={"vip": True})) == ("vip", NOON)


def test_s10_a_condition_is_looked_at_when_the_profile_changes() -> None:
    charlie = Customer(wait_for(VIP))
    charlie.does("add_to_cart")
    charlie.identifies(HOUR, vip=True)
    assert charlie.mails == [("vip", NOON + HOUR)]


@pytest.mark.parametrize(
    ("condition", "profile", "expected"),
    [
        ({"local_time": {"from": "18:00", "to": "20:00"}}, {}, "2026-03-02T17:00"),
        (
            {"profile": "seen", "type": "date", "op": "more_than_ago", "value": "P1D"},
            {"seen": "2026-03-02T07:00:00Z"},
            "2026-03-03T07:00:00.000001",
        ),
        (
            {"profile": "born", "type": "date", "op": "on_this_day"},
            {"born": "1990-03-04"},
            "2026-03-03T23:00",
        ),
        (
            {"not": {"did": "add_to_cart", "within": "PT30M"}},
            {},
            "2026-03-02T12:30:00.000001",
        ),
        (
            {"profile": "renews", "type": "date", "op": "within_next", "value": "P1M"},
            {"renews": "2026-04-05"},
            "2026-03-04T23:00",
        ),
    ],
)  # fmt: skip
def test_s10_a_condition_that_becomes_true_by_time_alone_is_found_when_it_does(
    condition: Any, profile: dict[str, Any], expected: str
) -> None:
    case = {"id": "now", "condition": condition}
    charlie = Customer(wait_for(case, timeout="P30D"), profile=profile, zone="Europe/Berlin")
    assert sent_at(charlie) == ("now", when(expected))


def test_s10_the_timer_starts_again_when_the_first_event_repeats() -> None:
    charlie = Customer(wait_for(BOUGHT, timeout="PT1H", restart_on_repeat=True))
    charlie.does("add_to_cart")
    charlie.does("add_to_cart", 40 * MINUTE)
    charlie.lives(DAY)
    assert charlie.mails == [("timeout", NOON + 100 * MINUTE)]


def test_s10_without_restart_the_timer_stands() -> None:
    charlie = Customer(wait_for(BOUGHT, timeout="PT1H"))
    charlie.does("add_to_cart")
    charlie.does("add_to_cart", 40 * MINUTE)
    charlie.lives(DAY)
    assert charlie.mails == [("timeout", NOON + HOUR)]


def test_s13_a_wait_that_nothing_can_end_fails_and_strands_no_one() -> None:
    case = {"id": "never", "condition": {"entry": "x", "op": "is", "value": "1"}}
    charlie = Customer(wait_for(case, timeout=None))
    charlie.does("add_to_cart")
    assert charlie.run.status == Status.FAILED
