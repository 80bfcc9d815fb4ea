"""S25: an anonymous and a known customer become one, and nothing of either is lost."""

from typing import Any

from journeys.core.items import Event
from tests.builders import document, mail, wait_for
from tests.integration.engine.shop import Shop

CART = document(
    {"hold": wait_for("purchase", "PT1H", {"timeout": "remind"}), "remind": mail()},
    exits=[{"id": "bought", "event": "purchase"}],
)


def visit(shop: Shop, anonymous: str, name: str = "add_to_cart") -> Event:
    event = shop.event(name, None, anonymous_id=anonymous)
    shop.accept(event)
    return event


def sign_in(shop: Shop, user: str, anonymous: str, **traits: Any) -> None:
    event = shop.event(
        "$identify", user, kind="identify", anonymous_id=anonymous, properties=traits
    )
    shop.accept(event)
    shop.settle()


def test_s25_runs_events_and_claims_go_on_under_the_known_id(shop: Shop) -> None:
    shop.publish(CART)
    visit(shop, "a1")
    shop.settle()
    sign_in(shop, "charlie", "a1", email="charlie@example.org")
    known = shop.customer("charlie")
    for table in ("run", "event", "claim", "step_log"):
        owners = shop.rows(f"select distinct customer_id::text, lane from {table}")
        assert owners == [(known, shop.lane("charlie"))], table
    assert shop.rows("select user_id, anonymous_id from customer") == [("charlie", "a1")]
    shop.wait(hours=1)
    assert shop.rows("select step, recipient from message") == [("remind", "charlie@example.org")]


def test_s25_later_events_of_the_anonymous_id_are_the_customers(shop: Shop) -> None:
    shop.publish(CART)
    shop.post("add_to_cart")
    shop.settle()
    sign_in(shop, "charlie", "a1")
    visit(shop, "a1", "purchase")
    shop.settle()
    assert shop.runs() == [(3, "hold", "purchase")]
    assert shop.one("select count(*) from inbox") == 0


def test_s25_an_anonymous_id_of_one_user_never_joins_another(shop: Shop) -> None:
    visit(shop, "a1")
    shop.settle()
    sign_in(shop, "alice", "a1")
    sign_in(shop, "bob", "a1")
    visit(shop, "a1")
    shop.settle()
    count = "select count(*) from event where customer_id = %s"
    assert shop.one(count, shop.customer("alice")) == 3
    assert shop.one(count, shop.customer("bob")) == 1


def test_s25_the_newer_value_of_each_field_survives(shop: Shop) -> None:
    shop.accept(
        shop.event("$identify", None, kind="identify", anonymous_id="a1",
                   properties={"city": "Oslo", "colour": "red"})
    )  # fmt: skip
    shop.settle()
    shop.wait(minutes=1)
    sign_in(shop, "charlie", "a1", city="Kraków")
    assert shop.one("select profile from customer") == {"city": "Kraków", "colour": "red"}


def test_s25_alias_joins_two_known_ids(shop: Shop) -> None:
    shop.publish(CART)
    shop.post("add_to_cart", "old-name")
    shop.settle()
    shop.accept(shop.event("$alias", "charlie", kind="alias", previous_id="old-name"))
    shop.settle()
    shop.post("purchase", "old-name")
    shop.settle()
    assert shop.runs() == [(3, "hold", "purchase")]
    assert shop.rows("select distinct customer_id::text from event") == [(shop.customer(),)]


def test_s25_the_re_entry_rule_holds_for_what_comes_after(shop: Shop) -> None:
    shop.publish(CART)
    visit(shop, "a1")
    shop.post("add_to_cart", "charlie")
    shop.settle()
    sign_in(shop, "charlie", "a1")
    assert [status for status, _, _ in shop.runs()] == [1, 1]
    shop.post("add_to_cart", "charlie")
    shop.settle()
    assert len(shop.runs()) == 2
    shop.post("purchase", "charlie")
    shop.settle()
    assert [status for status, _, _ in shop.runs()] == [3, 3]
    assert shop.one("select count(*) from claim") == 0


def test_s25_the_place_stays_taken_until_both_runs_have_ended(shop: Shop) -> None:
    shop.publish(CART)
    shop.post("add_to_cart", "charlie")
    shop.settle()
    shop.wait(minutes=30)
    visit(shop, "a1")
    shop.settle()
    sign_in(shop, "charlie", "a1")
    shop.wait(minutes=31)  # the run that holds the claim ends, the other goes on
    assert sorted(status for status, _, _ in shop.runs()) == [1, 2]
    shop.post("add_to_cart", "charlie")
    shop.settle()
    assert len(shop.runs()) == 2


def test_s25_a_chain_of_merges_leads_to_the_last(shop: Shop) -> None:
    visit(shop, "a1")
    shop.settle()
    sign_in(shop, "old-name", "a1")
    shop.accept(shop.event("$alias", "charlie", kind="alias", previous_id="old-name"))
    shop.settle()
    visit(shop, "a1")
    shop.settle()
    assert shop.rows("select distinct customer_id::text from event") == [(shop.customer(),)]
    assert shop.one("select count(*) from customer") == 1


def test_a_merge_may_last_longer_than_a_batch_and_leaves_the_limit_as_it_was(shop: Shop) -> None:
    if shop.connection.info.server_version < 17_00_00:
        return
    limit = shop.drain.connection.execute("show transaction_timeout").fetchone()
    visit(shop, "a1")
    shop.settle()
    sign_in(shop, "charlie", "a1")
    assert shop.one("select count(*) from customer") == 1
    assert shop.drain.connection.execute("show transaction_timeout").fetchone() == limit != ("0",)
