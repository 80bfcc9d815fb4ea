"""What the live driver promises about events, entries and moves, on a real database."""

from tests.builders import document, mail, wait_for
from tests.integration.engine.shop import Shop

CART = document(
    {
        "hold": wait_for("purchase", "PT1H", {"timeout": "remind"}),
        "remind": mail("again"),
        "again": wait_for("purchase", "P1D", {"timeout": "second"}),
        "second": mail(),
    },
    exits=[{"id": "bought", "event": "purchase"}],
)


def test_a_cart_that_is_left_gets_both_mails(shop: Shop) -> None:
    shop.publish(CART)
    shop.identify(email="charlie@example.org", first_name="Charlie")
    shop.post("add_to_cart", cart_id="c1")
    shop.settle()
    assert shop.runs() == [(1, "hold", "")]
    shop.wait(hours=1)
    assert shop.sent() == ["remind"]
    shop.wait(days=1)
    assert shop.sent() == ["remind", "second"]
    assert shop.runs() == [(2, "second", "")]
    assert shop.one("select recipient from message limit 1") == "charlie@example.org"
    assert shop.one("select count(*) from inbox") == 0
    assert shop.one("select count(*) from parked") == 0
