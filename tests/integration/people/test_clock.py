"""The only clock: the wall's, or a row that only moves forward."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from workspaces import clock
from workspaces.models import Clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_it_is_the_wall_clock_by_itself() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251
    with pytest.raises(RuntimeError, match="SOJOURN_CLOCK=driven"):
        clock.advance(NOON)


def test_driven_it_stands_where_it_was_put_and_never_goes_back(db: None, settings: Any) -> None:
    settings.SOJOURN_CLOCK = "driven"
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251
    assert clock.advance(NOON) == NOON
    assert clock.now() == NOON
    assert clock.advance(NOON - timedelta(days=1)) == NOON
    assert clock.advance(NOON + timedelta(hours=1)) == NOON + timedelta(hours=1)
    assert Clock.objects.count() == 1
