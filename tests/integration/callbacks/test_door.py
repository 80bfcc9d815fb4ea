"""What comes to /c/<hook>/: proved, stored once, answered at once."""

import pytest
from django.test import Client

from channels_app.contracts import Status
from channels_app.models import Callback, ChannelAccount
from channels_app.provider import Said, Told
from tests.integration.callbacks.conftest import NOON, Call, MakeAccount

pytestmark = pytest.mark.django_db

DELIVERED = Told(event_id="e1", status=Status.DELIVERED, at=NOON, ref="r1")
HELLO = Said(event_id="e2", what="message", address="42", at=NOON, text="Hello")


def stored() -> list[str]:
    return list(Callback.objects.order_by("id").values_list("event_id", flat=True))


def test_what_proves_itself_is_stored_and_answered(account: MakeAccount, call: Call) -> None:
    made = account()
    answer = call(DELIVERED, HELLO)
    assert (answer.status_code, answer.content) == (200, b"ok")
    rows = Callback.objects.order_by("id")
    assert [(r.account_id, r.event_id, r.item["type"]) for r in rows] == [
        (made.id, "e1", "told"), (made.id, "e2", "said"),
    ]  # fmt: skip


def test_the_same_event_is_kept_once_also_a_week_later(account: MakeAccount, call: Call) -> None:
    account()
    account(hook="other")
    assert [call(DELIVERED).status_code for _ in range(3)] == [200, 200, 200]
    assert stored() == ["e1"]
    call(DELIVERED, hook="other")
    assert stored() == ["e1", "e1"], "another account's event is another event"


def test_a_wrong_signature_is_refused_and_counted(account: MakeAccount, call: Call) -> None:
    made = account()
    for _ in range(2):
        answer = call(DELIVERED, word="guess")
        assert (answer.status_code, answer.content) == (403, b"The word is wrong.")
    made.refresh_from_db()
    assert (made.callbacks_refused, stored()) == (2, [])


def test_what_cannot_be_read_gets_a_sentence(account: MakeAccount, client: Client) -> None:
    account()
    sent = {"content_type": "application/json", "headers": {"x-word": "sesame"}}
    bad = client.post("/c/secret/", b"<html>", **sent)  # type: ignore[arg-type]
    assert bad.status_code == 400
    assert bad.content.startswith(b"This is no list of items")
    large = client.post("/c/secret/", b"x" * (1024 * 1024 + 1), **sent)  # type: ignore[arg-type]
    assert large.status_code == 413
    assert client.put("/c/secret/", b"[]", **sent).status_code == 405  # type: ignore[arg-type]


def test_a_provider_that_breaks_is_called_again_later(account: MakeAccount, call: Call) -> None:
    account()
    assert call(DELIVERED, path="broken").status_code == 500


def test_an_unknown_hook_is_not_found(client: Client) -> None:
    assert client.post("/c/nothing/", b"[]", content_type="text/plain").status_code == 404


def test_a_challenge_is_answered(account: MakeAccount, client: Client) -> None:
    account()
    assert client.get("/c/secret/?challenge=12345").content == b"12345"
    assert client.get("/c/secret?challenge=6").content == b"6"


def test_a_disabled_account_still_hears(account: MakeAccount, call: Call) -> None:
    account(enabled=False)
    assert call(DELIVERED).status_code == 200
    assert stored() == ["e1"]


def test_an_account_that_cannot_be_opened_asks_to_come_again(
    account: MakeAccount, call: Call
) -> None:
    made = account()
    ChannelAccount.objects.filter(pk=made.pk).update(secrets="no seal of ours")
    assert call(DELIVERED).status_code == 503


def test_ids_and_texts_are_bounded_and_can_be_stored(account: MakeAccount, call: Call) -> None:
    account()
    said = Said(
        event_id="x" * 5000, what="message", address="1", at=NOON, text="a\0b" + "y" * 20_000
    )
    assert call(said).status_code == 200
    row = Callback.objects.get()
    assert len(row.event_id) == 64
    assert row.item["text"].startswith("aby")
    assert len(row.item["text"]) < 20_000
