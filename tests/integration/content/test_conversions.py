"""A purchase is put down to the last message that was clicked, or sent, within the days before."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from channels_app.models import Engagement, Message
from channels_app.tracking.rules import change_rules
from journeys.actions.documents import create_journey
from journeys.models import Customer, Event, Journey
from tests.builders import document, mail
from tests.integration.api.rows import a_customer
from tests.people import Caller, Shop

AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PATH = "conversions?from=2026-03-01T00:00:00Z&to=2026-03-31T00:00:00Z"


@pytest.fixture
def journey(shop: Shop) -> Journey:
    return create_journey(shop.owner, "Cart", document({"first": mail("second"), "second": mail()}))


@pytest.fixture
def dora(shop: Shop) -> Customer:
    return a_customer(shop.workspace.id, "dora")


def sent(dora: Customer, journey: Journey, step: str, at: datetime) -> Message:
    return Message.objects.create(
        lane=dora.lane, id=f"{step}:{at.isoformat()}", workspace_id=dora.workspace_id,
        customer_id=dora.id, journey_id=journey.id, step=step, channel="email", recipient="x",
        status=3, due_at=at, created_at=at, sent_at=at,
    )  # fmt: skip


def clicked(message: Message, at: datetime, machine: bool = False) -> None:
    Engagement.objects.create(
        lane=message.lane, message_id=message.id, what="clicked", link=str(machine),
        workspace_id=message.workspace_id, customer_id=message.customer_id, machine=machine,
        first_at=at, last_at=at,
    )  # fmt: skip


def bought(dora: Customer, at: datetime, number: int = 1, **properties: Any) -> None:
    Event.objects.create(
        lane=dora.lane, id=UUID(int=number), at=at, ts=at, workspace_id=dora.workspace_id,
        customer_id=dora.id, name="Order Completed", kind="track", message_id=str(number),
        properties=properties,
    )  # fmt: skip


def rows(api: Caller, path: str = PATH) -> list[tuple[Any, ...]]:
    status, answer = api.get(path)
    assert status == 200, answer
    names = ("step", "currency", "conversions", "revenue")
    return [tuple(row[name] for name in names) for row in answer["results"]]


def test_the_last_click_gets_it(caller: Any, shop: Shop, journey: Journey, dora: Customer) -> None:
    first, second = sent(dora, journey, "first", AT - 3 * DAY), sent(dora, journey, "second", AT)
    clicked(first, AT - 2 * DAY)
    clicked(second, AT + DAY, machine=True)
    bought(dora, AT + 2 * DAY, 1, revenue=30.5, currency="EUR")
    bought(dora, AT + 2 * DAY, 2, total="9.50", currency="EUR")
    bought(dora, AT + 2 * DAY, 3, revenue="a lot", currency="PLN")
    bought(dora, AT + 20 * DAY, 4, revenue=1000)
    api = caller("vera")
    assert rows(api) == [("first", "EUR", 2, 40.0), ("first", "PLN", 1, 0.0)]
    clicked(second, AT + DAY)
    assert {row[0] for row in rows(api)} == {"second"}
    assert rows(api, f"{PATH}&journey={journey.slug}") == rows(api)
    other = create_journey(shop.owner, "Other")
    assert rows(api, f"{PATH}&journey={other.slug}") == []


def test_by_window_the_last_that_was_sent(
    caller: Any, shop: Shop, journey: Journey, dora: Customer
) -> None:
    sent(dora, journey, "first", AT - DAY)
    sent(dora, journey, "second", AT + 3 * DAY)
    bought(dora, AT, 1, value=5)
    assert rows(caller("vera")) == []
    change_rules(shop.owner, {"attribution": {"by": "window", "days": 2}})
    assert rows(caller("vera")) == [("first", "", 1, 5.0)]
    change_rules(shop.owner, {"attribution": {"by": "window", "events": ["purchase"]}})
    assert rows(caller("vera")) == []


def test_a_period_that_is_none_is_refused(caller: Any, shop: Shop) -> None:
    for query in ("from=yesterday", "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
                  "from=2020-01-01T00:00:00Z&to=2026-03-01T00:00:00Z"):  # fmt: skip
        status, answer = caller("vera").get(f"conversions?{query}")
        assert status == 400, query
        assert answer["error"]["problems"][0]["path"] == "/from"
