"""A workspace with a mail to send, ears for the reports, and one batch of delivery."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from channels_app import contracts, signals
from channels_app.contracts import Report
from channels_app.delivery.claim import Claimer
from channels_app.delivery.connect import connect
from channels_app.delivery.run import Deliverer, Done
from tests.integration.channels.outbox_rows import NOW
from workspaces.models import Workspace

CONTENT: dict[str, Any] = {
    "subject": "Hello {{ customer.first_name }}",
    "html": '<p>Hello {{ customer.first_name }}</p><a href="{{ unsubscribe_url }}">Stop</a>',
}

Deliver = Callable[..., Done]


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(contracts._Registered, "content", lambda version, step, channel: CONTENT)
    monkeypatch.setattr(contracts._Registered, "paused", None)
    return Workspace.objects.create(
        id=1, name="Tea shop", slug="tea", sender_name="Tea", sender_email="tea@example.com"
    )


@pytest.fixture
def reports() -> Iterator[list[Report]]:
    """What the channels reported, in place of the journeys that would hear it."""
    heard: list[Report] = []

    def hear(reports: list[Report], **_: Any) -> None:
        heard.extend(reports)

    others, signals.message_reported.receivers = signals.message_reported.receivers, []
    signals.message_reported.connect(hear)
    yield heard
    signals.message_reported.receivers = others


@pytest.fixture
def deliver() -> Deliver:
    """One batch, as a worker would do it, with the clock at `at`."""

    def once(size: int = 1000, at: datetime = NOW) -> Done:
        with connect() as connection:
            return Deliverer(Claimer("test", range(64)), lambda _: at).run_once(connection, size)

    return once
