"""Deleting a workspace removes everything of it, and nothing of another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django_q.models import OrmQ

from channels_app.library.brand import change_brand
from channels_app.library.templates import publish as publish_template
from journeys.actions.documents import create_journey
from journeys.models import Claim, CounterDelta, Customer, Inbox, Journey
from tests.integration.api.rows import (
    a_customer,
    a_message,
    a_move,
    a_parked_item,
    a_refusal,
    a_run,
    a_template,
    an_event,
    an_image,
)
from tests.people import Caller, Shop
from workspaces import deletion, keys
from workspaces.clock import now
from workspaces.models import ApiKey, AuditEntry, Membership, User, Workspace

Calling = Callable[[str], Caller]


def fill(workspace: Workspace, actor: Any) -> None:
    """A row in every kind of table."""
    journey = create_journey(actor, "Welcome")
    publish_template(actor, a_template(actor))
    an_image(actor)
    change_brand(actor, {"name": "Tea"})
    for name in ("dora", "eve", "fay"):
        customer = a_customer(workspace.id, name)
        run = a_run(journey, customer)
        a_move(run, "wait", "out")
        an_event(customer, "seen")
        a_refusal(customer, journey, "rule")
        a_message(customer, run)
        a_parked_item(customer)
        at = now()
        Inbox.objects.create(
            lane=customer.lane, id=customer.created_at.microsecond, workspace_id=workspace.id,
            at=at, kind=1, body="{}",
        )  # fmt: skip
        Claim.objects.create(
            lane=customer.lane, journey_id=journey.id, customer_id=customer.id, key="",
            slot="open", run_id=run.id, at=at,
        )  # fmt: skip
    CounterDelta.objects.create(
        journey_id=journey.id, version_id=1, step="", port="", metric="run_entered", hour=at, n=3
    )


def rows(workspace_id: int) -> dict[str, int]:
    """How many rows of the workspace each table of the product holds."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            names = {field.column for field in model._meta.concrete_fields}
            if "workspace_id" in names:
                cursor.execute(
                    f"select count(*) from {table} where workspace_id = %s", [workspace_id]
                )
                found[table] = int(cursor.fetchone()[0])
    return found


@pytest.fixture
def stranger(charlie: User) -> Any:
    return Membership.objects.get(user=charlie)


@pytest.mark.django_db(transaction=False)
def test_everything_goes_and_the_neighbour_stays(
    caller: Calling, shop: Shop, stranger: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workspaces.permissions import Actor

    fill(shop.workspace, shop.owner)
    fill(stranger.workspace, Actor(stranger.workspace, "owner", user=stranger.user))
    before = rows(stranger.workspace_id)
    workspace_id = shop.workspace.id
    text = ApiKey.objects.get(workspace_id=workspace_id).text
    assert keys.find(text) is not None
    started: list[tuple[int, str]] = []
    monkeypatch.setattr(
        "workspaces.actions.workspaces._start_removal", lambda *args: started.append(args)
    )
    assert caller("bob").call("delete", "workspace")[0] == 403
    assert caller("alice").call("delete", "workspace")[0] == 202
    assert keys.find(text) is None
    assert caller("alice").get("workspace")[0] == 404
    me = caller("alice").get("me")[1]
    assert (me["workspaces"], me["deleting"][0]["slug"]) == ([], shop.workspace.slug)

    deletion.remove_workspace(workspace_id, "alice@example.org")
    assert {table: n for table, n in rows(workspace_id).items() if n} == {}
    assert not Workspace.objects.filter(id=workspace_id).exists()
    assert rows(stranger.workspace_id) == before
    assert Journey.objects.count() == 1
    assert Claim.objects.count() == 3
    assert CounterDelta.objects.count() == 1
    entry = AuditEntry.objects.get(workspace=None)
    assert (entry.actor, entry.verb, entry.detail["name"]) == (
        "alice@example.org",
        "deleted",
        "Alice's shop",
    )
    assert User.objects.filter(email="alice@example.org").exists()


def test_the_job_can_be_started_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    a_customer(shop.workspace.id, "dora")
    Workspace.objects.filter(id=shop.workspace.id).update(deleting_at=now())
    parts = deletion.parts()
    failing = deletion.Part("failing", lambda _: 1 // 0)
    monkeypatch.setattr(deletion, "parts", lambda: [*parts, failing])
    with pytest.raises(ZeroDivisionError):
        deletion.remove_workspace(shop.workspace.id, "alice")
    assert Workspace.objects.get(id=shop.workspace.id).deleting["rows"] > 0
    monkeypatch.setattr(deletion, "parts", lambda: parts)
    deletion.remove_workspace(shop.workspace.id, "alice")
    assert not Customer.objects.exists()
    assert not Workspace.objects.filter(id=shop.workspace.id).exists()


def test_a_workspace_that_nobody_deleted_is_left_alone(shop: Shop) -> None:
    deletion.remove_workspace(shop.workspace.id, "a stray job")
    assert Workspace.objects.filter(id=shop.workspace.id).exists()


def test_the_job_is_queued_with_the_commit(
    caller: Calling, shop: Shop, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert caller("alice").call("delete", "workspace")[0] == 202
    [queued] = OrmQ.objects.all()
    assert queued.task["func"] == "workspaces.deletion.remove_workspace"
    assert queued.task["args"] == (shop.workspace.id, "alice@example.org")
