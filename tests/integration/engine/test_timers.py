"""Schedule and date triggers: once, at the local time, whoever runs, whatever was missed."""

from datetime import datetime, timedelta
from typing import Any

from journeys.engine import timers
from journeys.engine.connect import connect
from journeys.models import Journey
from tests.builders import document, mail
from tests.integration.engine.shop import NOON, Shop
from workspaces import clock


def timed(kind: str, **config: Any) -> dict[str, Any]:
    made = document({"greet": mail()})
    made["entry"] = {"rule": "every_time"}
    made["triggers"] = {"clock": {"kind": kind, "config": config, "next": "greet"}}
    return made


def publish(shop: Shop, graph: dict[str, Any]) -> Journey:
    journey = shop.publish(graph)
    with shop.connection.transaction():
        timers.rebuild(shop.connection, journey.pk, shop.now)
    return journey


def pass_time(shop: Shop, **span: float) -> None:
    """The clock moves, due triggers fire, the lanes settle."""
    clock.advance(shop.now + timedelta(**span))
    while timers.fire(shop.connection, shop.now) is not None:
        pass
    shop.settle()


def settle_dates(shop: Shop) -> None:
    shop.settle()
    for workspace, zone in shop.drain.new_zones:
        timers.add_zone(shop.connection, workspace, zone, shop.now)


def test_a_schedule_starts_everyone_once(shop: Shop) -> None:
    for user in ("alice", "bob", "vera"):
        shop.identify(user, email=f"{user}@example.org")
    shop.settle()
    publish(shop, timed("schedule", repeat="cron", cron="0 9 * * *"))
    pass_time(shop, hours=20)
    assert shop.sent() == []
    pass_time(shop, hours=1, minutes=1)
    assert len(shop.sent()) == 3
    pass_time(shop, hours=1)
    assert len(shop.sent()) == 3
    pass_time(shop, hours=23)
    assert len(shop.sent()) == 6


def test_a_schedule_is_claimed_by_one_of_two_workers(shop: Shop) -> None:
    shop.identify("alice")
    shop.settle()
    publish(shop, timed("schedule", repeat="once", moment="2026-03-02T13:00"))
    clock.advance(NOON + timedelta(hours=1))
    with connect("other") as other, shop.connection.transaction():
        assert timers.fire(shop.connection, shop.now) is not None
        assert timers.fire(other, shop.now) is None
    assert timers.fire(shop.connection, shop.now) is None
    shop.settle()
    assert shop.sent() == ["greet"]


def test_s11_a_schedule_can_go_by_each_customers_zone(shop: Shop) -> None:
    shop.identify("alice", timezone="Asia/Tokyo")
    shop.identify("bob", timezone="America/New_York")
    shop.identify("vera")
    shop.settle()
    publish(shop, timed("schedule", repeat="cron", cron="0 9 * * *", zone="customer"))
    assert shop.rows("select zone, due_at from trigger_timer order by due_at") == [
        ("America/New_York", datetime.fromisoformat("2026-03-02T14:00+00:00")),
        ("Asia/Tokyo", datetime.fromisoformat("2026-03-03T00:00+00:00")),
        ("", datetime.fromisoformat("2026-03-03T09:00+00:00")),
    ]
    pass_time(shop, hours=2)
    assert shop.rows("select customer_id::text from message") == [(shop.customer("bob"),)]
    pass_time(shop, hours=10)
    assert len(shop.sent()) == 2
    pass_time(shop, hours=9)
    assert len(shop.sent()) == 3


def test_what_a_schedule_missed_happens_once_or_not_at_all(shop: Shop) -> None:
    shop.identify("alice")
    shop.settle()
    publish(shop, timed("schedule", repeat="cron", cron="0 * * * *"))
    publish(shop, timed("schedule", repeat="cron", cron="0 * * * *", missed="skip"))
    pass_time(shop, hours=5, minutes=30)
    assert len(shop.sent()) == 1
    pass_time(shop, minutes=31)
    assert len(shop.sent()) == 3


def test_a_birthday_is_found_by_its_day(shop: Shop) -> None:
    publish(shop, timed("date", attribute="birthday", at="09:00"))
    shop.identify("alice", birthday="1990-03-03")
    shop.identify("bob", birthday="1985-03-04T00:00:00Z")
    shop.identify("vera", birthday="not a date")
    settle_dates(shop)
    assert sorted(shop.rows("select day, year from customer_date")) == [(303, 1990), (304, 1985)]
    pass_time(shop, hours=21, minutes=1)
    assert shop.rows("select customer_id::text from message") == [(shop.customer("alice"),)]
    pass_time(shop, days=1)
    assert len(shop.sent()) == 2
    shop.identify("bob", birthday=None)
    shop.settle()
    assert len(shop.rows("select day from customer_date")) == 1


def test_publishing_indexes_the_dates_that_are_there_already(shop: Shop) -> None:
    shop.identify("alice", birthday="1990-03-03")
    shop.identify("bob", birthday="1990-06-01")
    shop.settle()
    assert shop.rows("select * from customer_date") == []
    publish(shop, timed("date", attribute="birthday", at="09:00"))
    assert sorted(shop.rows("select day from customer_date")) == [(303,), (601,)]
    pass_time(shop, days=1)
    assert len(shop.sent()) == 1


def test_a_missed_birthday_is_caught_up_or_skipped(shop: Shop) -> None:
    shop.identify("alice", birthday="1990-03-03")
    shop.identify("bob", birthday="1990-03-04")
    shop.settle()
    late = publish(shop, timed("date", attribute="birthday", at="09:00"))
    publish(shop, timed("date", attribute="birthday", at="09:00", missed="skip"))
    pass_time(shop, days=4)
    sent = shop.rows("select journey_id from message")
    assert sent == [(late.pk,), (late.pk,)]


def test_a_renewal_date_in_the_latest_event(shop: Shop) -> None:
    graph = timed(
        "date",
        source="event",
        event="subscribed",
        property="until",
        repeat="single",
        direction="before",
        days=3,
        at="10:00",
    )
    publish(shop, graph)
    shop.post("subscribed", "alice", until="2026-03-10")
    settle_dates(shop)
    shop.wait(minutes=1)
    shop.post("subscribed", "alice", until="2026-03-20")
    shop.settle()
    pass_time(shop, days=6)
    assert shop.sent() == []
    pass_time(shop, days=10)
    assert shop.sent() == ["greet"]


def test_a_million_birthdays_cost_an_index_scan_on_the_day(shop: Shop) -> None:
    shop.connection.execute("set enable_seqscan = off")
    plan = shop.rows(
        "explain select * from customer_date where workspace_id = 1 and attribute = 'birthday'"
        " and day = any('{303}')"
    )
    assert any("customer_date_day" in line for (line,) in plan)


def test_archiving_takes_the_timers_away(shop: Shop) -> None:
    journey = publish(shop, timed("schedule", repeat="cron", cron="0 9 * * *"))
    assert shop.one("select count(*) from trigger_timer") == 1
    journey.state = "archived"
    journey.save()
    timers.rebuild(shop.connection, journey.pk, shop.now)
    assert shop.one("select count(*) from trigger_timer") == 0


def test_a_schedule_starts_only_those_who_meet_its_condition(shop: Shop) -> None:
    shop.identify("alice", plan="gold")
    shop.identify("bob", plan="free")
    shop.post("purchase", "vera")
    shop.settle()
    gold = {"profile": "plan", "type": "text", "op": "is", "value": "gold"}
    buyer = {"did": "purchase", "times": {"op": "at_least", "n": 1}, "within": "P30D"}
    moment = "2026-03-02T13:00"
    either = timed("schedule", repeat="once", moment=moment, condition={"any": [gold, buyer]})
    publish(shop, either)
    pass_time(shop, hours=1)
    found = {customer for (customer,) in shop.rows("select customer_id::text from message")}
    assert found == {shop.customer("alice"), shop.customer("vera")}
    assert shop.rows("select * from refusal") == []
