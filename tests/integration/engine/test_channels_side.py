"""What comes back from the channels: reports that runs wait for, and customers who unsubscribe."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from channels_app import signals
from channels_app.consent import choices
from channels_app.contracts import Report, Status
from tests.builders import document, mail, wait_for
from tests.integration.engine.shop import Shop

WAITS = document({"hold": wait_for("purchase", "PT1H", {"timeout": "remind"}), "remind": mail()})
ASKS = document({"ask": mail({"out": "good", "refused": "bad"}), "good": mail(), "bad": mail()})


def unsubscribe(shop: Shop, user: str = "charlie") -> None:
    """As the public page does it: on Django's connection, in its transaction."""
    with transaction.atomic():
        choices.store(
            connection.connection,
            shop.workspace.pk,
            shop.lane(user),
            shop.customer(user),
            "email",
            "",
            "withdrawn",
            "page",
            shop.now,
        )


def test_s19_a_journey_can_end_for_those_who_unsubscribe(shop: Shop) -> None:
    shop.publish(WAITS)
    shop.publish({**WAITS, "exit_on_unsubscribe": True})
    shop.post("add_to_cart")
    shop.settle()
    unsubscribe(shop)
    shop.settle()
    assert sorted(shop.runs()) == [(1, "hold", ""), (3, "hold", "$unsubscribed")]


def report(shop: Shop, status: Status, reason: str = "") -> None:
    row = shop.rows(
        "select lane, id, workspace_id, customer_id::text, run_id::text, journey_id, version_id,"
        " step, channel, awaited from message where status = 1"
    )[0]
    names = ("lane", "id", "workspace_id", "customer_id", "run_id", "journey_id", "version_id")
    given: dict[str, Any] = dict(zip((*names, "step", "channel", "awaited"), row, strict=True))
    one = Report(**given, status=status, at=shop.now, reason=reason)
    with shop.connection.transaction():
        signals.message_reported.send(sender=None, connection=shop.connection, reports=[one])
        shop.connection.execute("update message set status = %s where status = 1", (status,))


def test_a_run_waits_for_the_outcome_of_its_message(shop: Shop) -> None:
    shop.publish(ASKS)
    shop.post("add_to_cart")
    shop.settle()
    assert shop.runs() == [(1, "ask", "")]
    report(shop, Status.REFUSED, "suppressed")
    shop.settle()
    assert shop.sent() == ["ask", "bad"]
    cause = shop.one("select cause from step_log where step = 'ask' and port = 'refused'")
    assert cause == "report:refused"


def test_outcomes_are_counted_whether_awaited_or_not(shop: Shop) -> None:
    journey = shop.publish(document({"greet": mail()}))
    shop.post("add_to_cart")
    shop.settle()
    report(shop, Status.SENT)
    found = shop.rows("select step, n from counter_delta where metric = 'sent'")
    assert found == [("greet", 1)]
    assert shop.one("select count(*) from counter_delta where journey_id = %s", journey.pk) > 1


def test_a_report_finds_a_customer_who_was_merged_meanwhile(shop: Shop) -> None:
    shop.publish(ASKS)
    shop.accept(shop.event("add_to_cart", None, anonymous_id="a1"))
    shop.settle()
    late = shop.rows("select customer_id::text, lane, run_id::text, id from message")[0]
    shop.accept(shop.event("$identify", "charlie", kind="identify", anonymous_id="a1"))
    shop.settle()
    row = shop.rows("select workspace_id, journey_id, version_id from message")[0]
    one = Report(
        lane=late[1],
        id=late[3],
        workspace_id=row[0],
        customer_id=late[0],
        run_id=late[2],
        journey_id=row[1],
        version_id=row[2],
        step="ask",
        channel="email",
        status=Status.SENT,
        at=shop.now + timedelta(seconds=1),
        awaited=True,
    )
    with shop.connection.transaction():
        signals.message_reported.send(sender=None, connection=shop.connection, reports=[one])
    shop.wait(seconds=2)
    assert shop.sent() == ["ask", "good"]
