"""S1 to S5 from the drain's side: what happens to an event once it is accepted."""

from datetime import timedelta
from typing import Any

from journeys.engine.connect import connect
from tests.builders import document, mail, wait_for
from tests.integration.engine.shop import Shop, new_drain

CART = document(
    {"hold": wait_for("purchase", "PT1H", {"timeout": "remind"}), "remind": mail()},
    rule="every_time",
    exits=[{"id": "bought", "event": "purchase"}],
)


def test_s1_an_accepted_event_stays_until_its_effects_are_committed(
    shop: Shop, monkeypatch: Any
) -> None:
    shop.publish(CART)
    shop.post("add_to_cart")

    def crash(*_: Any, **__: Any) -> None:
        raise ConnectionError("the process dies here")

    with monkeypatch.context() as patch:
        patch.setattr("journeys.engine.flush.outbox.append", crash)
        patch.setattr("journeys.engine.drain.Drain._is_gone", lambda *_: True)
        try:
            shop.drain.run(range(64))
        except ConnectionError:
            pass
        else:
            raise AssertionError("The crash did not come through.")
    assert shop.one("select count(*) from inbox") == 1
    assert shop.one("select count(*) from run") == 0
    shop.settle()
    assert shop.one("select count(*) from inbox") == 0
    assert shop.one("select count(*) from run") == 1


def test_s2_the_same_message_id_has_one_effect(shop: Shop) -> None:
    shop.publish(CART)
    twice = shop.event("add_to_cart")
    shop.accept(twice, twice)
    shop.settle()
    shop.accept(twice)
    shop.settle()
    assert shop.one("select count(*) from event") == 1
    assert len(shop.runs()) == 1


def test_s2_another_drain_on_another_connection_knows_it_too(shop: Shop) -> None:
    shop.publish(CART)
    event = shop.post("add_to_cart")
    shop.settle()
    shop.drain.leases.leave(shop.connection)
    with connect("other side") as side:
        other = new_drain("other", side)
        shop.accept(event)
        while other.run(range(64)):
            pass
        other.connection.close()
    assert len(shop.runs()) == 1


def test_s2_after_seven_days_the_message_id_is_free_again(shop: Shop) -> None:
    shop.publish(CART)
    event = shop.post("add_to_cart")
    shop.settle()
    shop.wait(days=6, hours=23)
    shop.accept(event)
    shop.settle()
    assert shop.one("select count(*) from event") == 1
    shop.wait(hours=2)
    shop.accept(event)
    shop.settle()
    assert shop.one("select count(*) from event") == 2


def test_s2_two_people_may_use_the_same_message_id(shop: Shop) -> None:
    shop.publish(CART)
    shop.accept(shop.event("add_to_cart", "alice", message_id="same"))
    shop.accept(shop.event("add_to_cart", "bob", message_id="same"))
    shop.settle()
    assert len(shop.runs()) == 2


def test_s3_events_of_one_customer_are_handled_in_the_order_of_acceptance(shop: Shop) -> None:
    shop.publish(CART)
    for n in range(40):
        shop.post("add_to_cart" if n % 2 == 0 else "purchase")
    shop.settle()
    assert [status for status, _, _ in shop.runs()] == [3] * 20
    matched = shop.rows("select name, matched from event order by message_id::text")
    assert all(m[0]["what"] == ("entered" if n == "add_to_cart" else "exited") for n, m in matched)


def test_s3_a_late_identify_never_overwrites_newer_data(shop: Shop) -> None:
    shop.identify(city="Kraków", plan="free")
    old = shop.now - timedelta(days=1)
    shop.accept(
        shop.event(
            "$identify", kind="identify", properties={"city": "Oslo", "age": 30}, timestamp=old
        )
    )
    shop.settle()
    profile = shop.one("select profile from customer")
    assert profile == {"city": "Kraków", "plan": "free", "age": 30}


def test_s4_an_old_or_historical_event_is_stored_and_starts_nothing(shop: Shop) -> None:
    shop.publish(CART)
    shop.accept(shop.event("add_to_cart", timestamp=shop.now - timedelta(hours=25)))
    shop.accept(shop.event("add_to_cart", historical=True))
    shop.settle()
    assert shop.one("select count(*) from event") == 2
    assert shop.runs() == []
    assert shop.rows("select reason from refusal") == [("too_old",), ("too_old",)]


FIRST_ORDER = document(
    {"hold": wait_for("purchase", "PT1H", {"timeout": "remind"}), "remind": mail()}
)
FIRST_ORDER["triggers"]["start"]["config"] = {
    "event": "add_to_cart",
    "filter": {"profile": "plan", "type": "text", "op": "is", "value": "gold"},
    "settle": "PT5M",
}


def test_s5_identify_may_come_after_the_event_that_it_admits(shop: Shop) -> None:
    shop.publish(FIRST_ORDER)
    shop.post("add_to_cart")
    shop.settle()
    assert [status for status, _, _ in shop.runs()] == [6]
    shop.wait(minutes=2)
    shop.identify(plan="gold")
    shop.settle()
    assert shop.runs() == [(1, "hold", "")]


def test_s5_it_is_dropped_with_a_reason_when_the_field_never_comes(shop: Shop) -> None:
    shop.publish(FIRST_ORDER)
    shop.post("add_to_cart")
    shop.settle()
    shop.wait(minutes=6)
    assert shop.runs() == []
    assert shop.rows("select reason from refusal") == [("settled",)]
