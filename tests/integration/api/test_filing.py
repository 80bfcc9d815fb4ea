"""Tags and folders of journeys: putting in, finding again, counting."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.people import Caller
from workspaces.models import AuditEntry

Calling = Callable[[str], Caller]


@pytest.fixture
def three(caller: Calling) -> list[str]:
    bob = caller("bob")
    return [bob.post("journeys", {"name": name})[1]["slug"] for name in ("One", "Two", "Three")]


def names(answer: tuple[int, Any]) -> list[str]:
    assert answer[0] == 200, answer
    return sorted(row["name"] for row in answer[1]["results"])


def test_journeys_are_filed_in_bulk_and_found_by_tag_and_folder(
    caller: Calling, three: list[str]
) -> None:
    bob = caller("bob")
    body = {"journeys": three[:2], "add_tags": [" shop ", "mail"], "folder": "/Shop/ Carts/"}
    assert bob.post("filing", body) == (200, {"count": 2})
    assert bob.post("filing", body) == (200, {"count": 0})
    bob.post("filing", {"journeys": ["two"], "remove_tags": ["mail"], "folder": "Shop"})
    assert names(bob.get("journeys?tag=shop")) == ["One", "Two"]
    assert names(bob.get("journeys?tag=shop,mail")) == ["One"]
    assert names(bob.get("journeys?folder=Shop")) == ["One", "Two"]
    assert names(bob.get("journeys?folder=Shop/Carts")) == ["One"]
    assert names(bob.get("journeys?folder=Sho")) == []
    assert names(bob.get("journeys?search=mail")) == ["One"]
    assert caller("vera").get("filing")[1] == {
        "tags": [{"name": "mail", "count": 1}, {"name": "shop", "count": 2}],
        "folders": [{"name": "Shop", "count": 2}, {"name": "Shop/Carts", "count": 1}],
    }
    assert AuditEntry.objects.filter(verb="filed").count() == 3


def test_one_journey_is_renamed_tagged_and_moved(caller: Calling, three: list[str]) -> None:
    bob = caller("bob")
    change = {"name": "First", "tags": ["a", "a", "b"], "folder": "Shop"}
    status, answer = bob.call("patch", "journeys/one", change)
    assert status == 200
    assert (answer["name"], answer["tags"], answer["folder"]) == ("First", ["a", "b"], "Shop")
    assert answer["draft"]["name"] == "First"
    answer = bob.call("patch", "journeys/one", {"tags": ["b"]})[1]
    assert (answer["name"], answer["tags"], answer["folder"]) == ("First", ["b"], "Shop")
    assert bob.call("patch", "journeys/one", {"folder": ""})[1]["folder"] == ""


@pytest.mark.parametrize(
    "body",
    [
        {"add_tags": ["a,b"]},
        {"add_tags": ["x" * 33]},
        {"add_tags": ["  "]},
        {"add_tags": [f"tag {n}" for n in range(21)]},
        {"folder": "a/b/c/d/e/f"},
        {"folder": "x" * 201},
        {"journeys": []},
        {"journeys": "one"},
    ],
)
def test_what_is_no_tag_and_no_folder_is_refused(
    caller: Calling, three: list[str], body: Any
) -> None:
    assert caller("bob").post("filing", {"journeys": ["one"]} | body)[0] == 400
    assert caller("vera").get("filing")[1] == {"tags": [], "folders": []}


def test_a_journey_of_somebody_else_stops_the_whole_order(
    caller: Calling, three: list[str]
) -> None:
    status, _ = caller("bob").post("filing", {"journeys": ["one", "none"], "add_tags": ["x"]})
    assert status == 404
    assert caller("vera").get("filing")[1]["tags"] == []


def test_the_list_draws_each_journey_when_asked(caller: Calling) -> None:
    bob = caller("bob")
    bob.post("journeys", {"name": "Birthday", "gallery": "birthday", "folder": "Mail"})
    odd = {"format": 1, "name": "x", "triggers": [], "steps": {"a": 1, "b": {"kind": "wait"}}}
    bob.post("journeys", {"name": "Odd", "document": odd})
    rows = {row["slug"]: row for row in bob.get("journeys?picture=1")[1]["results"]}
    assert rows["birthday"]["picture"] == {
        "triggers": {"birthday": {"kind": "date", "next": "greeting"}},
        "steps": {"greeting": {"kind": "send_message", "next": {}}},
    }
    assert rows["birthday"]["folder"] == "Mail"
    assert rows["odd"]["picture"] == {
        "triggers": {},
        "steps": {"b": {"kind": "wait", "next": None}},
    }
    assert "picture" not in bob.get("journeys")[1]["results"][0]
