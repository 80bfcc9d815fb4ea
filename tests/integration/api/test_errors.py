"""The one error shape, for every way a request can fail; nothing is stored half."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from journeys.models import Journey
from tests.people import Caller, Shop, check_error
from workspaces.api import throttling

Calling = Callable[[str], Caller]


def send(
    shop: Shop, raw: bytes, content_type: str = "application/json", method: str = "POST"
) -> tuple[int, Any]:
    client = Client()
    client.force_login(shop.bob, "allauth.account.auth_backends.AuthenticationBackend")
    response = client.generic(
        method,
        "/api/v1/journeys",
        raw,
        content_type=content_type,
        headers={"X-Workspace": shop.workspace.slug},
    )
    answer = json.loads(response.content)
    check_error(answer)
    return response.status_code, answer["error"]


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"",
        b"\xff\xfe",
        b'{"name": NaN}',
        b'{"name": 1e999}',
        b'{"name": "a\\u0000b"}',
        b'{"name": "\\ud800"}',
        b"[" * 100_000,
        b'{"name": ' + b"1" * 5000 + b"}",
        b'{"name": "x", "document": ' + b'{"a":' * 500 + b"1" + b"}" * 500 + b"}",
        b'{"name": "' + b"x" * 201 + b'"}',
        b"[]",
        b"7",
        b'"text"',
        b"null",
    ],
)
def test_a_malformed_body_is_400_and_stores_nothing(shop: Shop, raw: bytes) -> None:
    status, _ = send(shop, raw)
    assert status == 400
    assert not Journey.objects.exists()


def test_a_body_that_is_too_large_is_413(shop: Shop, settings: Any) -> None:
    settings.SOJOURN_API_BODY_LIMIT = 1000
    status, error = send(shop, b'{"name": "' + b"x" * 1000 + b'"}')
    assert (status, error["code"]) == (413, "too_large")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "a/b"])
def test_another_media_type_is_415(shop: Shop, content_type: str) -> None:
    status, error = send(shop, b"name=x", content_type)
    assert (status, error["code"]) == (415, "unsupported_media_type")


def test_a_method_that_is_not_there_is_405(shop: Shop) -> None:
    status, error = send(shop, b"{}", method="DELETE")
    assert (status, error["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize("path", ["nothing", "journeys/x/y/z", "../../etc", "keys/abc", ""])
def test_an_address_that_is_none_is_404_for_every_method(shop: Shop, path: str) -> None:
    for method in ("get", "post", "delete"):
        status, answer = Caller(shop.bob, shop.workspace.slug).call(method, path)
        assert (status, answer["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("query", ["journeys?search=%00", "journeys/a%00b", "events?name=%00"])
def test_nul_in_an_address_is_refused(caller: Calling, query: str) -> None:
    assert caller("vera").get(query)[0] == 400


def test_a_write_without_the_pages_token_is_403(shop: Shop) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(shop.bob, "allauth.account.auth_backends.AuthenticationBackend")
    headers = {"X-Workspace": shop.workspace.slug}
    body = json.dumps({"name": "x"})
    plain = client.post("/api/v1/journeys", body, "application/json", headers=headers)
    check_error(plain.json())
    assert plain.status_code == 403
    client.get("/api/v1/me")
    token = client.cookies["csrftoken"].value
    headers["X-CSRFToken"] = token
    assert (
        client.post("/api/v1/journeys", body, "application/json", headers=headers).status_code
        == 201
    )


def test_too_many_calls_are_429_with_a_time(shop: Shop, settings: Any) -> None:
    throttling.window.begin()
    settings.SOJOURN_API_PER_MINUTE = 3
    client = Client()
    client.force_login(shop.vera, "allauth.account.auth_backends.AuthenticationBackend")
    for _ in range(3):
        assert client.get("/api/v1/me").status_code == 200
    response = client.get("/api/v1/me")
    check_error(response.json())
    assert (response.status_code, response.json()["error"]["code"]) == (429, "throttled")
    assert 0 < int(response["Retry-After"]) <= 61
    throttling.window.begin()


def test_what_nobody_foresaw_is_500_in_the_same_shape(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("workspaces.access.workspaces_of", broken)
    client = Client(raise_request_exception=False)
    client.force_login(shop.vera, "allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/api/v1/me")
    check_error(response.json())
    assert response.status_code == 500
    assert b"secret detail" not in response.content
