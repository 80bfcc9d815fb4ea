"""Customers are found by their phone, whatever way it was written; and what they said is heard."""

from channels_app.contracts import Inbound
from journeys.core.ids import customer_id, lane_of
from journeys.core.items import MESSAGE
from journeys.engine import intake
from journeys.engine.phones import holders
from tests.builders import document, mail, step
from tests.integration.engine.shop import Shop


def who(shop: Shop, phone: str) -> list[str]:
    return [each.id for each in holders(shop.connection, shop.workspace.pk, phone)]


def id_of(shop: Shop, user: str) -> str:
    return customer_id(shop.workspace.pk, f"user:{user}")


def test_a_number_leads_to_those_who_have_it(shop: Shop) -> None:
    shop.identify("charlie", phone="+48 600 700-800")
    shop.identify("bob", phone="0048600700800")
    shop.identify("vera", phone="none of your business")
    shop.settle()
    assert set(who(shop, "+48600700800")) == {id_of(shop, "charlie"), id_of(shop, "bob")}
    shop.identify("charlie", phone="+48 600 700 801")
    shop.identify("bob", phone=None)
    shop.settle()
    assert who(shop, "+48600700800") == []
    assert who(shop, "48600700801") == [id_of(shop, "charlie")]
    assert who(shop, "7") == []


def inbound(shop: Shop, **more: object) -> Inbound:
    customer = id_of(shop, "charlie")
    given = {"what": "replied", "text": "Join", "event_id": "5:e1", "channel": "sms"} | more
    return Inbound(
        workspace_id=shop.workspace.pk, lane=lane_of(customer), customer_id=customer, at=shop.now,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def spoken(shop: Shop, *said: Inbound) -> list[tuple[str, str]]:
    with shop.connection.transaction():
        intake.hear_spoken(None, connection=shop.connection, inbound=list(said))
    shop.settle()
    found: list[tuple[str, str]] = shop.rows(
        f"select properties->>'what', properties->>'text' from event where name = '{MESSAGE}'"
    )
    return found


def test_what_is_said_is_an_event_once_and_only_where_a_journey_listens(shop: Shop) -> None:
    shop.identify("charlie", email="c@example.org")
    shop.settle()
    assert spoken(shop, inbound(shop)) == [], "nobody listens"
    triggers = {"start": {"kind": "message", "config": {"keyword": "JOIN"}, "next": "first"}}
    shop.publish(document({"first": mail()}, triggers=triggers))
    assert spoken(shop, inbound(shop), inbound(shop)) == [("replied", "Join")]
    spoken(shop, inbound(shop))
    assert len(shop.rows("select 1 from run")) == 1


def test_an_answer_is_a_report_on_the_message_that_it_answers(shop: Shop) -> None:
    cases = [{"id": "yes", "message": "first", "report": "replied"}]
    graph = document({
        "first": mail("look"),
        "look": step("wait_for", {"yes": "end"}, cases=cases, timeout="P1D"),
        "end": step("exit", reason="answered"),
    })  # fmt: skip
    journey = shop.publish(graph)
    shop.identify("charlie", email="c@example.org")
    shop.post("add_to_cart")
    shop.settle()
    ((run, intent),) = shop.rows("select run_id::text, id from message")
    spoken(shop, inbound(shop, run_id=run, message_id=intent, journey_id=journey.pk, step="first"))
    assert shop.rows("select reason from run") == [("answered",)]
