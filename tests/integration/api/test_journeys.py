"""Journeys by the API: drafts, conflicts, publishing, versions, life."""

from collections.abc import Callable
from typing import Any

import pytest

from journeys.models import CounterDelta, CustomerDate, Inbox, Journey, Kind, TriggerTimer, Version
from tests.integration.api.rows import a_customer
from tests.people import Caller, Shop
from workspaces.clock import now
from workspaces.models import AuditEntry

Calling = Callable[[str], Caller]
GOOD: dict[str, Any] = {
    "format": 1,
    "name": "Welcome",
    "triggers": {
        "asked": {"kind": "api", "config": {}, "next": "wait"},
    },
    "steps": {
        "wait": {"kind": "wait", "config": {"duration": "PT1H"}, "next": {"out": "mail"}},
        "mail": {
            "kind": "send_message",
            "config": {
                "subject": "Hello {{ customer.first_name }}",
                "html": "<p>Hello</p> {{ unsubscribe_url }}",
                "topic": "news",
            },
        },
    },
}
BAD = GOOD | {"steps": {"wait": {"kind": "wait", "config": {}}}}


@pytest.fixture
def draft(caller: Calling) -> dict[str, Any]:
    status, answer = caller("bob").post("journeys", {"name": "Welcome", "document": GOOD})
    assert status == 201, answer
    made: dict[str, Any] = answer
    return made


@pytest.fixture
def live(caller: Calling, draft: dict[str, Any]) -> dict[str, Any]:
    status, answer = caller("bob").post("journeys/welcome/publish", {"note": "first"})
    assert status == 201, answer
    return draft


def errors(answer: Any) -> list[str]:
    return [p["code"] for p in answer["draft_problems"] if p["severity"] == "error"]


def test_a_new_journey_is_a_draft_with_an_empty_document(caller: Calling) -> None:
    status, answer = caller("bob").post("journeys", {"name": "Birthday greeting"})
    assert status == 201
    assert (answer["slug"], answer["state"], answer["version"]) == (
        "birthday-greeting",
        "draft",
        None,
    )
    assert answer["draft"]["steps"] == {}
    assert answer["draft_revision"] == 0
    assert answer["numbers"]["entered"] == 0
    assert len(answer["spark"]) == 24


def test_every_ready_made_journey_can_be_taken(caller: Calling) -> None:
    entries = caller("vera").get("gallery")[1]
    assert len(entries) >= 10
    for entry in entries:
        body = {"name": entry["title"], "gallery": entry["slug"]}
        status, answer = caller("bob").post("journeys", body)
        assert (status, errors(answer)) == (201, []), answer["draft_problems"]
        assert answer["slug"] == entry["slug"]
    status, _ = caller("bob").post("journeys", {"name": "x", "gallery": "none-such"})
    assert status == 400


def test_a_journey_is_found_by_id_and_by_slug(caller: Calling, draft: dict[str, Any]) -> None:
    for ref in (draft["id"], draft["slug"]):
        assert caller("vera").get(f"journeys/{ref}")[1]["id"] == draft["id"]
    assert caller("vera").get("journeys/999999")[0] == 404
    assert caller("vera").get("journeys/none")[0] == 404


def test_journeys_are_listed_with_numbers_and_filtered(
    caller: Calling, draft: dict[str, Any]
) -> None:
    caller("bob").post("journeys", {"name": "Other"})
    listed = caller("vera").get("journeys")[1]["results"]
    assert [row["name"] for row in listed] == ["Other", "Welcome"]
    assert caller("vera").get("journeys?search=wel")[1]["results"][0]["slug"] == "welcome"
    assert caller("vera").get("journeys?state=live")[1]["results"] == []
    assert caller("vera").get("journeys?state=odd")[0] == 400


def test_a_draft_is_saved_from_its_base_revision(caller: Calling, draft: dict[str, Any]) -> None:
    body = {"document": GOOD | {"name": "Welcome 2"}, "base_revision": 0}
    status, answer = caller("bob").call("put", "journeys/welcome/draft", body)
    assert (status, answer["draft_revision"]) == (200, 1)
    assert [p for p in answer["problems"] if p["severity"] == "error"] == []
    assert caller("vera").get("journeys/welcome")[1]["name"] == "Welcome 2"


def test_a_stale_save_is_a_conflict_with_the_current_draft(
    caller: Calling, draft: dict[str, Any]
) -> None:
    mine = {"document": GOOD | {"name": "Mine"}, "base_revision": 0}
    assert caller("bob").call("put", "journeys/welcome/draft", mine)[0] == 200
    status, answer = caller("alice").call("put", "journeys/welcome/draft", mine)
    assert (status, answer["error"]["code"]) == (409, "conflict")
    assert answer["error"]["draft_revision"] == 1
    assert answer["error"]["draft"]["name"] == "Mine"


@pytest.mark.parametrize(
    "body",
    [
        {"document": [], "base_revision": 0},
        {"document": GOOD},
        {"document": GOOD, "base_revision": "one"},
        {"base_revision": 0},
        [],
        "draft",
    ],
)
def test_a_draft_of_wrong_types_is_refused(
    caller: Calling, draft: dict[str, Any], body: Any
) -> None:
    assert caller("bob").call("put", "journeys/welcome/draft", body)[0] == 400
    assert caller("vera").get("journeys/welcome")[1]["draft_revision"] == 0


def test_a_draft_may_be_wrong_and_says_where(caller: Calling, draft: dict[str, Any]) -> None:
    body = {"document": BAD, "base_revision": 0}
    status, answer = caller("bob").call("put", "journeys/welcome/draft", body)
    assert status == 200
    assert any(p["path"].startswith("/steps/wait/config") for p in answer["problems"])
    status, again = caller("vera").post("journeys/welcome/validate", {"document": BAD})
    assert (status, again["problems"]) == (200, answer["problems"])


def test_liquid_that_is_broken_is_a_problem_at_its_value(
    caller: Calling, draft: dict[str, Any]
) -> None:
    sets = [{"attribute": "greeting", "value": {"liquid": "{% if customer.name %}"}}]
    step = {"kind": "update_profile", "config": {"sets": sets}, "next": {}}
    document = GOOD | {"steps": GOOD["steps"] | {"greet": step}}
    _, answer = caller("bob").post("journeys/welcome/validate", {"document": document})
    assert ("/steps/greet/config/sets/0/value", "liquid") in [
        (problem["path"], problem["code"]) for problem in answer["problems"]
    ]


def test_s21_publishing_makes_an_immutable_version(
    caller: Calling, live: dict[str, Any], shop: Shop
) -> None:
    journey = caller("vera").get("journeys/welcome")[1]
    assert (journey["state"], journey["version"]) == ("live", 1)
    assert journey["live"]["document"]["steps"] == GOOD["steps"]
    assert journey["live"]["published_by"] == "Bob"
    body = {"document": GOOD | {"description": "new"}, "base_revision": 0}
    caller("bob").call("put", "journeys/welcome/draft", body)
    assert caller("vera").get("journeys/welcome/versions/1")[1]["document"]["description"] == ""
    status, second = caller("alice").post("journeys/welcome/publish", {"base_revision": 1})
    assert (status, second["number"]) == (201, 2)
    numbers = [
        row["number"] for row in caller("vera").get("journeys/welcome/versions")[1]["results"]
    ]
    assert numbers == [2, 1]
    assert AuditEntry.objects.filter(workspace=shop.workspace, verb="published").count() == 2


def test_the_history_counts_the_runs_of_each_version(caller: Calling, live: dict[str, Any]) -> None:
    version = Version.objects.get(number=1)
    for metric, n in (("run_entered", 7), ("run_completed", 3), ("run_failed", 1), ("sent", 9)):
        CounterDelta.objects.create(
            journey_id=version.journey_id, version_id=version.id, step="", port="", metric=metric,
            hour=now(), n=n,
        )  # fmt: skip
    caller("bob").post("journeys/welcome/publish", {"note": "Again"})
    rows = caller("vera").get("journeys/welcome/versions")[1]["results"]
    assert [(row["number"], row["entered"], row["active"]) for row in rows] == [
        (2, 0, 0),
        (1, 7, 3),
    ]


def test_a_draft_with_errors_is_not_published(caller: Calling, draft: dict[str, Any]) -> None:
    caller("bob").call("put", "journeys/welcome/draft", {"document": BAD, "base_revision": 0})
    status, answer = caller("bob").post("journeys/welcome/publish", {})
    assert (status, answer["error"]["code"]) == (422, "unpublishable")
    assert answer["error"]["problems"]
    assert Version.objects.count() == 0
    assert Journey.objects.get(slug="welcome").state == "draft"


def test_publishing_from_an_old_revision_is_a_conflict(
    caller: Calling, draft: dict[str, Any]
) -> None:
    assert caller("bob").post("journeys/welcome/publish", {"base_revision": 5})[0] == 409


def test_a_viewer_who_publishes_is_refused(caller: Calling, draft: dict[str, Any]) -> None:
    status, answer = caller("vera").post("journeys/welcome/publish", {})
    assert (status, answer["error"]["code"]) == (403, "forbidden")
    assert "viewer" in answer["error"]["message"]
    assert Version.objects.count() == 0


def test_a_life_draft_live_paused_live_archived(caller: Calling, live: dict[str, Any]) -> None:
    bob = caller("bob")
    for act, state in (("pause", "paused"), ("resume", "live"), ("archive", "archived")):
        status, answer = bob.post(f"journeys/welcome/{act}")
        assert (status, answer["state"]) == (200, state)
        assert bob.post(f"journeys/welcome/{act}")[0] == 409
    assert bob.post("journeys/welcome/publish", {})[0] == 409
    assert bob.get("journeys")[1]["results"] == []
    assert len(bob.get("journeys?state=archived")[1]["results"]) == 1


@pytest.mark.parametrize("body", [{"due": "later"}, {"due": "spread", "spread": "an hour"}])
def test_an_odd_resumption_is_refused(
    caller: Calling, live: dict[str, Any], body: dict[str, str]
) -> None:
    caller("bob").post("journeys/welcome/pause")
    assert caller("bob").post("journeys/welcome/resume", body)[0] == 400
    assert caller("vera").get("journeys/welcome")[1]["state"] == "paused"


def test_only_an_unpublished_journey_is_deleted(caller: Calling, live: dict[str, Any]) -> None:
    caller("bob").post("journeys", {"name": "Scrap"})
    assert caller("bob").call("delete", "journeys/scrap")[0] == 204
    assert caller("bob").get("journeys/scrap")[0] == 404
    assert caller("bob").call("delete", "journeys/welcome")[0] == 409


def test_enrolling_puts_an_item_per_customer_into_the_inbox(
    caller: Calling, live: dict[str, Any], shop: Shop
) -> None:
    status, answer = caller("bob").post(
        "journeys/welcome/enrol", {"user_id": "dora", "data": {"plan": "gold"}}
    )
    assert (status, answer["count"]) == (202, 1)
    people = [{"user_id": f"user{n}", "data": {"n": n}} for n in range(3)]
    assert caller("bob").post("journeys/welcome/enrol", {"customers": people})[1]["count"] == 3
    rows = Inbox.objects.filter(workspace_id=shop.workspace.id, kind=Kind.ENROL)
    assert rows.count() == 4


def test_the_same_call_by_key_enrols_once(caller: Calling, live: dict[str, Any]) -> None:
    body = {"user_id": "dora", "key": "order-7"}
    for _ in range(2):
        assert caller("bob").post("journeys/welcome/enrol", body)[0] == 202
    assert len(set(Inbox.objects.values_list("body", flat=True))) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"user_id": ""},
        {"user_id": 7},
        {"user_id": "a", "customers": []},
        {"customers": []},
        {"customers": [{"user_id": "a"}] * 1001},
        {"customers": [{"data": {}}]},
        {"user_id": "a", "data": [1]},
        {"user_id": "a", "trigger": "none"},
    ],
)
def test_odd_enrolments_are_refused_and_nothing_is_stored(
    caller: Calling, live: dict[str, Any], body: Any
) -> None:
    assert caller("bob").post("journeys/welcome/enrol", body)[0] == 400
    assert Inbox.objects.count() == 0


def test_a_draft_takes_no_customers(caller: Calling, draft: dict[str, Any]) -> None:
    assert caller("bob").post("journeys/welcome/enrol", {"user_id": "a"})[0] == 409


def test_the_catalogue_has_every_kind_with_a_form(caller: Calling) -> None:
    status, answer = caller("vera").get("catalogue")
    assert status == 200
    assert {"event", "api", "schedule", "date"} <= {kind["kind"] for kind in answer["triggers"]}
    assert len(answer["steps"]) >= 10
    for kind in [*answer["triggers"], *answer["steps"]]:
        assert kind["title"]
        assert kind["help"]
        assert kind["schema"]["type"] == "object"
    assert answer["journey_schema"]["$defs"]


def test_every_ready_made_journey_is_published_paused_and_resumed(
    caller: Calling, shop: Shop
) -> None:
    a_customer(shop.workspace.id, "dora", birthday="1990-03-02", birth_date="1990-03-02")
    bob = caller("bob")
    for entry in bob.get("gallery")[1]:
        slug = entry["slug"]
        bob.post("journeys", {"name": entry["title"], "gallery": slug})
        for act, status in (("publish", 201), ("pause", 200), ("resume", 200), ("archive", 200)):
            found, answer = bob.post(f"journeys/{slug}/{act}")
            assert found == status, (slug, act, answer)
    assert not TriggerTimer.objects.exists()
    bob.post("journeys", {"name": "Birthday", "gallery": "birthday"})
    bob.post("journeys/birthday-2/publish")
    assert TriggerTimer.objects.count() == 1
    assert CustomerDate.objects.get().day == 302
