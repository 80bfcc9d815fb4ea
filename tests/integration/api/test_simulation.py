"""A scripted customer through a draft: what is told, what is refused, and that nothing is done."""

from collections.abc import Callable
from typing import Any

import pytest

from channels_app.models import Message
from journeys.actions.documents import create_journey
from journeys.models import Customer, Event, Journey, Run
from tests.builders import document, mail, step, wait_for
from tests.people import Caller, Shop
from workspaces.permissions import by_sojourn

Calling = Callable[[str], Caller]
START = "2026-03-02T09:00:00Z"
CART: dict[str, Any] = document(
    {
        "wait": wait_for("purchase", "PT1H", {"purchase": "thanks", "timeout": "remind"}),
        "remind": mail("pause", subject="Still there, {{ customer.first_name }}?"),
        "pause": step("wait", "thanks", duration="P1D"),
        "thanks": mail({"refused": "end"}, subject="Thanks for {{ entry.total }}"),
        "end": step("exit", reason="refused"),
    }
)


@pytest.fixture
def journey(shop: Shop) -> Journey:
    return create_journey(by_sojourn(shop.workspace), "Cart", CART)


def walk(caller: Caller, script: dict[str, Any], **more: Any) -> Any:
    status, answer = caller.post("journeys/cart/simulate", {"script": script, **more})
    assert status == 200, answer
    return answer


def path(walked: Any) -> list[tuple[str, str | None]]:
    return [(move["step"], move["port"]) for move in walked["moves"]]


ENTERS: dict[str, Any] = {
    "trigger": "start",
    "start": START,
    "data": {"total": 20},
    "profile": {"email": "ada@example.com", "first_name": "Ada", "timezone": "Asia/Tokyo"},
}


def test_a_customer_who_does_nothing_waits_and_is_reminded(
    caller: Calling, journey: Journey
) -> None:
    found = walk(caller("vera"), ENTERS)
    assert path(found)[:5] == [
        ("start", "out"),
        ("wait", None),
        ("wait", "timeout"),
        ("remind", "out"),
        ("pause", None),
    ]
    assert found["moves"][1]["detail"]["until"].startswith("2026-03-02T10:00:00")
    first, second = found["messages"]
    assert first["preview"]["subject"] == "Still there, Ada?"
    assert second["preview"]["subject"] == "Thanks for 20"
    assert (found["zone"], found["stopped"]) == ("Asia/Tokyo", False)
    assert [run["status"] for run in found["runs"]] == ["completed"]


def test_a_purchase_takes_the_other_way(caller: Calling, journey: Journey) -> None:
    found = walk(caller("vera"), ENTERS | {"events": [{"event": "purchase", "at": "PT30M"}]})
    assert ("wait", "purchase") in path(found)
    assert found["moves"][2]["cause"] == "event:purchase"
    assert [message["step"] for message in found["messages"]] == ["thanks"]


def test_a_refused_message_takes_its_port(caller: Calling, journey: Journey) -> None:
    found = walk(caller("vera"), ENTERS | {"receipts": {"thanks": "refused"}})
    assert ("thanks", "refused") in path(found)
    assert found["runs"][0]["reason"] == "refused"


def test_a_port_can_be_chosen(caller: Calling, journey: Journey) -> None:
    buys = [{"event": "purchase", "at": "PT30M"}]
    found = walk(caller("vera"), ENTERS | {"events": buys, "choices": {"wait": "timeout"}})
    left = next(move for move in found["moves"] if move["port"] == "timeout")
    assert left["at"].startswith("2026-03-02T10:00:00")
    assert left["detail"] == {"note": "chosen"}


def test_the_document_at_hand_is_walked_finished_or_not(caller: Calling, journey: Journey) -> None:
    draft = document({"wait": step("wait", "odd", duration="soon"), "odd": step("nothing")})
    found = walk(caller("vera"), ENTERS, document=draft)
    assert path(found)[-1] == ("wait", "$failed")
    assert found["runs"][0]["reason"] == "its settings are not finished"
    for odd in ({}, {"steps": 7, "triggers": []}, {"exits": [1], "entry": "often"}):
        assert walk(caller("vera"), {}, document=odd)["moves"] == []


def test_a_birthday_comes_when_it_comes(caller: Calling, journey: Journey) -> None:
    triggers = {
        "start": {
            "kind": "date",
            "config": {"attribute": "birthday", "repeat": "yearly", "at": "09:00"},
            "next": "end",
        }
    }
    draft = document({"end": step("exit")}, triggers=triggers)
    status, answer = caller("vera").post("journeys/cart/validate", {"document": draft})
    assert [p for p in answer["problems"] if p["severity"] == "error"] == [], answer
    born = {"profile": {"birthday": "1990-05-04"}, "trigger": "start", "start": START}
    found = walk(caller("vera"), born, document=draft)
    assert found["moves"][0]["at"].startswith("2026-05-04T07:00:00")
    body = {"script": {"trigger": "start", "start": START}, "document": draft}
    status, answer = caller("vera").post("journeys/cart/simulate", body)
    assert (status, answer["error"]["problems"][0]["path"]) == (400, "/script/trigger")


def test_what_never_ends_is_stopped(caller: Calling, journey: Journey) -> None:
    turning = document({"wait": step("wait", "again", duration="PT1M"), "again": mail("wait")})
    found = walk(caller("vera"), ENTERS | {"until": "P9Y"}, document=turning)
    assert found["stopped"] is True
    assert len(found["moves"]) <= 1000
    assert found["messages"][0]["preview"] is not None
    assert found["messages"][-1]["preview"] is None


BAD: list[tuple[Any, str]] = [
    ({}, "/script"),
    ({"script": 7}, "/script"),
    ({"script": {"profile": []}}, "/script/profile"),
    ({"script": {"profile": {"a": "x" * 70_000}}}, "/script/profile"),
    ({"script": {"start": "soon"}}, "/script/start"),
    ({"script": {"start": "9999-12-31T23:59:59Z", "until": "P9Y"}}, "/script/until"),
    ({"script": {"trigger": "nobody"}}, "/script/trigger"),
    ({"script": {"trigger": 7}}, "/script/trigger"),
    ({"script": {"events": [{"event": "a", "at": "later"}]}}, "/script/events/0/at"),
    ({"script": {"events": [{"event": "a", "at": "P900Y"}]}}, "/script/events/0/at"),
    ({"script": {"events": [{"at": "PT1H"}]}}, "/script/events/0/event"),
    ({"script": {"events": [{"event": "a", "at": "PT1H"}] * 51}}, "/script/events"),
    ({"script": {"receipts": {"thanks": "lost"}}}, "/script/receipts"),
    ({"script": {"choices": {"wait": 7}}}, "/script/choices"),
    ({"script": {"until": "P11Y"}}, "/script/until"),
    ({"script": {"nonsense": 1}}, "/script/nonsense"),
    ({"script": {}, "document": "x"}, "/document"),
]


@pytest.mark.parametrize(("body", "where"), BAD)
def test_a_bad_script_is_refused_at_its_field(
    caller: Calling, journey: Journey, body: Any, where: str
) -> None:
    status, answer = caller("vera").post("journeys/cart/simulate", body)
    assert (status, answer["error"]["problems"][0]["path"]) == (400, where), answer


def test_nothing_is_stored_or_sent(caller: Calling, journey: Journey) -> None:
    walk(caller("vera"), ENTERS)
    for table in (Run, Message, Customer, Event):
        assert table.objects.count() == 0


def test_a_value_in_liquid_is_made_as_it_will_be_live(caller: Calling, journey: Journey) -> None:
    sets = [{"attribute": "greeting", "value": {"liquid": "Dear {{ customer.first_name }}"}}]
    greeting = document({"greet": step("update_profile", sets=sets)})
    script = {"start": START, "trigger": "start", "profile": {"first_name": "Ann"}}
    walked = walk(caller("vera"), script, document=greeting)
    assert walked["profile"]["greeting"] == "Dear Ann"
