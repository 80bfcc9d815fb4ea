"""Suppressed addresses: seen, found, barred by hand, and let in again with a reason."""

from collections.abc import Callable

import pytest

from channels_app.models import Suppression
from tests.people import Caller, Shop
from workspaces.clock import now
from workspaces.models import AuditEntry, User

Calling = Callable[[str], Caller]


@pytest.fixture
def bounced(shop: Shop) -> Suppression:
    return Suppression.objects.create(
        workspace_id=shop.workspace.id,
        channel="email",
        address="dora@example.net",
        reason="bounced",
        detail="550 no such user",
        at=now(),
    )


def test_an_address_is_listed_with_its_reason_and_found(
    caller: Calling, bounced: Suppression
) -> None:
    vera = caller("vera")
    (row,) = vera.get("suppressions")[1]["results"]
    assert (row["address"], row["reason"], row["detail"]) == (
        "dora@example.net",
        "bounced",
        "550 no such user",
    )
    assert len(vera.get("suppressions?search=DORA@")[1]["results"]) == 1
    assert vera.get("suppressions?search=ann")[1]["results"] == []
    assert vera.get("suppressions?reason=complained")[1]["results"] == []


def test_lifting_needs_a_reason_and_leaves_it_in_the_audit(
    caller: Calling, bounced: Suppression
) -> None:
    bob = caller("bob")
    assert bob.post("suppressions/lift", {"address": "dora@example.net"})[0] == 400
    assert bob.post("suppressions/lift", {"address": "Dora@example.net", "reason": " "})[0] == 400
    body = {"address": "Dora@Example.net", "reason": "She mended her mailbox"}
    assert caller("vera").post("suppressions/lift", body)[0] == 403
    assert bob.post("suppressions/lift", body)[0] == 204
    assert not Suppression.objects.exists()
    entry = AuditEntry.objects.get(verb="lifted")
    assert (entry.object_id, entry.detail["reason"], entry.detail["was"]) == (
        "dora@example.net",
        "She mended her mailbox",
        "bounced",
    )
    assert bob.post("suppressions/lift", body)[0] == 404


def test_an_address_is_barred_by_hand_once(caller: Calling) -> None:
    bob = caller("bob")
    body = {"address": " Eve@Example.org ", "note": "Asked by letter"}
    status, row = bob.post("suppressions", body)
    assert (status, row["address"], row["reason"]) == (201, "eve@example.org", "by_hand")
    assert bob.post("suppressions", body)[0] == 409
    assert bob.post("suppressions", {"address": "no address"})[0] == 400
    assert bob.post("suppressions", {"address": "a@b.example", "channel": "pigeon"})[0] == 400


def test_another_workspace_neither_sees_nor_lifts_it(
    shop: Shop, charlie: User, bounced: Suppression
) -> None:
    theirs = Caller(charlie, "charlies-shop")
    assert theirs.get("suppressions")[1]["results"] == []
    body = {"address": "dora@example.net", "reason": "x"}
    assert theirs.post("suppressions/lift", body)[0] == 404
    assert Suppression.objects.exists()
