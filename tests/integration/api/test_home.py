"""The first page's numbers, one event, and the timeline by type."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from journeys.actions.documents import create_journey
from journeys.api.home import midnight
from journeys.models import CounterDelta, Journey, Worker
from tests.integration.api.rows import a_customer, a_message, a_parked_item, an_event
from tests.integration.api.test_journeys import GOOD
from tests.people import Caller, Shop
from workspaces.clock import now

Calling = Callable[[str], Caller]


def counted(journey: Journey, **metrics: int) -> None:
    place = {"journey_id": journey.id, "version_id": 1, "step": "", "port": ""}
    for metric, n in metrics.items():
        CounterDelta.objects.create(**place, metric=metric, hour=now(), n=n)


def test_a_day_begins_at_midnight_in_the_workspaces_zone() -> None:
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert midnight(moment, "Europe/Warsaw") == datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
    assert midnight(moment, "UTC") == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_the_first_page_counts_runs_and_problems(shop: Shop, caller: Calling) -> None:
    journey = create_journey(shop.owner, "Welcome", GOOD)
    customer = a_customer(shop.workspace.id, "dora")
    counted(journey, run_entered=5, run_failed=1, run_completed=2, sent=4, refused=3, failed=6)
    a_message(customer, status=12)
    a_parked_item(customer)
    status, numbers = caller("vera").get("home")
    assert status == 200
    assert (numbers["runs_active"], numbers["runs_failed"]) == (2, 1)
    assert (numbers["entered_today"], numbers["messages_today"]) == (5, 4)
    assert numbers["problems"] == 3
    assert numbers["journeys_live"] == 0
    assert (numbers["ended_today"], numbers["refused_today"], numbers["failed_today"]) == (2, 3, 6)
    assert numbers["hours"]["entered"][-1] == 5
    troubles = {(each["kind"], each["count"], each["journey"]) for each in numbers["troubles"]}
    assert troubles == {
        ("no_worker", 1, None),
        ("parked", 1, None),
        ("held", 1, None),
        ("failed_runs", 1, "welcome"),
        ("failed_messages", 6, None),
    }


@pytest.mark.django_db
def test_a_worker_that_lives_is_no_trouble(shop: Shop, caller: Calling) -> None:
    Worker.objects.create(name="w", host="h", pid=1, started_at=now(), seen_at=now())
    _, numbers = caller("vera").get("home")
    assert (numbers["workers"], numbers["troubles"], numbers["inbox"]) == (1, [], 0)


@pytest.mark.django_db
def test_one_event_is_found_by_its_id(shop: Shop, caller: Calling) -> None:
    event = an_event(a_customer(shop.workspace.id, "dora"), "page", url="/")
    _, found = caller("vera").get(f"events/{event.id}")
    assert (found["name"], found["user_id"]) == ("page", "dora")


@pytest.mark.django_db
def test_the_timeline_shows_one_type_when_asked(shop: Shop, caller: Calling) -> None:
    customer = a_customer(shop.workspace.id, "dora")
    an_event(customer, "page")
    a_message(customer)
    path = f"customers/{customer.id}/timeline"
    _, page = caller("vera").get(f"{path}?type=message")
    assert [entry["type"] for entry in page["results"]] == ["message"]
    status, _ = caller("vera").get(f"{path}?type=walk")
    assert status == 400
