"""What the pages read: counters, who stands where, a customer's timeline, messages, operations."""

from collections.abc import Callable
from typing import Any

import pytest

from journeys.actions.documents import create_journey
from journeys.actions.lifecycle import publish
from journeys.models import Attribute, CounterDelta, Customer, EventName, Identity, Journey
from tests.integration.api.rows import (
    a_customer,
    a_message,
    a_move,
    a_parked_item,
    a_refusal,
    a_run,
    an_event,
)
from tests.integration.api.test_journeys import GOOD
from tests.people import Caller, Shop
from workspaces.clock import now

Calling = Callable[[str], Caller]


@pytest.fixture
def journey(shop: Shop) -> Journey:
    made = create_journey(shop.owner, "Welcome", GOOD)
    publish(shop.owner, made, "")
    return Journey.objects.get(id=made.id)


@pytest.fixture
def dora(shop: Shop) -> Customer:
    return a_customer(shop.workspace.id, "dora", first_name="Dora", city="Gdańsk")


def count(journey: Journey, metric: str, n: int, step: str = "", port: str = "") -> None:
    hour = now().replace(minute=0, second=0, microsecond=0)
    CounterDelta.objects.create(
        journey_id=journey.id, version_id=journey.live_version_id or 0,
        step=step, port=port, metric=metric, hour=hour, n=n,
    )  # fmt: skip


def test_counters_add_up(caller: Calling, journey: Journey) -> None:
    for metric, n in (("run_entered", 10), ("run_completed", 3), ("run_exited", 2)):
        count(journey, metric, n)
    count(journey, "entered", 10, "wait")
    count(journey, "left", 4, "wait", "out")
    count(journey, "left", 1, "wait", "$exit")
    count(journey, "sent", 3, "mail")
    status, answer = caller("vera").get("journeys/welcome/counters")
    assert status == 200
    runs = answer["runs"]
    assert runs["entered"] == runs["active"] + runs["completed"] + runs["exited"] == 10
    assert answer["steps"]["wait"]["waiting"] == 5
    assert answer["steps"]["wait"]["ports"] == {"out": 4, "$exit": 1}
    row = caller("vera").get("journeys")[1]["results"][0]
    assert (row["numbers"]["active"], row["numbers"]["sent"], row["spark"][-1]) == (5, 3, 10)


def test_who_stands_at_a_step(caller: Calling, journey: Journey, dora: Customer) -> None:
    run = a_run(journey, dora)
    a_run(journey, dora, status=2)
    status, answer = caller("vera").get("journeys/welcome/steps/wait/customers")
    assert status == 200
    [person] = answer["results"]
    assert person["run_id"] == str(run.id)
    assert (person["user_id"], person["name"], person["email"]) == (
        "dora",
        "Dora",
        "dora@example.net",
    )


def test_runs_are_listed_by_status(caller: Calling, journey: Journey, dora: Customer) -> None:
    a_run(journey, dora)
    a_run(journey, dora, status=4)
    vera = caller("vera")
    assert len(vera.get("journeys/welcome/runs")[1]["results"]) == 2
    [failed] = vera.get("journeys/welcome/runs?status=failed")[1]["results"]
    assert (failed["status"], failed["journey"], failed["version"]) == ("failed", "welcome", 1)
    assert vera.get("journeys/welcome/runs?status=odd")[0] == 400


def test_a_run_tells_its_moves(caller: Calling, journey: Journey, dora: Customer) -> None:
    run = a_run(journey, dora)
    a_move(run, "wait", "out", waited="PT1H")
    answer = caller("vera").get(f"runs/{run.id}")[1]
    assert answer["entry"]["properties"] == {"cart": 7}
    assert [(m["step"], m["port"], m["detail"]) for m in answer["moves"]] == [
        ("wait", "out", {"waited": "PT1H"})
    ]


@pytest.mark.parametrize("search", ["dora", "ORA@exam", ""])
def test_customers_are_found(caller: Calling, dora: Customer, search: str) -> None:
    [row] = caller("vera").get(f"customers?search={search}")[1]["results"]
    assert row["id"] == str(dora.id)
    assert caller("vera").get("customers?search=nobody")[1]["results"] == []


def test_s25_a_customer_is_found_by_every_id(caller: Calling, dora: Customer) -> None:
    from journeys.core.ids import customer_id, lane_of

    derived = customer_id(dora.workspace_id, "anon:browser-7")
    Identity.objects.create(
        lane=lane_of(derived), workspace_id=dora.workspace_id, key="anon:browser-7",
        customer_lane=dora.lane, customer_id=dora.id,
    )  # fmt: skip
    for ref in (dora.id, "dora", "browser-7"):
        answer = caller("vera").get(f"customers/{ref}")[1]
        assert answer["id"] == str(dora.id)
        assert answer["identities"] == ["user:dora", "anon:browser-7"]


def test_s27_the_timeline_has_everything_newest_first(
    caller: Calling, journey: Journey, dora: Customer
) -> None:
    an_event(dora, "add_to_cart", -30, total=12)
    run = a_run(journey, dora)
    a_move(run, "wait", "out", -20)
    a_refusal(dora, journey, "rule")
    a_message(dora, run, status=7)
    results = caller("vera").get("customers/dora/timeline")[1]["results"]
    assert [entry["type"] for entry in results] == ["message", "refusal", "move", "event"]
    message, refusal, move, event = results
    assert (message["status"], message["journey"]) == ("refused", "welcome")
    assert (refusal["reason"], refusal["journey_name"]) == ("rule", "Welcome")
    assert (move["step"], move["port"], move["cause"]) == ("wait", "out", "timer")
    assert (event["name"], event["properties"]) == ("add_to_cart", {"total": 12})


def test_the_timeline_goes_page_by_page_also_within_one_instant(
    caller: Calling, journey: Journey, dora: Customer
) -> None:
    run = a_run(journey, dora)
    at = now()
    for number in range(7):
        an_event(dora, f"event{number}")
        a_move(run, f"step{number}", "out")
    type(dora)  # one instant for all of them
    from journeys.models import Event, StepLog

    Event.objects.update(at=at)
    StepLog.objects.update(at=at)
    seen: list[Any] = []
    cursor = ""
    for _ in range(20):
        answer = caller("vera").get(f"customers/dora/timeline?limit=3{cursor}")[1]
        seen += [(e["type"], e.get("name") or e.get("step")) for e in answer["results"]]
        if answer["next"] is None:
            break
        cursor = f"&cursor={answer['next']}"
    assert len(seen) == len(set(seen)) == 14


def test_events_are_filtered(caller: Calling, dora: Customer) -> None:
    other = a_customer(dora.workspace_id, "eve")
    an_event(dora, "seen", 1)
    an_event(other, "bought", 2)
    vera = caller("vera")
    assert [e["name"] for e in vera.get("events")[1]["results"]] == ["bought", "seen"]
    assert [e["user_id"] for e in vera.get("events?name=seen")[1]["results"]] == ["dora"]
    assert [e["name"] for e in vera.get("events?customer=eve")[1]["results"]] == ["bought"]
    assert vera.get("events?customer=nobody")[0] == 404


def test_names_seen_are_listed(caller: Calling, shop: Shop) -> None:
    workspace_id = shop.workspace.id
    Attribute.objects.create(workspace_id=workspace_id, name="city", type="text", examples=["Łódź"])
    EventName.objects.create(workspace_id=workspace_id, name="bought", last_at=now())
    vera = caller("vera")
    assert vera.get("schema/attributes")[1]["results"][0]["examples"] == ["Łódź"]
    assert vera.get("schema/events")[1]["results"][0]["name"] == "bought"


def test_messages_and_the_mailbox(caller: Calling, journey: Journey, dora: Customer) -> None:
    message, mail = a_message(dora, a_run(journey, dora))
    a_message(dora, status=7)
    vera = caller("vera")
    assert len(vera.get("messages")[1]["results"]) == 2
    [row] = vera.get(f"messages?status=sent&journey={journey.id}&channel=email")[1]["results"]
    assert (row["id"], row["subject"], row["mail_id"]) == (message.id, "Hello", mail.id)
    assert vera.get(f"messages/{message.id}")[1]["status"] == "sent"
    assert vera.get("messages?status=odd")[0] == 400
    assert vera.get("messages?journey=odd")[0] == 400
    assert len(vera.get("mailbox?search=DORA")[1]["results"]) == 2
    assert vera.get(f"mailbox/{mail.id}")[1]["html"] == "<p>Hello</p>"


@pytest.mark.parametrize(("outcome", "status"), [("resend", "queued"), ("sent", "sent")])
def test_s17_a_held_message_waits_for_a_persons_word(
    caller: Calling, dora: Customer, outcome: str, status: str
) -> None:
    message, _ = a_message(dora, status=12)
    bob = caller("bob")
    assert bob.get("operations")[1]["held"] == 1
    assert bob.get("messages?status=held")[1]["results"][0]["id"] == message.id
    assert bob.post(f"messages/{message.id}/release", {"outcome": "odd"})[0] == 400
    answer = bob.post(f"messages/{message.id}/release", {"outcome": outcome})[1]
    assert answer["status"] == status
    assert bob.post(f"messages/{message.id}/release", {"outcome": outcome})[0] == 409
    assert bob.get("operations")[1]["held"] == 0


def test_operations_and_parked_items(caller: Calling, dora: Customer) -> None:
    parked = a_parked_item(dora)
    bob = caller("bob")
    operations = bob.get("operations")[1]
    assert (operations["parked"], operations["inbox"], len(operations["lanes"])) == (1, 0, 64)
    [row] = bob.get("parked")[1]["results"]
    assert (row["id"], row["kind"]) == (f"{parked.lane}-{parked.id}", "event")
    assert row["body"] == {"kind": "track", "name": "x"}
    assert bob.post(f"parked/{row['id']}/retry")[0] == 202
    after = bob.get("operations")[1]
    assert (after["parked"], after["inbox"]) == (0, 1)
    assert bob.post(f"parked/{row['id']}/retry")[0] == 404


def test_topics(caller: Calling) -> None:
    bob = caller("bob")
    news = {"slug": "news", "name": {"en": "News", "pl": "Nowości"}}
    assert bob.post("topics", news)[0] == 201
    assert bob.post("topics", news)[0] == 409
    assert bob.post("topics", {"slug": "no", "name": {"de": "x"}})[0] == 400
    assert bob.post("topics", {"slug": "NO!", "name": {"en": "x"}})[0] == 400
    assert [row["slug"] for row in bob.get("topics")[1]["results"]] == ["news"]


def test_a_steps_mail_is_sent_to_oneself(caller: Calling, journey: Journey, dora: Customer) -> None:
    path = "journeys/welcome/steps/mail/test-message"
    bob = caller("bob")
    status, answer = bob.post(path, {"to": "bob@example.org", "customer": "dora"})
    assert status == 202
    message = bob.get(f"messages/{answer['message_id']}")[1]
    assert (message["recipient"], message["kind"]) == ("bob@example.org", "transactional")
    assert message["context"]["customer"]["first_name"] == "Dora"
    assert bob.post(path, {"to": "nobody"})[0] == 400
    assert bob.post(path, {"to": "b@example.org", "customer": "none"})[0] == 404
    wait = "journeys/welcome/steps/wait/test-message"
    assert bob.post(wait, {"to": "bob@example.org"})[0] == 400
    broken = {"steps": {"mail": {"kind": "send_message", "config": {"subject": "{{ x"}}}}
    status, answer = bob.post(path, {"to": "bob@example.org", "document": broken})
    assert (status, answer["error"]["code"]) == (422, "unpublishable")
