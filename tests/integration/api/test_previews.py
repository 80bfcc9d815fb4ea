"""What is shown while a step is being made: the message, the next times, the words of Liquid."""

from collections.abc import Callable
from typing import Any

import pytest

from journeys.actions.documents import create_journey
from journeys.models import Attribute, Customer, EventName, Journey
from tests.integration.api.rows import a_customer, a_run, an_event
from tests.people import Caller, Shop
from workspaces.clock import now
from workspaces.permissions import by_sojourn

Calling = Callable[[str], Caller]
DOCUMENT: dict[str, Any] = {
    "format": 1,
    "name": "Thanks",
    "triggers": {"bought": {"kind": "event", "config": {"event": "purchase"}, "next": None}},
    "steps": {},
}
MAIL = {
    "subject": "Thanks, {{ customer.first_name }}",
    "html": "<p>{{ entry.total | money: 'EUR' }} {{ customer.first_name }}</p>",
}


@pytest.fixture
def journey(shop: Shop) -> Journey:
    return create_journey(by_sojourn(shop.workspace), "Thanks", DOCUMENT)


@pytest.fixture
def dora(shop: Shop) -> Customer:
    return a_customer(shop.workspace.id, "dora", first_name="<Dora>")


def look(caller: Caller, config: Any, **more: Any) -> Any:
    status, answer = caller.post("journeys/thanks/preview", {"config": config, **more})
    assert status == 200, answer
    return answer


def test_a_message_is_shown_as_a_customer_gets_it(
    caller: Calling, journey: Journey, dora: Customer
) -> None:
    an_event(dora, "purchase", total=12.5)
    found = look(caller("vera"), MAIL, customer="dora")
    assert (found["subject"], found["entry_from"]) == ("Thanks, <Dora>", "event")
    assert found["html"] == "<p>€12.50 &lt;Dora&gt;</p>"
    assert found["text"].strip() == "€12.50 <Dora>"
    assert (found["missing"], found["problems"]) == ([], [])


def test_the_last_run_says_what_started_it(
    caller: Calling, journey: Journey, dora: Customer
) -> None:
    a_run(journey, dora)
    found = look(caller("vera"), {"subject": "{{ entry.cart }}"}, customer="dora")
    assert (found["subject"], found["entry_from"]) == ("7", "run")


def test_without_a_customer_it_shows_values_that_were_seen(
    caller: Calling, shop: Shop, journey: Journey
) -> None:
    workspace = {"workspace_id": shop.workspace.id}
    Attribute.objects.create(**workspace, name="first_name", type="text", examples=["Ada"])
    total = {"type": "number", "examples": [99]}
    EventName.objects.create(
        **workspace, name="purchase", last_at=now(), properties={"total": total}
    )
    found = look(caller("vera"), MAIL)
    assert (found["subject"], found["entry_from"]) == ("Thanks, Ada", "example")
    assert "€99.00" in found["html"]


def test_a_broken_part_is_named_with_its_line_and_the_rest_is_shown(
    caller: Calling, journey: Journey, dora: Customer
) -> None:
    config = {"subject": "Hello {{ customer.first_name }}", "html": "<p>\n{% if %}\n</p>"}
    found = look(caller("vera"), config, customer="dora")
    assert (found["subject"], found["html"]) == ("Hello <Dora>", "")
    (problem,) = found["problems"]
    assert (problem["path"], problem["line"], problem["severity"]) == ("/html", 2, "error")
    config["html"] = "<p>\n{{ 1 | divided_by: 0 }}</p>"
    found = look(caller("vera"), config, customer="dora")
    assert found["subject"] == "Hello <Dora>"
    (problem,) = found["problems"]
    assert (problem["path"], problem["line"]) == ("/html", 2)


def test_what_a_customer_lacks_is_named(caller: Calling, journey: Journey, dora: Customer) -> None:
    config = {
        "subject": "{{ customer.city }}",
        "html": "<p>{{ what.ever }}</p>",
        "missing": "refuse",
    }
    found = look(caller("vera"), config, customer="dora")
    assert set(found["missing"]) == {"customer.city", "what.ever"}
    assert {p["code"] for p in found["problems"]} == {"unknown", "missing_value"}


def test_bad_input_to_a_preview(caller: Calling, journey: Journey) -> None:
    vera = caller("vera")
    path = "journeys/thanks/preview"
    assert vera.post(path, {"config": MAIL, "customer": "nobody"})[0] == 404
    assert vera.post("journeys/none/preview", {"config": MAIL})[0] == 404
    for body in ({}, {"config": 1}, {"config": [], "x": 1}, {"config": MAIL, "other": 1}):
        status, answer = vera.post(path, body)
        assert (status, answer["error"]["code"]) == (400, "invalid")
        assert answer["error"]["problems"]
    odd = {"subject": {"a": 1}, "html": ["x"], "channel": "pigeon"}
    assert look(vera, odd)["problems"][0]["code"] == "unknown_channel"
    assert look(vera, {"subject": {"a": 1}, "html": 5})["subject"] == ""


def test_the_next_times_of_a_schedule(caller: Calling, shop: Shop) -> None:
    vera = caller("vera")
    status, answer = vera.post("schedule/preview", {"cron": "0 9 * * 1"})
    assert (status, len(answer["next"]), answer["zone"]) == (200, 5, shop.workspace.zone)
    assert answer["next"] == sorted(answer["next"])
    later = vera.post("schedule/preview", {"at": "2999-03-31T09:00", "zone": "Asia/Tokyo"})[1]
    assert later == {"zone": "Asia/Tokyo", "next": ["2999-03-31T00:00:00Z"]}
    assert vera.post("schedule/preview", {"at": "1999-03-31T09:00"})[1]["next"] == []
    hours = {"weekdays": [1, 3], "from": "09:00", "to": "18:00"}
    status, answer = vera.post("schedule/preview", {"window": hours, "zone": "UTC"})
    assert (status, len(answer["next"])) == (200, 5)
    assert all(each.endswith("T09:00:00Z") for each in answer["next"][1:])


def test_bad_input_to_a_schedule(caller: Calling) -> None:
    vera = caller("vera")
    bad: list[tuple[Any, str]] = [
        ({"cron": "soon"}, "/cron"),
        ({"cron": "* * * * * *"}, "/cron"),
        ({"at": "tomorrow"}, "/at"),
        ({"cron": "0 9 * * 1", "zone": "Mars/Base"}, "/zone"),
        ({"window": {"weekdays": [9], "from": "09:00", "to": "18:00"}}, "/window"),
        ({"window": {"weekdays": [1], "from": "9", "to": "18:00"}}, "/window"),
        ({"cron": "0 9 * * 1", "at": "2999-01-01"}, ""),
        ({}, ""),
    ]
    for body, path in bad:
        status, answer = vera.post("schedule/preview", body)
        assert (status, answer["error"]["code"]) == (400, "invalid"), body
        assert [problem["path"] for problem in answer["error"]["problems"]] == [path]


def test_the_words_of_liquid(caller: Calling) -> None:
    answer = caller("vera").get("schema/liquid")[1]
    assert {"money", "date", "default", "upcase"} <= set(answer["filters"])
    assert "safe" not in answer["filters"]
    assert {"if", "for", "assign"} <= set(answer["tags"])
    assert not {"include", "render"} & set(answer["tags"])
