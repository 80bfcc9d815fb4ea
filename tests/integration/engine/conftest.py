from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.engine.shop import Shop


@pytest.fixture
def shop(transactional_db: None, settings: Any) -> Iterator[Shop]:
    """Charlie's shop under the driven clock; real commits, on connections of its own."""
    settings.SOJOURN_CLOCK = "driven"
    made = Shop()
    yield made
    made.close()
