"""A server with websockets, and Alice's shop behind it."""

from collections.abc import Iterator

import pytest
from django.db import connection

from config.asgi import application
from tests.integration.live.pages import Place
from tests.serving import serving


@pytest.fixture(scope="module")
def host(django_db_setup: None) -> Iterator[str]:
    # The threads of the server leave no connection behind that would outlive the test database.
    kept, connection.settings_dict["CONN_MAX_AGE"] = connection.settings_dict["CONN_MAX_AGE"], 0
    with serving(application) as host:
        yield host
    connection.settings_dict["CONN_MAX_AGE"] = kept


@pytest.fixture
def place(host: str, transactional_db: None) -> Iterator[Place]:
    place = Place(host)
    with place.open:
        yield place
