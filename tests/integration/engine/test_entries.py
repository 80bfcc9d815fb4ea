"""S7 and S8: re-entry rules by claims, and a row for every entry that was refused."""

from typing import Any

import pytest

from journeys.core.items import Enrol
from tests.builders import document, mail, wait_for
from tests.integration.engine.shop import Shop


def cart(**entry: Any) -> dict[str, Any]:
    made = document(
        {"hold": wait_for("purchase", "PT1H", {"timeout": "remind"}), "remind": mail()},
        exits=[{"id": "bought", "event": "purchase"}],
    )
    made["entry"] = entry
    return made


@pytest.mark.parametrize(
    ("rule", "at_once", "after_a_month"),
    [("once", 1, 1), ("one_at_a_time", 1, 2), ("every_time", 2, 3)],
)
def test_s7_the_rule_decides_about_entering_again(
    shop: Shop, rule: str, at_once: int, after_a_month: int
) -> None:
    shop.publish(cart(rule=rule))
    shop.post("add_to_cart")
    shop.settle()
    shop.post("add_to_cart")
    shop.settle()
    assert len(shop.runs()) == at_once
    shop.wait(days=31)
    shop.post("add_to_cart")
    shop.settle()
    assert len(shop.runs()) == after_a_month


def test_s7_once_per_calendar_month_of_the_workspace(shop: Shop) -> None:
    shop.publish(cart(rule="once_per_period", period={"kind": "calendar", "unit": "month"}))
    for days in (0, 20, 20):
        shop.wait(days=days)
        shop.post("add_to_cart")
        shop.settle()
    assert len(shop.runs()) == 2


def test_s7_a_rolling_period_counts_from_the_entry(shop: Shop) -> None:
    shop.publish(cart(rule="once_per_period", period={"kind": "rolling", "duration": "P30D"}))
    for days in (0, 29, 2):
        shop.wait(days=days)
        shop.post("add_to_cart")
        shop.settle()
    assert len(shop.runs()) == 2


def test_s7_a_key_allows_one_run_per_cart(shop: Shop) -> None:
    shop.publish(cart(rule="one_at_a_time", key="cart_id"))
    for name in ("c1", "c2", "c1"):
        shop.post("add_to_cart", cart_id=name)
        shop.settle()
    assert sorted(shop.rows("select claim_key from run")) == [("c1",), ("c2",)]


def test_s7_an_exit_frees_the_place(shop: Shop) -> None:
    shop.publish(cart(rule="one_at_a_time"))
    for name in ("add_to_cart", "purchase", "add_to_cart"):
        shop.post(name)
    shop.settle()
    assert sorted(status for status, _, _ in shop.runs()) == [1, 3]
    assert shop.one("select count(*) from claim") == 1


def test_s8_a_refused_entry_leaves_a_row_with_its_reason(shop: Shop) -> None:
    shop.publish(cart(rule="one_at_a_time"))
    shop.post("add_to_cart")
    shop.post("add_to_cart")
    shop.settle()
    (reason, detail, message_id) = shop.rows("select reason, detail, message_id from refusal")[0]
    assert (reason, detail["rule"], message_id) == ("rule", "one_at_a_time", "m3")


def test_an_enrolment_by_call_happens_once(shop: Shop) -> None:
    graph = document(
        {"hold": wait_for("purchase", "PT1H", {"timeout": "remind"}), "remind": mail()}
    )
    graph["entry"] = {"rule": "every_time"}
    graph["triggers"] = {"call": {"kind": "api", "config": {}, "next": "hold"}}
    journey = shop.publish(graph)
    order = Enrol(
        journey_id=journey.pk,
        trigger_id="call",
        message_id="c1",
        user_id="charlie",
        data={"discount": 5},
    )
    shop.accept(order, order)
    shop.settle()
    shop.accept(order)
    shop.settle()
    assert shop.runs() == [(1, "hold", "")]
    assert shop.one("select entry -> 'properties' from run") == {"discount": 5}
