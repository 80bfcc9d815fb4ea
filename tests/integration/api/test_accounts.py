"""Accounts by the API: set up, ordered, tried, and their secrets never shown."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from channels_app.contracts import Receipt
from channels_app.models import ChannelAccount, MailboxMessage
from tests.integration.channels.pigeons import Flown, failing, loft
from tests.people import Caller, Shop
from workspaces.models import AuditEntry, User

__all__ = ["loft"]

pytestmark = pytest.mark.usefixtures("loft")
Calling = Callable[[str], Caller]
NEW: dict[str, Any] = {
    "channel": "pigeon",
    "provider": "loft",
    "name": "North",
    "settings": {"api_key": "hush-hush", "url": "https://north.example"},
}


def made(caller: Calling, **changes: Any) -> dict[str, Any]:
    status, row = caller("alice").post("accounts", NEW | changes)
    assert status == 201, row
    return dict(row)


def problems(answer: Any) -> dict[str, str]:
    return {each["path"]: each["message"] for each in answer["error"]["problems"]}


def test_an_account_is_made_with_its_secret_sealed_and_never_shown(
    caller: Calling, shop: Shop
) -> None:
    row = made(caller)
    assert row["settings"] == {"url": "https://north.example", "ring": 12}
    assert row["secrets_set"] == ["api_key"]
    assert row["shown"] == {"Ring": "12"}
    assert row["hook_url"].startswith("http://localhost:8000/c/")
    assert row["health"]["state"] == "new"
    stored = ChannelAccount.objects.get()
    assert "hush" not in stored.secrets + json.dumps(stored.settings)
    for answer in (caller("vera").get("accounts"), caller("vera").get(f"accounts/{row['id']}")):
        assert answer[0] == 200
        assert "hush" not in json.dumps(answer[1])
    audit = AuditEntry.objects.get(object_kind="account")
    assert "hush" not in json.dumps(audit.detail)


def test_each_wrong_field_has_its_own_sentence(caller: Calling) -> None:
    alice = caller("alice")
    settings = {"ring": 0, "url": "loft", "colour": "grey"}
    status, answer = alice.post("accounts", NEW | {"settings": settings})
    assert status == 400
    assert problems(answer) == {
        "/settings/api_key": "This is needed.",
        "/settings/colour": "There is no such setting.",
        "/settings/ring": "Write a whole number, 1 or more.",
        "/settings/url": "This does not have the form that is wanted here.",
    }
    assert "/channel" in problems(alice.post("accounts", NEW | {"channel": "drum"})[1])
    assert problems(alice.post("accounts", NEW | {"provider": "x"})[1]) == {
        "/provider": "pigeon has no provider 'x'. It has: loft, trial."
    }
    warm_up = {"start": "soon", "first": 0, "factor": 0.5}
    assert problems(alice.post("accounts", NEW | {"warm_up": warm_up})[1]).keys() == {
        "/warm_up/start",
        "/warm_up/first",
        "/warm_up/factor",
    }


def test_a_change_keeps_the_secrets_that_are_not_given(caller: Calling) -> None:
    row = made(caller)
    alice, path = caller("alice"), f"accounts/{row['id']}"
    status, changed = alice.call("patch", path, {"settings": {"ring": 9}, "topics": ["b", "a"]})
    assert status == 200
    assert changed["settings"] == {"url": "https://north.example", "ring": 9}
    assert (changed["secrets_set"], changed["topics"]) == (["api_key"], ["a", "b"])
    assert alice.call("patch", path, {"settings": {"url": None}})[1]["settings"] == {"ring": 9}
    status, answer = alice.call("patch", path, {"settings": {"api_key": None}})
    assert (status, problems(answer)) == (400, {"/settings/api_key": "This is needed."})
    warm_up = {"start": "2026-11-22", "first": 50, "factor": 1.5}
    changed = alice.call("patch", path, {"warm_up": warm_up, "per_second": 2.5})[1]
    assert (changed["warm_up"], changed["per_second"]) == (warm_up, 2.5)
    assert changed["today"]["used"] == 0
    entry = AuditEntry.objects.filter(verb="changed").order_by("id").first()
    assert entry is not None
    assert entry.detail["changes"] == {"settings": ["ring"], "topics": ["a", "b"]}


def test_editors_run_accounts_and_only_owners_set_them_up(caller: Calling) -> None:
    row = made(caller)
    bob, path = caller("bob"), f"accounts/{row['id']}"
    assert bob.post("accounts", NEW)[0] == 403
    assert bob.call("patch", path, {"settings": {"url": "https://mine.example"}})[0] == 403
    assert bob.call("delete", path)[0] == 403
    assert bob.call("patch", path, {"enabled": False})[1]["health"]["state"] == "off"
    assert caller("vera").call("patch", path, {"enabled": True})[0] == 403
    assert caller("alice").call("delete", path)[0] == 204
    assert not ChannelAccount.objects.exists()


def test_the_order_is_given_whole(caller: Calling) -> None:
    first, second = made(caller), made(caller, name="South")
    bob = caller("bob")
    order = {"channel": "pigeon", "ids": [second["id"], first["id"]]}
    assert [row["name"] for row in bob.post("accounts/order", order)[1]] == ["South", "North"]
    listed = bob.get("accounts?channel=pigeon")[1]["results"]
    assert [row["name"] for row in listed] == ["South", "North"]
    assert bob.post("accounts/order", order | {"ids": [first["id"]]})[0] == 400


def test_the_kinds_come_with_their_forms_and_guides(caller: Calling) -> None:
    status, kinds = caller("vera").get("accounts/kinds")
    assert status == 200
    by_name = {kind["channel"]: kind for kind in kinds}
    assert by_name["email"]["without"] == "mailbox"
    assert by_name["pigeon"]["without"] == ""
    loft, trial = by_name["pigeon"]["providers"]
    assert (loft["provider"], loft["hears"], loft["secrets"]) == ("loft", True, ["api_key"])
    assert loft["schema"]["properties"]["api_key"]["x-secret"] is True
    assert loft["guide"].startswith("A channel that exists in tests only")
    assert trial["guide"].startswith("Shows messages here; nothing leaves.")


def test_a_test_says_what_was_sent_and_what_was_answered(caller: Calling, loft: Flown) -> None:
    row = made(caller)
    bob, path = caller("bob"), f"accounts/{row['id']}/test"
    status, tried = bob.post(
        path, {"address": "Roof", "content": {"text": "Hi {{ workspace.name }}"}}
    )
    assert status == 200
    assert (tried["ok"], tried["words"]) == (True, "The provider took the message.")
    assert tried["body"] == {"text": "Hi Alice's shop"}
    loft.behave["North"] = failing
    tried = bob.post(path, {"address": "roof"})[1]
    assert tried["words"] == "The account does not work: 503 The loft is closed"
    assert tried["ok"] is False

    def broken(_: Any) -> list[Receipt]:
        raise RuntimeError("feathers")

    loft.behave["North"] = broken
    assert "RuntimeError: feathers" in bob.post(path, {"address": "roof"})[1]["words"]
    assert bob.post(path, {"address": "not-one"})[0] == 400
    assert bob.post(path, {"address": "roof", "content": {"text": "{{ x | nope }}"}})[0] == 400
    assert caller("vera").post(path, {"address": "roof"})[0] == 403


def test_a_trial_account_shows_its_messages_in_the_mailbox(caller: Calling) -> None:
    row = made(caller, provider="trial", name="Trial", settings={})
    tried = caller("bob").post(f"accounts/{row['id']}/test", {"address": "roof"})[1]
    assert tried["ok"] is True
    assert row["hook_url"] is None
    (shown,) = caller("vera").get("mailbox?channel=pigeon")[1]["results"]
    assert (shown["channel"], shown["recipient"]) == ("pigeon", "roof")
    one = caller("vera").get(f"mailbox/{shown['id']}")[1]
    assert one["body"]["text"].startswith("This is a test of the account “Trial”.")
    assert one["source"] == ""
    assert caller("vera").get("mailbox?channel=email")[1]["results"] == []


def test_a_mail_account_on_trial_makes_a_whole_mail(caller: Calling) -> None:
    row = made(caller, channel="email", provider="trial", name="Mails", settings={})
    tried = caller("bob").post(f"accounts/{row['id']}/test", {"address": "ann@example.org"})[1]
    assert tried["ok"] is True
    mail = MailboxMessage.objects.get()
    assert (mail.channel, mail.subject) == ("email", "A test from Sojourn")
    assert "\r\nSubject: A test" in caller("vera").get(f"mailbox/{mail.pk}")[1]["source"]


def test_connecting_says_what_was_found(caller: Calling) -> None:
    row = made(caller)
    bob = caller("bob")
    assert bob.post(f"accounts/{row['id']}/connect")[1]["words"] == "Connected: ring 12."
    caller("alice").call("patch", f"accounts/{row['id']}", {"settings": {"api_key": "wrong"}})
    tried = bob.post(f"accounts/{row['id']}/connect")[1]
    assert (tried["ok"], tried["words"]) == (False, "The loft does not know this key.")


def test_an_account_whose_seal_is_broken_says_so_and_can_be_mended(
    caller: Calling, settings: Any
) -> None:
    row = made(caller)
    alice, path = caller("alice"), f"accounts/{row['id']}"
    settings.SOJOURN_SECRET_KEYS = ["another key that is long enough for sealing"]
    health = alice.get(path)[1]["health"]
    assert health["state"] == "broken"
    assert health["problem"].startswith("The account's secrets cannot be read")
    tried = alice.post(f"{path}/test", {"address": "roof"})[1]
    assert tried["words"].startswith("The message was not taken: The account's secrets")
    mended = alice.call("patch", path, {"settings": {"api_key": "new"}})[1]
    assert mended["health"]["state"] == "new"
    assert alice.post(f"{path}/test", {"address": "roof"})[1]["ok"] is True


def test_settings_that_no_longer_fit_are_a_sentence(caller: Calling) -> None:
    row = made(caller)
    ChannelAccount.objects.update(settings={"ring": "seven"})
    health = caller("vera").get(f"accounts/{row['id']}")[1]["health"]
    assert health["problem"] == "The account's settings do not fit. ring: Write a whole number."


def test_a_stranger_finds_nothing(caller: Calling, charlie: User) -> None:
    row = made(caller)
    stranger = Caller(charlie, "charlies-shop")
    assert stranger.get("accounts")[1]["results"] == []
    for method, tail in (("get", ""), ("patch", ""), ("delete", ""), ("post", "/test")):
        body: Any = None if method in ("get", "delete") else {}
        assert stranger.call(method, f"accounts/{row['id']}{tail}", body)[0] == 404
