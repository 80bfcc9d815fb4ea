"""Workspaces, members, invitations and keys by the API."""

from collections.abc import Callable

import pytest

from tests.people import Caller, Shop, person
from workspaces.models import AuditEntry, Membership, User, Workspace

Calling = Callable[[str], Caller]
NEW = {"name": "Second", "zone": "Asia/Shanghai", "language": "zh-hans"}


def test_me_names_the_person_and_the_workspaces(caller: Calling, shop: Shop) -> None:
    status, answer = caller("vera").get("me")
    assert status == 200
    assert answer["user"]["email"] == "vera@example.org"
    assert [(w["slug"], w["role"]) for w in answer["workspaces"]] == [("alices-shop", "viewer")]
    assert answer["deleting"] == []


def test_me_can_be_changed(caller: Calling, shop: Shop) -> None:
    status, answer = caller("bob").call("patch", "me", {"name": "Robert", "language": "pl"})
    assert status == 200
    assert answer["user"]["name"] == "Robert"
    shop.bob.refresh_from_db()
    assert shop.bob.language == "pl"


def test_a_founder_owns_the_workspace_and_has_a_write_key(caller: Calling, shop: Shop) -> None:
    status, answer = caller("vera").post("workspaces", NEW)
    assert (status, answer["slug"], answer["role"]) == (201, "second", "owner")
    status, answer = Caller(shop.vera, "second").get("keys")
    assert [key["kind"] for key in answer["results"]] == ["write"]
    assert answer["results"][0]["key"].startswith("wk_")


def test_two_workspaces_of_one_name_get_two_slugs(caller: Calling) -> None:
    slugs = [caller("alice").post("workspaces", NEW)[1]["slug"] for _ in range(2)]
    assert slugs == ["second", "second-2"]
    status, answer = caller("alice").post("workspaces", NEW | {"name": "Мой магазин"})
    assert (status, answer["slug"]) == (201, "workspace")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"zone": "Mars/Base"}, "/zone"),
        ({"language": "de"}, "/language"),
        ({"sender_email": "nobody"}, "/sender_email"),
        ({"name": 7}, "/name"),
        ({"colour": "red"}, "/colour"),
        ({"name": ""}, "/name"),
    ],
)
def test_odd_values_are_refused_by_field(
    caller: Calling, shop: Shop, change: dict[str, object], path: str
) -> None:
    status, answer = caller("alice").call("patch", "workspace", change)
    assert status == 400
    assert [problem["path"] for problem in answer["error"]["problems"]] == [path]


def test_a_change_is_written_down(caller: Calling, shop: Shop) -> None:
    status, answer = caller("alice").call("patch", "workspace", {"sender_email": "hi@shop.example"})
    assert (status, answer["sender_email"]) == (200, "hi@shop.example")
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.actor, entry.verb, entry.object_kind) == (
        "alice@example.org",
        "changed",
        "workspace",
    )


def test_roles_can_be_changed_but_an_owner_stays(caller: Calling, shop: Shop) -> None:
    ids = {m.user.name: m.id for m in Membership.objects.filter(workspace=shop.workspace)}
    status, answer = caller("alice").call("patch", f"members/{ids['Bob']}", {"role": "viewer"})
    assert (status, answer["role"]) == (200, "viewer")
    status, answer = caller("alice").call("patch", f"members/{ids['Alice']}", {"role": "editor"})
    assert (status, answer["error"]["code"]) == (409, "conflict")
    assert caller("alice").call("delete", f"members/{ids['Alice']}")[0] == 409


def test_a_viewer_may_leave_and_not_remove_others(caller: Calling, shop: Shop) -> None:
    ids = {m.user.name: m.id for m in Membership.objects.filter(workspace=shop.workspace)}
    assert caller("vera").call("delete", f"members/{ids['Bob']}")[0] == 403
    assert caller("vera").call("delete", f"members/{ids['Vera']}")[0] == 204
    assert caller("vera").get("members")[0] == 404


def test_lists_go_page_by_page(caller: Calling, shop: Shop) -> None:
    for number in range(5):
        member = person(f"Person{number}")
        Membership.objects.create(workspace=shop.workspace, user=member, role="viewer")
    seen: list[str] = []
    path = "members?limit=3"
    for _ in range(5):
        status, answer = caller("vera").get(path)
        assert status == 200
        seen += [row["email"] for row in answer["results"]]
        if answer["next"] is None:
            break
        path = f"members?limit=3&cursor={answer['next']}"
    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=many", "limit=500", "cursor=%21", "cursor=W10"]
)
def test_an_odd_page_is_refused(caller: Calling, query: str) -> None:
    assert caller("vera").get(f"members?{query}")[0] == 400


def test_another_workspace_is_not_found(caller: Calling, shop: Shop, charlie: User) -> None:
    assert Caller(charlie, shop.workspace.slug).get("workspace")[0] == 404
    assert Caller(shop.alice, "charlies-shop").get("workspace")[0] == 404
    assert Caller(shop.alice, "nowhere").get("workspace")[0] == 404
    assert Caller(shop.alice).get("workspace")[0] == 400
    theirs = Membership.objects.get(user=charlie)
    assert caller("alice").call("delete", f"members/{theirs.id}")[0] == 404
    assert Workspace.objects.count() == 2


def test_without_signing_in_it_is_401(shop: Shop) -> None:
    for path in ("me", "workspace", "keys", "journeys"):
        status, answer = Caller(None, shop.workspace.slug).get(path)
        assert (status, answer["error"]["code"]) == (401, "unauthenticated")
