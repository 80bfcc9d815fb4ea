"""What is refused, with the right status and the one error shape, and nothing stored half."""

import base64
import gzip
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings

from journeys.ingest.connection import parameters
from tests.integration.ingest.conftest import Client, Rows, Shop
from workspaces import keys

Inbox = Callable[[], Rows]
EVENT = {"userId": "u", "event": "e"}


def error_of(answer: Any) -> dict[str, Any]:
    """The error, after checking the one shape."""
    assert answer.headers["content-type"] == "application/json"
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) == {"code", "message", "problems"}
    assert error["message"].endswith(".")
    return error


async def test_every_place_for_the_key(client: Client, inbox: Inbox) -> None:
    key = client.shop.write_key
    bare = base64.b64encode(key.encode()).decode()
    for headers, body in (
        ({"authorization": f"Bearer {key}"}, EVENT),
        ({"authorization": "Basic " + base64.b64encode(f"{key}:".encode()).decode()}, EVENT),
        ({"authorization": f"basic {bare}"}, EVENT),
        ({}, {**EVENT, "writeKey": key}),
    ):
        answer = await client.post("/v1/track", body, headers=headers, auth=None)
        assert answer.status_code == 200
    answer = await client.post(
        "/v1/batch", {"batch": [{"type": "track", **EVENT}], "writeKey": key}, auth=None
    )
    assert answer.status_code == 200
    assert len(inbox()) == 5


@pytest.mark.parametrize("path", ["/v1/track", "/v1/batch"])
@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "unauthorized"),
        ({"authorization": "Basic !!!"}, "unauthorized"),
        ({"authorization": "Basic"}, "unauthorized"),
        ({"authorization": "Bearer "}, "unauthorized"),
        ({"authorization": "Digest x"}, "unauthorized"),
        ({"authorization": "Bearer wk_unknown"}, "unknown_key"),
        ({"authorization": "Bearer " + "k" * 5000}, "unknown_key"),
        ({"authorization": "Bearer \xff"}, "unknown_key"),
        ({"authorization": b"Basic " + base64.b64encode(b"\xff\xfe:")}, "unauthorized"),
    ],
)
async def test_without_a_good_key_it_is_401(
    client: Client, inbox: Inbox, path: str, headers: dict[str, Any], code: str
) -> None:
    headers = {k: v.encode("latin-1") if isinstance(v, str) else v for k, v in headers.items()}
    body = {**EVENT, "batch": [{"type": "track", **EVENT}]}
    answer = await client.post(path, body, headers=headers, auth=None)
    assert answer.status_code == 401
    assert error_of(answer)["code"] == code
    assert inbox() == []


async def test_a_nul_in_the_body_s_key_is_just_unknown(client: Client) -> None:
    answer = await client.post("/v1/track", {**EVENT, "writeKey": "a\0b"}, auth=None)
    assert answer.status_code == 401


async def test_a_secret_key_is_refused_with_the_reason(client: Client, inbox: Inbox) -> None:
    answer = await client.post("/v1/track", EVENT, auth=(client.shop.secret_key, ""))
    assert (answer.status_code, error_of(answer)["code"]) == (401, "secret_key")
    assert "secret key" in error_of(answer)["message"]
    assert inbox() == []


async def test_a_revoked_key_stops_when_its_answer_is_no_longer_fresh(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys.FRESH_FOR <= 5
    monkeypatch.setattr(keys, "FRESH_FOR", -1)
    assert (await client.track()).status_code == 200
    with psycopg.connect(**parameters()) as connection:
        connection.execute("update api_key set revoked_at = now()")
    answer = await client.track()
    assert (answer.status_code, error_of(answer)["code"]) == (401, "unknown_key")


async def test_the_use_of_a_key_is_noted(client: Client) -> None:
    await client.track()
    with psycopg.connect(**parameters()) as connection:
        (used,) = connection.execute("select count(last_used_at) from api_key").fetchone() or (0,)
    assert used == 1


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", ""),
        (b"{", ""),
        (b"[]", ""),
        (b"null", ""),
        (b"\xff", ""),
        (b'{"userId":"u","event":"e","properties":{"a":NaN}}', ""),
        (b'{"userId":"u","event":5}', "/event"),
        (b'{"event":"e"}', "/userId"),
        (b'{"userId":"u","event":"e","timestamp":"soon"}', "/timestamp"),
        (b'{"userId":"u","event":"a\\u0000"}', ""),
        (b'{"a":' + b"[" * 9000 + b"]" * 9000 + b"}", ""),
    ],
)
async def test_a_bad_single_event_is_400(
    client: Client, inbox: Inbox, body: bytes, path: str
) -> None:
    answer = await client.post("/v1/track", body)
    assert answer.status_code == 400
    error = error_of(answer)
    assert not error["problems"] or error["problems"][0]["path"] == path
    assert inbox() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"batch":null}', 400),
        (b'{"batch":{}}', 400),
        (b'{"batch":[{}', 400),
        (b'{"batch":[],"sentAt":"x"}', 400),
        (b'{"batch":[],"sentAt":5}', 400),
        (b'{"batch":[],"writeKey":5}', 400),
        (b'{"batch":[' + b"1," * 2500 + b"1]}", 413),
        (b'{"batch":[' + b" " * 512_000 + b"]}", 413),
    ],
)
async def test_a_bad_batch_is_refused_whole(client: Client, body: bytes, status: int) -> None:
    answer = await client.post("/v1/batch", body)
    assert answer.status_code == status
    error_of(answer)


async def test_an_empty_batch_is_nothing_to_do(client: Client) -> None:
    assert (await client.batch()).json() == {"success": True}


async def test_a_single_event_over_32_kb_is_413(client: Client, inbox: Inbox) -> None:
    answer = await client.track(properties={"a": "x" * 33_000})
    assert (answer.status_code, error_of(answer)["code"]) == (413, "too_large")
    assert inbox() == []


async def test_an_event_over_32_kb_is_refused_alone_in_its_batch(
    client: Client, inbox: Inbox
) -> None:
    item = {"type": "track", **EVENT}
    answer = await client.batch(item, {**item, "properties": {"a": "x" * 33_000}}, item)
    assert [(error["index"], error["code"]) for error in answer.json()["errors"]] == [
        (1, "too_large")
    ]
    assert len(inbox()) == 2


async def test_the_batch_limit_is_a_setting(
    client: Client, settings: LazySettings, inbox: Inbox
) -> None:
    settings.SOJOURN_BATCH_LIMIT_KIB = 5120
    item = {"type": "track", **EVENT, "properties": {"a": "x" * 30_000}}
    assert (await client.batch(*[item] * 100)).json() == {"success": True}
    assert len(inbox()) == 100


@pytest.mark.parametrize("path", ["/v1/track", "/v1/batch"])
async def test_a_zip_bomb_is_413(client: Client, path: str) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    for body in (bomb[:30_000], bomb):
        answer = await client.post(path, body, headers={"content-encoding": "gzip"})
        assert answer.status_code == 413
        error_of(answer)


async def test_broken_gzip_is_400_and_other_encodings_415(client: Client) -> None:
    answer = await client.post("/v1/track", b"{}", headers={"content-encoding": "gzip"})
    assert (answer.status_code, error_of(answer)["code"]) == (400, "bad_gzip")
    answer = await client.post("/v1/track", b"{}", headers={"content-encoding": "br"})
    assert answer.status_code == 415


async def test_too_fast_is_429_with_retry_after(
    client: Client, settings: LazySettings, inbox: Inbox
) -> None:
    settings.SOJOURN_EVENTS_PER_SECOND = 1
    codes = [(await client.track()).status_code for _ in range(4)]
    assert codes[:2] == [200, 200]
    answer = await client.track()
    assert (answer.status_code, error_of(answer)["code"]) == (429, "too_fast")
    assert int(answer.headers["retry-after"]) >= 1
    assert len(inbox()) == codes.count(200)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
async def test_other_methods_are_405(client: Client, method: str) -> None:
    for path in ("/v1/track", "/v1/batch", "/v1/m"):
        answer = await client.http.request(method, path)
        assert answer.status_code == 405
        assert "POST" in answer.headers["allow"]
        assert method != "HEAD" or answer.content == b""


async def test_unknown_addresses_are_404(client: Client) -> None:
    for path in (
        "/v1/",
        "/v1/nothing",
        "/v1/track/",
        "/v1/projects/settings",
        "/v1/projects/a/b/settings",
    ):
        answer = await client.http.post(path)
        assert answer.status_code == 404
        error_of(answer)


async def test_any_website_may_post_and_read_the_answer(client: Client) -> None:
    for path in ("/v1/track", "/v1/batch", "/v1/t", "/v1/m", "/v1/projects/k/settings"):
        headers = {
            "origin": "https://shop.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,x-retry-count",
        }
        answer = await client.http.options(path, headers=headers)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-allow-headers"] == "authorization,x-retry-count"
    assert "POST" in (await client.http.options("/v1/t")).headers["access-control-allow-methods"]
    for answer in (await client.track(), await client.track(event=5)):
        assert answer.headers["access-control-allow-origin"] == "*"


async def test_another_workspace_s_key_writes_to_its_own(
    client: Client, other_shop: Shop, inbox: Inbox
) -> None:
    await client.post("/v1/track", EVENT, auth=(other_shop.write_key, ""))
    await client.track()
    assert len({row["workspace_id"] for row in inbox()}) == 2


async def test_the_browser_library_s_settings(client: Client) -> None:
    address = f"/v1/projects/{client.shop.write_key}/settings"
    told = (await client.http.get(address)).json()["integrations"]["Segment.io"]
    assert (told["apiHost"], told["protocol"]) == ("shop.test/v1", "http")
    assert (await client.http.head(address)).status_code == 200
    assert (await client.http.get("/v1/projects/wk_no/settings")).status_code == 401
    assert (
        await client.http.get(f"/v1/projects/{client.shop.secret_key}/settings")
    ).status_code == 401


async def test_the_browser_library_s_metrics_are_let_go(client: Client, inbox: Inbox) -> None:
    answer = await client.http.post("/v1/m", content=b'{"series":[]}')
    assert answer.json() == {"success": True}
    assert inbox() == []
