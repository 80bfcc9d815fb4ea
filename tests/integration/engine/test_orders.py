"""S9, S13, S15 and S21 to S23 from the drain's side: exits, orders of an operator, new versions."""

from datetime import timedelta
from typing import Any

from journeys.actions.lifecycle import archive, pause, resume
from journeys.engine import check, counts, parking
from journeys.models import Journey
from tests.builders import document, mail, wait_for
from tests.integration.engine.shop import Shop
from workspaces import clock
from workspaces.models import Role
from workspaces.permissions import Actor

CART = document(
    {
        "hold": wait_for("purchase", "PT1H", {"timeout": "remind"}),
        "remind": mail("later"),
        "later": wait_for("purchase", "P1D", {"timeout": "second"}),
        "second": mail(),
    },
    exits=[{"id": "bought", "event": "purchase"}],
)


def owner(shop: Shop) -> Actor:
    return Actor(shop.workspace, Role.OWNER)


def begin(shop: Shop) -> Journey:
    journey = shop.publish(CART)
    shop.identify(email="charlie@example.org")
    shop.post("add_to_cart")
    shop.settle()
    return journey


def test_s9_an_exit_acts_at_once_and_cancels_what_was_not_handed_over(shop: Shop) -> None:
    begin(shop)
    shop.wait(hours=1)
    assert shop.rows("select step, status from message") == [("remind", 1)]
    shop.post("purchase")
    shop.settle()
    assert shop.runs() == [(3, "later", "purchase")]
    assert shop.rows("select step, status from message") == [("remind", 11)]
    shop.wait(days=2)
    assert shop.sent() == ["remind"]


def test_s13_check_runs_finds_a_run_that_waits_for_nothing(shop: Shop) -> None:
    begin(shop)
    assert check.broken_runs(shop.connection) == 0
    shop.connection.execute("update run set due_at = null, awaits = '{}'")
    assert check.broken_runs(shop.connection) == 1
    assert check.details(shop.connection)[0].why == "waits for nothing"


def test_s15_an_item_that_breaks_its_batch_is_parked_alone(shop: Shop) -> None:
    shop.publish(CART)
    for n in range(30):
        shop.post("add_to_cart", f"user{n}")
    lane = shop.lane("user7")
    shop.connection.execute(
        "insert into inbox (lane, workspace_id, at, kind, body) values (%s, %s, %s, 1, 'no json')",
        (lane, shop.workspace.pk, shop.now),
    )
    for n in range(30, 60):
        shop.post("add_to_cart", f"user{n}")
    shop.settle()
    assert len(shop.runs()) == 60
    body, error, where = shop.rows("select body, error, lane from parked")[0]
    assert (body, where) == ("no json", lane)
    assert "DecodeError" in error
    assert shop.one("select count(*) from inbox") == 0


def test_s15_a_parked_item_can_be_retried(shop: Shop, monkeypatch: Any) -> None:
    shop.publish(CART)
    with monkeypatch.context() as patch:
        patch.setattr("journeys.engine.drain.play", _broken)
        shop.post("add_to_cart")
        shop.settle()
    assert shop.runs() == []
    lane, number = shop.rows("select lane, id from parked")[0]
    with shop.connection.transaction():
        assert parking.retry(shop.connection, shop.workspace.pk, lane, number, shop.now)
    shop.settle()
    assert len(shop.runs()) == 1
    assert shop.one("select count(*) from parked") == 0


def test_s15_a_due_time_that_breaks_is_parked_and_retried_too(shop: Shop, monkeypatch: Any) -> None:
    begin(shop)
    with monkeypatch.context() as patch:
        patch.setattr("journeys.engine.drain.play", _broken)
        shop.wait(hours=1)
    assert shop.rows("select kind from parked") == [(parking.TIMER,)]
    assert check.broken_runs(shop.connection) == 0
    lane, number = shop.rows("select lane, id from parked")[0]
    with shop.connection.transaction():
        assert parking.retry(shop.connection, shop.workspace.pk, lane, number, shop.now)
    shop.settle()
    assert shop.sent() == ["remind"]


def _broken(*_: Any) -> None:
    raise RuntimeError("a bug")


def test_s21_runs_stay_on_their_version(shop: Shop) -> None:
    journey = begin(shop)
    shop.republish(journey, document({"other": mail()}))
    shop.post("add_to_cart", "bob")
    shop.settle()
    assert shop.sent() == ["other"]
    shop.wait(hours=1)
    assert shop.sent() == ["other", "remind"]
    assert shop.one("select count(distinct version_id) from run") == 2


def test_s22_a_pause_freezes_and_resuming_goes_on(shop: Shop) -> None:
    journey = begin(shop)
    pause(owner(shop), journey)
    shop.post("add_to_cart", "bob")
    shop.wait(hours=3)
    assert shop.sent() == []
    assert shop.rows("select reason from refusal") == [("paused",)]
    assert shop.rows("select due_at, frozen_at is not null from run") == [(None, True)]
    assert check.broken_runs(shop.connection) == 0
    resume(owner(shop), journey)
    shop.settle()
    assert shop.sent() == ["remind"]
    assert check.broken_runs(shop.connection) == 0


def test_s22_exits_still_act_while_paused(shop: Shop) -> None:
    journey = begin(shop)
    pause(owner(shop), journey)
    shop.wait(hours=3)
    shop.post("purchase")
    shop.settle()
    assert shop.runs() == [(3, "hold", "purchase")]


def test_s22_overdue_messages_can_be_skipped(shop: Shop) -> None:
    journey = begin(shop)
    pause(owner(shop), journey)
    shop.wait(days=3)
    resume(owner(shop), journey, due="skip", older_than=timedelta(hours=24))
    shop.settle()
    assert shop.rows("select step, status, reason from message") == [("remind", 11, "overdue")]
    assert shop.runs() == [(1, "later", "")]


def test_s22_resuming_can_be_spread_over_a_time(shop: Shop) -> None:
    journey = shop.publish(CART)
    for n in range(30):
        shop.post("add_to_cart", f"user{n}")
    shop.settle()
    pause(owner(shop), journey)
    shop.wait(hours=3)
    resume(owner(shop), journey, due="spread", spread=timedelta(hours=1))
    shop.settle()
    soon = len(shop.sent())
    assert soon < 10
    shop.wait(minutes=30)
    assert soon < len(shop.sent()) < 30
    shop.wait(minutes=31)
    assert len(shop.sent()) == 30


def test_s23_archiving_ends_the_runs_and_keeps_the_history(shop: Shop) -> None:
    journey = begin(shop)
    archive(owner(shop), journey)
    shop.settle()
    assert shop.runs() == [(5, "hold", "archived")]
    assert shop.one("select count(*) from step_log") > 0
    shop.post("add_to_cart")
    shop.settle()
    assert len(shop.runs()) == 1


def test_s9_a_message_of_the_same_batch_is_cancelled_too(shop: Shop) -> None:
    begin(shop)
    clock.advance(shop.now + timedelta(hours=1, minutes=1))
    shop.post("purchase")
    shop.settle()
    assert shop.runs() == [(3, "later", "purchase")]
    assert shop.rows("select step, status from message") == [("remind", 11)]


def test_s23_an_entry_that_still_settles_leaves_only_a_reason(shop: Shop) -> None:
    graph = document({"hold": mail()})
    gold = {"profile": "plan", "type": "text", "op": "is", "value": "gold"}
    graph["triggers"]["start"]["config"] |= {"filter": gold, "settle": "PT5M"}
    journey = shop.publish(graph)
    shop.post("add_to_cart")
    shop.settle()
    archive(owner(shop), journey)
    shop.settle()
    assert shop.runs() == []
    assert shop.rows("select reason from refusal") == [("archived",)]
    assert shop.rows("select metric, sum(n) from counter_delta group by metric") == []


def test_s26_the_counters_add_up(shop: Shop) -> None:
    journey = begin(shop)
    shop.post("add_to_cart", "bob")
    shop.post("add_to_cart", "vera")
    shop.settle()
    shop.post("purchase", "vera")
    shop.wait(hours=1)
    counts.fold(shop.connection)
    shop.post("purchase", "bob")
    shop.settle()
    totals = counts.totals(shop.connection, journey.pk)
    assert totals["runs"] == {
        "entered": 3, "completed": 0, "exited": 2, "failed": 0, "ended": 0, "active": 1
    }  # fmt: skip
    assert totals["steps"]["hold"]["waiting"] == 0
    assert totals["steps"]["hold"]["ports"] == {"timeout": 2, "$exit": 1}
    assert totals["steps"]["later"]["waiting"] == 1


def test_old_hours_become_days_and_the_sums_stay(shop: Shop) -> None:
    journey = begin(shop)
    for n in range(30):
        shop.post("add_to_cart", f"user{n}")
        shop.wait(hours=1)
    before = counts.totals(shop.connection, journey.pk)
    counts.fold(shop.connection)
    hours = shop.one("select count(distinct hour) from counter")
    counts.compact(shop.connection, shop.now + timedelta(days=9))
    assert shop.one("select count(distinct hour) from counter") == 2 < hours
    assert counts.totals(shop.connection, journey.pk) == before
    counts.compact(shop.connection, shop.now + timedelta(days=9))
    assert counts.totals(shop.connection, journey.pk) == before
