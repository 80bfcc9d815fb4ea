"""Ready-made journeys: what each needs, what of it is there, and taking one with its topics."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from channels_app.models import Topic
from journeys.core.bind import bind
from journeys.gallery import ORDER, ready_made
from journeys.gallery.topics import TOPICS
from journeys.models import Attribute, EventName
from journeys.simulation.simulate import read_script, simulate
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS
from tests.people import Caller, Shop
from workspaces.clock import now
from workspaces.languages import LANGUAGES

Calling = Callable[[str], Caller]


def entry(api: Caller, slug: str) -> Any:
    return next(each for each in api.get("gallery")[1] if each["slug"] == slug)


def test_an_entry_says_what_it_needs_and_what_is_seen(caller: Calling, shop: Shop) -> None:
    seen = {"workspace_id": shop.workspace.id}
    EventName.objects.create(**seen, name="purchase", last_at=now(), properties={})
    Attribute.objects.create(**seen, name="email", type="text", examples=[])
    found = entry(caller("vera"), "abandoned-cart")
    assert {each["name"]: each["seen"] for each in found["events"]} == {
        "add_to_cart": False,
        "purchase": True,
    }
    assert {each["name"]: each["seen"] for each in found["attributes"]} == {
        "email": True,
        "first_name": False,
    }
    assert found["topics"] == [{"name": "cart", "seen": False}]


@pytest.mark.parametrize("slug", ORDER)
def test_taken_into_an_empty_workspace_it_publishes_without_edits(
    caller: Calling, shop: Shop, slug: str
) -> None:
    bob = caller("bob")
    bob.post("journeys", {"name": "x", "gallery": slug})
    made = set(Topic.objects.values_list("slug", flat=True))
    assert made == set(ready_made()[slug].topics)
    status, answer = bob.post(f"journeys/{slug}/publish")
    assert status == 201, answer
    problems = bob.get(f"journeys/{slug}")[1]["draft_problems"]
    assert [p for p in problems if p["severity"] == "error" or p["code"] == "unknown_topic"] == []
    assert all(each["seen"] for each in entry(bob, slug)["topics"])


@pytest.mark.parametrize("slug", ORDER)
def test_its_own_customer_walks_it_and_gets_what_it_promises(slug: str) -> None:
    found = ready_made()[slug]
    program = bind(found.document, STEPS, TRIGGERS)
    outcome = simulate(program, read_script(json.dumps(found.customer).encode()))
    assert outcome.messages
    assert {refused["reason"] for refused in outcome.refusals} <= {"rule"}
    assert not [run for run in outcome.runs if "failed" in run["state"]]


def test_topics_are_made_once_and_only_by_who_may(caller: Calling) -> None:
    assert caller("vera").post("gallery/welcome/topics")[0] == 403
    bob = caller("bob")
    assert bob.post("gallery/welcome/topics") == (200, {"topics": ["welcome"]})
    assert bob.post("gallery/welcome/topics") == (200, {"topics": []})
    assert bob.post("gallery/none-such/topics")[0] == 404


def test_every_topic_has_a_name_in_every_language() -> None:
    for slug in ORDER:
        for topic in ready_made()[slug].topics:
            assert set(TOPICS[topic]) == {code for code, _ in LANGUAGES}


def test_every_file_is_in_the_order() -> None:
    assert set(ready_made()) == set(ORDER)
    assert all(msgspec.json.encode(found.document) for found in ready_made().values())
