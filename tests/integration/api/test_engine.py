"""From a call of the API through a real drain: enrolling, retrying, publishing under way."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import document, mail, wait_for
from tests.integration.engine.shop import Shop
from tests.people import Caller
from workspaces import keys
from workspaces.actions.keys import create_key
from workspaces.models import Role
from workspaces.permissions import Actor

CALLED = document(
    {"hold": wait_for("purchase", "PT1H", {"timeout": "remind"}), "remind": mail()},
) | {"triggers": {"call": {"kind": "api", "config": {}, "next": "hold"}}, "name": "Called"}


class Driven(Shop):
    """Calls of the API take their time, so the leases are renewed before each drain."""

    def settle(self, most: int = 1000) -> int:
        self.drain.leases.balance(self.connection)
        return super().settle(most)


@pytest.fixture
def driven(transactional_db: None, settings: Any) -> Iterator[Driven]:
    settings.SOJOURN_CLOCK = "driven"
    keys.forget()
    made = Driven()
    yield made
    made.close()


@pytest.fixture
def api(driven: Driven) -> Caller:
    _, text = create_key(Actor(driven.workspace, Role.OWNER), "CI", "secret")
    return Caller(key=text)


def live(api: Caller) -> None:
    status, answer = api.post("journeys", {"name": "Called", "document": CALLED})
    assert status == 201, answer
    status, answer = api.post("journeys/called/publish")
    assert status == 201, answer


def test_an_enrolled_customer_stands_at_the_first_step(api: Caller, driven: Driven) -> None:
    live(api)
    assert api.post("journeys/called/enrol", {"user_id": "dora", "data": {"cart": 7}})[0] == 202
    driven.settle()
    [person] = api.get("journeys/called/steps/hold/customers")[1]["results"]
    assert person["user_id"] == "dora"
    counters = api.get("journeys/called/counters")[1]
    assert counters["runs"]["entered"] == counters["runs"]["active"] == 1
    assert counters["steps"]["hold"]["waiting"] == 1
    run = api.get(f"runs/{person['run_id']}")[1]
    assert run["entry"]["properties"] == {"cart": 7}
    driven.wait(hours=1)
    run = api.get(f"runs/{person['run_id']}")[1]
    assert run["status"] == "completed"
    assert [(move["step"], move["port"]) for move in run["moves"]] == [
        ("call", "out"),
        ("hold", ""),
        ("hold", "timeout"),
        ("remind", "out"),
    ]
    types = {entry["type"] for entry in api.get("customers/dora/timeline")[1]["results"]}
    assert types >= {"move", "message"}


def test_the_same_key_twice_is_one_run(api: Caller, driven: Driven) -> None:
    live(api)
    for _ in range(2):
        api.post("journeys/called/enrol", {"user_id": "dora", "key": "order-7"})
        driven.settle()
    assert len(api.get("journeys/called/runs")[1]["results"]) == 1


def test_s15_failed_runs_are_retried_from_their_step(api: Caller, driven: Driven) -> None:
    live(api)
    people = [{"user_id": name} for name in ("dora", "eve")]
    api.post("journeys/called/enrol", {"customers": people})
    driven.settle()
    driven.connection.execute(
        "update run set status = 4, due_at = null, awaits = '{}', ended_at = now()"
    )
    failed = api.get("journeys/called/runs?status=failed")[1]["results"]
    assert [run["step"] for run in failed] == ["hold", "hold"]
    assert api.post(f"runs/{failed[0]['id']}/retry")[0] == 202
    driven.settle()
    assert len(api.get("journeys/called/runs?status=active")[1]["results"]) == 1
    assert api.post(f"runs/{failed[0]['id']}/retry")[0] == 409
    assert api.post("journeys/called/runs/retry", {"step": "hold"})[1]["count"] == 1
    driven.settle()
    assert len(api.get("journeys/called/runs?status=active")[1]["results"]) == 2


def test_s21_a_new_version_is_for_those_who_enter_after_it(api: Caller, driven: Driven) -> None:
    live(api)
    api.post("journeys/called/enrol", {"user_id": "dora"})
    driven.settle()
    changed = CALLED | {"steps": {"hold": mail()}}
    api.call("put", "journeys/called/draft", {"document": changed, "base_revision": 0})
    assert api.post("journeys/called/publish", {"base_revision": 1})[0] == 201
    api.post("journeys/called/enrol", {"user_id": "eve"})
    driven.settle()
    runs = {run["user_id"]: run for run in api.get("journeys/called/runs")[1]["results"]}
    assert (runs["dora"]["version"], runs["dora"]["status"]) == (1, "active")
    assert (runs["eve"]["version"], runs["eve"]["status"]) == (2, "completed")
