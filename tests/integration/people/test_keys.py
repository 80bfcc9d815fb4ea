"""Keys: stored as a keyed hash, found fast, revoked, last use."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.people import Caller, Shop
from workspaces import keys
from workspaces.actions.keys import create_key, revoke_key
from workspaces.clock import now
from workspaces.models import ApiKey

Calling = Callable[[str], Caller]


def test_a_secret_key_is_shown_once_and_stored_as_a_hash(caller: Calling, shop: Shop) -> None:
    status, made = caller("alice").post("keys", {"name": "CI", "kind": "secret"})
    assert status == 201
    text = made["key"]
    assert text.startswith("sk_")
    listed = caller("alice").get("keys")[1]["results"]
    assert [row["key"] for row in listed if row["kind"] == "secret"] == [None]
    row = ApiKey.objects.get(id=made["id"])
    assert row.text == ""
    assert row.digest == keys.digest(text)
    assert text not in str(vars(row))


def test_the_hash_is_keyed_by_the_servers_secret(settings: object) -> None:
    before = keys.digest("wk_x")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert keys.digest("wk_x") != before


def test_the_database_refuses_a_secret_keys_text(shop: Shop) -> None:
    key, _ = create_key(shop.owner, "CI", "secret")
    key.text = "sk_oops"
    with pytest.raises(IntegrityError), transaction.atomic():
        key.save()


def test_a_key_is_found_from_memory_until_it_is_revoked(shop: Shop) -> None:
    key, text = create_key(shop.owner, "Shop", "write")
    holder = keys.find(text)
    assert holder is not None
    assert (holder.workspace_id, holder.kind) == (shop.workspace.id, "write")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert keys.find(text) == holder
    assert len(queries) == 0
    revoke_key(shop.owner, key)
    assert keys.find(text) is None


def test_a_key_revoked_elsewhere_ends_within_seconds(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [100.0]
    monkeypatch.setattr("workspaces.keys.time.monotonic", lambda: at[0])
    key, text = create_key(shop.owner, "Shop", "write")
    assert keys.find(text) is not None
    ApiKey.objects.filter(id=key.id).update(revoked_at=now())
    at[0] += keys.FRESH_FOR + 0.1
    assert keys.find(text) is None


def test_an_unknown_key_is_remembered_too_and_memory_is_bounded(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "REMEMBERED", 10)
    for number in range(50):
        assert keys.find(f"wk_{number}") is None
    assert len(keys._answers) <= 10


def test_last_use_is_written_at_most_once_a_minute(shop: Shop) -> None:
    key, text = create_key(shop.owner, "CI", "secret")
    api = Caller(key=text)
    assert api.get("workspace")[0] == 200
    key.refresh_from_db()
    first = key.last_used_at
    assert first is not None
    assert now() - first < timedelta(seconds=30)
    assert api.get("workspace")[0] == 200
    key.refresh_from_db()
    assert key.last_used_at == first


def test_a_secret_key_is_an_editor_of_its_workspace(shop: Shop) -> None:
    _, text = create_key(shop.owner, "CI", "secret")
    api = Caller(key=text)
    assert api.get("workspace")[1]["slug"] == shop.workspace.slug
    assert api.get("journeys")[0] == 200
    assert api.post("keys", {"name": "more", "kind": "secret"})[0] == 403
    assert api.call("delete", "workspace")[0] == 403
    assert api.get("me")[0] == 403
    assert Caller(key=text, slug="other").get("workspace")[0] == 400


@pytest.mark.parametrize("kind", ["unknown", "revoked", "write"])
def test_a_wrong_key_is_401_with_a_sentence(shop: Shop, kind: str) -> None:
    key, text = create_key(shop.owner, "CI", "write" if kind == "write" else "secret")
    if kind == "revoked":
        revoke_key(shop.owner, key)
    status, answer = Caller(key="sk_none" if kind == "unknown" else text).get("workspace")
    assert (status, answer["error"]["code"]) == (401, "unauthenticated")
    assert "secret key" in answer["error"]["message"]


def test_a_key_of_another_workspace_is_not_found(
    caller: Calling, shop: Shop, charlie: object
) -> None:
    theirs = ApiKey.objects.exclude(workspace=shop.workspace).get()
    assert caller("alice").call("delete", f"keys/{theirs.id}")[0] == 404
    theirs.refresh_from_db()
    assert theirs.revoked_at is None
