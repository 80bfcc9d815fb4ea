"""Segment's own client library, unchanged, pointed at us."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from segment.analytics.client import Client as Segment

from config.asgi import application
from tests.integration.ingest.conftest import Rows, Shop
from tests.serving import serving

Inbox = Callable[[], Rows]


@pytest.fixture(scope="module")
def address(django_db_setup: None) -> Iterator[str]:
    with serving(application) as host:
        yield f"http://{host}"


def sender(shop: Shop, address: str, failures: list[Any], **options: Any) -> Segment:
    def on_error(error: Exception, items: list[Any]) -> None:
        failures.append((error, items))

    return Segment(shop.write_key, host=address, on_error=on_error, max_retries=1, **options)


@pytest.mark.parametrize("gzip", [False, True])
def test_the_python_library_is_served(shop: Shop, address: str, inbox: Inbox, gzip: bool) -> None:
    failures: list[Any] = []
    library = sender(shop, address, failures, gzip=gzip)
    when = datetime(2024, 5, 1, 10, tzinfo=UTC)
    library.identify("u1", {"city": "Łódź", "born": datetime(1990, 2, 28, tzinfo=UTC)})
    library.track("u1", "Order Done", {"total": 12.5}, timestamp=when)
    library.page("u1", "Shop", "Cart", {"url": "/cart"})
    library.screen("u1", "Shop", "Cart")
    library.group("u1", "g1", {"plan": "x"})
    library.alias("anonymous-1", "u1")
    library.track(event="Seen", anonymous_id="a1")
    library.shutdown()
    assert failures == []
    bodies = [row["body"] for row in inbox()]
    names = ["$identify", "Order Done", "$page", "$screen", "$group", "$alias", "Seen"]
    assert [body["name"] for body in bodies] == names
    assert bodies[0]["properties"] == {"city": "Łódź", "born": "1990-02-28T00:00:00+00:00"}
    assert bodies[1]["properties"] == {"total": 12.5}
    assert bodies[2]["properties"] == {"url": "/cart", "name": "Cart", "category": "Shop"}
    assert bodies[5]["previous_id"] == "anonymous-1"
    assert bodies[6]["anonymous_id"] == "a1"
    assert all(body["message_id"] for body in bodies)
    assert bodies[1]["context"]["library"]["name"] == "analytics-python"


def test_many_events_arrive_in_their_order(shop: Shop, address: str, inbox: Inbox) -> None:
    failures: list[Any] = []
    library = sender(shop, address, failures, upload_interval=0.01)
    for number in range(1000):
        library.track("u1", f"e{number}")
    library.shutdown()
    assert failures == []
    assert [row["body"]["name"] for row in inbox()] == [f"e{number}" for number in range(1000)]


def test_the_library_writes_nan_and_only_that_item_is_refused(
    shop: Shop, address: str, inbox: Inbox
) -> None:
    failures: list[Any] = []
    library = sender(shop, address, failures, upload_size=3, upload_interval=1)
    for value in (1.0, float("nan"), 2.0):
        library.track("u1", "e", {"value": value})
    library.shutdown()
    assert failures == []
    assert [row["body"]["properties"]["value"] for row in inbox()] == [1.0, 2.0]


def test_a_wrong_key_reaches_the_library_s_error_handler(shop: Shop, address: str) -> None:
    failures: list[Any] = []
    library = sender(shop, address, failures)
    library.write_key = "wk_wrong"
    for consumer in library.consumers:
        consumer.write_key = "wk_wrong"
    library.track("u1", "e")
    library.shutdown()
    ((error, items),) = failures
    assert "401" in str(error)
    assert len(items) == 1
