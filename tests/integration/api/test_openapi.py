"""The description of the API: valid, complete, and true."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from tests.people import Shop
from workspaces.actions.keys import create_key

KEPT = Path(settings.BASE_DIR) / "openapi.json"
FEW = hypothesis_settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("api") / "openapi.json"
    call_command("spectacular", "--format", "openapi-json", "--file", str(file), "--fail-on-warn")
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method in METHODS:
            if method in methods:
                yield f"{method} {path}", methods[method]


def test_it_is_valid_openapi_3_1(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    validate_schema(described)  # type: ignore[no-untyped-call]


def test_every_operation_has_a_name_a_sentence_and_the_error_shape(
    described: dict[str, Any],
) -> None:
    seen = set()
    for name, operation in operations(described):
        assert operation["operationId"] not in seen
        seen.add(operation["operationId"])
        assert operation["description"], name
        assert operation["responses"]["default"], name
        assert operation["tags"] != ["api"], name
    assert len(seen) > 50


def test_the_interfaces_copy_is_up_to_date(described: dict[str, Any]) -> None:
    assert json.loads(KEPT.read_text()) == described, "Run `make openapi`."


def test_the_description_and_its_page_are_served_from_here(db: None, client: Client) -> None:
    assert client.get("/api/v1/schema").status_code == 200
    page = client.get("/api/v1/docs").content.decode()
    assert "/static/drf_spectacular_sidecar/" in page
    assert "https://" not in page.replace("https://www.w3.org", "")


@pytest.fixture
def kept_connection(db: None) -> Iterator[None]:
    """The test's transaction lives on its connection, which no request may close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("kept_connection")
def test_generated_calls_are_answered_as_described(shop: Shop, described: dict[str, Any]) -> None:
    """Schemathesis makes up calls from the description, some for every operation."""
    _, key = create_key(shop.owner, "made up", "secret")
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    checks = [not_a_server_error, response_schema_conformance]

    def one(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=checks)

    for found in schema.get_all_operations():
        strategy = found.ok().as_strategy()  # type: ignore[union-attr]
        # `given` wants a function of its own per operation.
        FEW(given(case=strategy)(one))()
