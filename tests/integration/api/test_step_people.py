"""Who stands, passed, was refused or failed at a step; numbers of a period; ending a run."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from journeys.engine import counts
from journeys.models import Journey, Version
from tests.builders import document, mail, wait_for
from tests.integration.api.rows import a_customer, a_run
from tests.integration.api.test_engine import Driven
from tests.people import Caller, Shop
from workspaces import keys
from workspaces.actions.keys import create_key
from workspaces.models import Role
from workspaces.permissions import Actor

Calling = Callable[[str], Caller]
CART = document(
    {
        "hold": wait_for("purchase", "PT1H", {"timeout": "remind", "purchase": "thank"}),
        "remind": mail(),
        "thank": mail(),
    }
) | {"triggers": {"call": {"kind": "api", "config": {}, "next": "hold"}}, "name": "Cart"}
NAMES = ("ann", "ben", "cara", "dan")


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
    made = Caller(key=text)
    assert made.post("journeys", {"name": "Cart", "document": CART})[0] == 201
    status, answer = made.post("journeys/cart/publish")
    assert status == 201, answer
    return made


def enter(api: Caller, driven: Driven, *names: str) -> None:
    people = [{"user_id": name} for name in names]
    assert api.post("journeys/cart/enrol", {"customers": people})[0] == 202
    driven.settle()


def people(api: Caller, step: str, **query: str) -> list[dict[str, Any]]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    status, answer = api.get(f"journeys/cart/steps/{step}/customers?{asked}")
    assert status == 200, answer
    return list(answer["results"])


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["user_id"] for row in rows]


def test_who_stands_passed_by_which_port_and_after_how_long(api: Caller, driven: Driven) -> None:
    enter(api, driven, *NAMES)
    driven.wait(minutes=14)
    driven.post("purchase", "ben")
    driven.settle()
    [ben] = people(api, "hold", what="passed", port="purchase")
    assert (ben["user_id"], ben["cause"], ben["port"]) == ("ben", "event:purchase", "purchase")
    assert ben["arrived_at"] < ben["at"]
    assert ben["at"][:16] == "2026-03-02T12:14"
    assert ben["status"] == "completed"
    standing = people(api, "hold")
    assert sorted(names(standing)) == ["ann", "cara", "dan"]
    assert {row["awaits"][0] for row in standing} == {"purchase"}
    assert all(row["until"] and row["arrived_at"] for row in standing)
    driven.wait(hours=1)
    assert len(people(api, "hold", what="passed")) == 4
    assert len(people(api, "hold", what="passed", port="timeout")) == 3
    assert people(api, "hold") == []


def test_the_list_is_paged_and_nobody_is_shown_twice(api: Caller, driven: Driven) -> None:
    for name in NAMES:
        enter(api, driven, name)
        driven.wait(hours=1, minutes=7)
    seen: list[str] = []
    cursor = ""
    for _ in range(6):
        path = f"journeys/cart/steps/hold/customers?what=passed&limit=1&cursor={cursor}"
        answer = api.get(path)[1]
        seen += names(answer["results"])
        cursor = answer["next"]
        if not cursor:
            break
    assert seen == list(reversed(NAMES))


def test_one_person_is_found_by_an_id(api: Caller, driven: Driven) -> None:
    enter(api, driven, *NAMES)
    driven.wait(hours=2)
    assert names(people(api, "hold", what="passed", search="ben")) == ["ben"]
    assert people(api, "hold", what="passed", search="nobody") == []
    assert people(api, "hold", what="standing", search="ben") == []


def test_a_refused_entry_is_counted_and_listed_with_its_reason(api: Caller, driven: Driven) -> None:
    enter(api, driven, "ann")
    driven.wait(minutes=1)
    enter(api, driven, "ann")
    [ann] = people(api, "call", what="refused")
    assert (ann["user_id"], ann["reason"], ann["run_id"]) == ("ann", "rule", None)
    counters = api.get("journeys/cart/counters")[1]
    assert counters["steps"]["call"]["refused"] == 1


def test_a_message_that_was_refused_or_failed_is_listed(api: Caller, driven: Driven) -> None:
    enter(api, driven, "ann", "ben")
    driven.wait(hours=2)
    driven.connection.execute(
        "update message set status = 7, reason = 'topic_unsubscribed', changed_at = %s,"
        ' detail = \'{"topic": "cart"}\' where customer_id = %s',
        (driven.now, driven.customer("ann")),
    )
    driven.connection.execute(
        "update message set status = 8, reason = 'no such host', changed_at = %s"
        " where customer_id = %s",
        (driven.now, driven.customer("ben")),
    )
    [ann] = people(api, "remind", what="refused")
    assert (ann["user_id"], ann["reason"]) == ("ann", "topic_unsubscribed")
    assert ann["detail"] == {"topic": "cart"}
    [ben] = people(api, "remind", what="failed")
    assert (ben["user_id"], ben["reason"]) == ("ben", "no such host")


def test_a_run_that_is_under_way_is_ended_by_hand(api: Caller, driven: Driven) -> None:
    enter(api, driven, "ann")
    [ann] = people(api, "hold")
    assert api.post(f"runs/{ann['run_id']}/end")[0] == 202
    driven.settle()
    assert api.get(f"runs/{ann['run_id']}")[1]["status"] == "ended"
    assert people(api, "hold") == []
    [left] = people(api, "hold", what="passed")
    assert (left["port"], left["cause"]) == ("$exit", "order")
    assert api.post(f"runs/{ann['run_id']}/end")[0] == 409


def test_numbers_of_periods_add_up_to_the_whole_and_equal_the_log(
    api: Caller, driven: Driven
) -> None:
    for number, name in enumerate(NAMES * 3):
        enter(api, driven, f"{name}-{number}")
        if number % 3:
            driven.post("purchase", f"{name}-{number}")
        driven.wait(hours=5, minutes=11)
    begun, hours = driven.now - timedelta(hours=70), range(0, 84, 12)
    path = "journeys/cart/counters"
    edges = [(begun + timedelta(hours=each)).isoformat()[:19] + "Z" for each in hours]
    parts = [api.get(f"{path}?from={a}&to={b}")[1] for a, b in pairwise(edges)]
    whole = api.get(path)[1]
    for step in ("call", "hold", "remind", "thank"):
        for metric in ("entered", "left"):
            summed = sum(part["steps"][step][metric] for part in parts)
            assert summed == whole["steps"][step][metric] > 0
    assert whole["steps"]["hold"]["ports"] == log(driven, "hold")
    assert sum(part["runs"]["entered"] for part in parts) == 12
    for edge, part in zip(edges, parts, strict=False):
        rows = people(api, "hold", what="passed", **{"from": edge, "to": part["until"]})
        assert len(rows) == part["steps"]["hold"]["left"]
    series = api.get(f"{path}/entries?from={edges[0]}")[1]
    assert (series["seconds"], sum(series["entered"])) == (3600, 12)


def test_numbers_that_were_joined_into_days_lead_to_the_same_people(
    api: Caller, driven: Driven
) -> None:
    for name in NAMES:
        enter(api, driven, name)
        driven.wait(hours=7)
    before = people(api, "hold", what="passed")
    driven.wait(days=9)
    assert counts.fold(driven.connection) > 0
    assert counts.compact(driven.connection, driven.now) > 0
    assert people(api, "hold", what="passed") == before
    since = (driven.now - timedelta(days=10, hours=3)).isoformat()[:19] + "Z"
    part = api.get(f"journeys/cart/counters?from={since}")[1]
    rows = people(api, "hold", what="passed", **{"from": since})
    assert len(rows) == part["steps"]["hold"]["left"] > 0


def log(driven: Driven, step: str) -> dict[str, int]:
    rows = driven.rows(
        "select port, count(*) from step_log where step = %s and port <> '' group by 1", step
    )
    return {port: int(n) for port, n in rows}


def test_a_version_has_its_own_numbers(api: Caller, driven: Driven) -> None:
    enter(api, driven, "ann")
    assert api.post("journeys/cart/publish")[0] == 201
    enter(api, driven, "ben", "cara")
    first = api.get("journeys/cart/counters?version=1")[1]
    second = api.get("journeys/cart/counters?version=2")[1]
    assert (first["runs"]["active"], second["runs"]["active"]) == (1, 2)
    assert first["steps"]["hold"]["waiting"] == 1
    assert names(people(api, "hold", version="1")) == ["ann"]


@pytest.mark.parametrize(
    "query",
    ["from=yesterday", "to=2026-03-01", "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
     "version=9", "version=one", "from=9999-99-99T00:00:00Z"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["counters", "counters/entries", "steps/hold/customers"])
def test_an_odd_period_is_refused_in_words(
    caller: Calling, shop: Shop, path: str, query: str
) -> None:
    a_journey(shop)
    status, answer = caller("vera").get(f"journeys/cart/{path}?{query}")
    assert status == 400
    assert answer["error"]["problems"][0]["path"] in ("/from", "/to", "/version")


def test_what_is_asked_for_must_be_known(caller: Calling, shop: Shop) -> None:
    a_journey(shop)
    vera = caller("vera")
    assert vera.get("journeys/cart/steps/hold/customers?what=odd")[0] == 400
    odd = "steps/hold/customers?what=passed&cursor=WyJ4IiwgInkiXQ"
    assert vera.get(f"journeys/cart/{odd}")[0] == 400


def test_viewers_see_and_do_not_end_strangers_see_nothing(
    caller: Calling, shop: Shop, charlie: Any
) -> None:
    journey = a_journey(shop)
    run = a_run(journey, a_customer(shop.workspace.id, "dora"), step="hold")
    assert len(caller("vera").get("journeys/cart/steps/hold/customers")[1]["results"]) == 1
    assert caller("vera").post(f"runs/{run.id}/end")[0] == 403
    stranger = Caller(charlie, "charlies-shop")
    for path in ("counters", "counters/entries", "steps/hold/customers"):
        assert stranger.get(f"journeys/cart/{path}")[0] == 404
    assert stranger.post(f"runs/{run.id}/end")[0] == 404


def a_journey(shop: Shop) -> Journey:
    made = Journey.objects.create(workspace=shop.workspace, slug="cart", name="Cart", state="live")
    made.live_version = Version.objects.create(journey=made, number=1, document=CART)
    made.save()
    return made
