"""Every endpoint against every role, a stranger and nobody; the table is the promise.

A new endpoint that is not in the table fails the first test.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from channels_app.accounts.writing import create_account
from channels_app.library.feeds import create_feed
from journeys.actions.documents import create_journey
from journeys.core.ids import customer_id, lane_of
from journeys.models import Customer, Journey, Parked, Run
from tests.integration.api.rows import (
    a_customer,
    a_message,
    a_parked_item,
    a_part,
    a_run,
    a_template,
    an_event,
    an_image,
)
from tests.integration.api.test_journeys import GOOD
from tests.people import Caller, Shop
from workspaces.actions.invitations import invite
from workspaces.actions.keys import create_key
from workspaces.models import Membership, User

Calling = Callable[[str], Caller]
READ, RUN, MANAGE, MINE = "read", "run", "manage", "mine"
# method, path, who may, body
TABLE: list[tuple[str, str, str, Any]] = [
    ("get", "me", MINE, None),
    ("patch", "me", MINE, {"name": "x"}),
    ("get", "workspaces", MINE, None),
    ("post", "workspaces", MINE, {"name": "Another", "zone": "UTC"}),
    ("get", "workspace", READ, None),
    ("patch", "workspace", MANAGE, {"name": "x"}),
    ("delete", "workspace", MANAGE, None),
    ("get", "members", READ, None),
    ("patch", "members/{member}", MANAGE, {"role": "editor"}),
    ("delete", "members/{member}", MANAGE, None),
    ("get", "invitations", READ, None),
    ("post", "invitations", MANAGE, {"email": "new@example.org", "role": "viewer"}),
    ("delete", "invitations/{invitation}", MANAGE, None),
    ("get", "keys", READ, None),
    ("post", "keys", MANAGE, {"name": "x", "kind": "write"}),
    ("delete", "keys/{key}", MANAGE, None),
    ("get", "audit", READ, None),
    ("get", "catalogue", MINE, None),
    ("get", "gallery", READ, None),
    ("post", "gallery/welcome/topics", RUN, None),
    ("get", "filing", READ, None),
    ("post", "filing", RUN, {"journeys": ["welcome"], "add_tags": ["shop"]}),
    ("get", "journeys", READ, None),
    ("post", "journeys", RUN, {"name": "x"}),
    ("get", "journeys/{journey}", READ, None),
    ("patch", "journeys/{journey}", RUN, {"name": "x"}),
    ("delete", "journeys/{journey}", RUN, None),
    ("put", "journeys/{journey}/draft", RUN, {"document": GOOD, "base_revision": 0}),
    ("post", "journeys/{journey}/validate", READ, {"document": GOOD}),
    ("post", "journeys/{journey}/simulate", READ, {"script": {}}),
    ("post", "journeys/{journey}/preview", READ, {"config": {"subject": "Hello"}}),
    ("post", "journeys/{journey}/publish", RUN, {}),
    ("post", "journeys/{journey}/pause", RUN, {}),
    ("post", "journeys/{journey}/resume", RUN, {}),
    ("post", "journeys/{journey}/archive", RUN, {}),
    ("post", "journeys/{journey}/enrol", RUN, {"user_id": "x"}),
    ("get", "journeys/{journey}/versions", READ, None),
    ("get", "journeys/{journey}/versions/1", READ, None),
    ("get", "journeys/{journey}/counters", READ, None),
    ("get", "journeys/{journey}/counters/entries", READ, None),
    ("get", "journeys/{journey}/runs", READ, None),
    ("post", "journeys/{journey}/runs/retry", RUN, {}),
    ("get", "journeys/{journey}/steps/wait/customers", READ, None),
    ("post", "journeys/{journey}/steps/mail/test-message", RUN, {"to": "a@example.org"}),
    ("get", "runs/{run}", READ, None),
    ("post", "runs/{run}/retry", RUN, None),
    ("post", "runs/{run}/end", RUN, None),
    ("get", "customers", READ, None),
    ("post", "customers/token", RUN, {"user_id": "dora"}),
    ("get", "customers/{customer}", READ, None),
    ("get", "customers/{customer}/timeline", READ, None),
    ("get", "events", READ, None),
    ("get", "events/{event}", READ, None),
    ("get", "home", READ, None),
    ("get", "schema/attributes", READ, None),
    ("get", "schema/liquid", READ, None),
    ("post", "schedule/preview", READ, {"cron": "0 9 * * 1"}),
    ("get", "schema/events", READ, None),
    ("get", "messages", READ, None),
    ("get", "messages/{message}", READ, None),
    ("post", "messages/{message}/release", RUN, {"outcome": "sent"}),
    ("get", "accounts", READ, None),
    ("post", "accounts", MANAGE, {"channel": "email", "provider": "trial", "settings": {}}),
    ("get", "accounts/kinds", READ, None),
    ("post", "accounts/order", RUN, {"channel": "sms", "ids": []}),
    ("get", "accounts/{account}", READ, None),
    ("patch", "accounts/{account}", RUN, {"enabled": True}),
    ("post", "accounts/{account}/test", RUN, {"address": "ann@example.org"}),
    ("post", "accounts/{account}/connect", RUN, None),
    ("delete", "accounts/{account}", MANAGE, None),
    ("get", "mailbox", READ, None),
    ("get", "mailbox/{mail}", READ, None),
    ("get", "suppressions", READ, None),
    ("post", "suppressions", RUN, {"address": "a@example.org"}),
    ("post", "suppressions/lift", RUN, {"address": "a@example.org", "reason": "asked for it"}),
    ("get", "topics", READ, None),
    ("post", "topics", RUN, {"slug": "news", "name": {"en": "News"}}),
    ("get", "templates", READ, None),
    ("post", "templates", RUN, {"name": "Order", "channel": "email"}),
    ("get", "parts", READ, None),
    ("post", "parts", RUN, {"name": "Header"}),
    ("get", "templates/{template}", READ, None),
    ("patch", "templates/{template}", RUN, {"name": "x"}),
    (
        "put",
        "templates/{template}/draft",
        RUN,
        {"contents": {"en": {"html": "<p>Hello</p>", "subject": "Hello"}}, "base_revision": 1},
    ),
    (
        "post",
        "templates/{template}/check",
        READ,
        {"contents": {"en": {"html": "<p>Hello</p>", "subject": "Hello"}}},
    ),
    ("post", "templates/{template}/publish", RUN, {}),
    ("get", "templates/{template}/versions", READ, None),
    ("get", "templates/{template}/versions/1", READ, None),
    ("get", "templates/{template}/uses", READ, None),
    ("delete", "templates/{template}", RUN, None),
    ("get", "parts/{part}", READ, None),
    ("patch", "parts/{part}", RUN, {"name": "x"}),
    (
        "put",
        "parts/{part}/draft",
        RUN,
        {"contents": {"en": {"html": "<p>Hello</p>"}}, "base_revision": 1},
    ),
    ("post", "parts/{part}/check", READ, {"contents": {"en": {"html": "<p>Hello</p>"}}}),
    ("post", "parts/{part}/publish", RUN, {}),
    ("get", "parts/{part}/versions", READ, None),
    ("get", "parts/{part}/versions/1", READ, None),
    ("get", "parts/{part}/uses", READ, None),
    ("delete", "parts/{part}", RUN, None),
    ("post", "content/preview", READ, {"channel": "email", "content": {"subject": "Hello"}}),
    ("post", "mjml", READ, {"mjml": "<mjml><mj-body></mj-body></mjml>"}),
    ("get", "tracking", READ, None),
    ("patch", "tracking", RUN, {"opens": False}),
    ("get", "feeds", READ, None),
    ("post", "feeds", RUN, {"slug": "news", "url": "https://example.com/feed"}),
    ("get", "feeds/{feed}", READ, None),
    ("patch", "feeds/{feed}", RUN, {"url": "https://example.com/feed"}),
    ("post", "feeds/{feed}/read", RUN, None),
    ("delete", "feeds/{feed}", RUN, None),
    ("get", "conversions", READ, None),
    ("get", "brand", READ, None),
    ("patch", "brand", RUN, {"colour": "#ff0000"}),
    ("get", "images", READ, None),
    ("post", "images", RUN, None),
    ("get", "images/{image}", READ, None),
    ("delete", "images/{image}", RUN, None),
    ("get", "parked", READ, None),
    ("post", "parked/{parked}/retry", RUN, None),
    ("get", "operations", READ, None),
]
NEVER = {"viewer": {RUN, MANAGE}, "editor": {MANAGE}, "owner": set()}


@pytest.fixture
def places(shop: Shop, charlie: User) -> dict[str, str]:
    """What the names in the table's paths stand for: rows of Alice's shop."""
    journey = create_journey(shop.owner, "Welcome", GOOD)
    customer = a_customer(shop.workspace.id, "dora")
    run = a_run(journey, customer)
    message, mail = a_message(customer, run)
    invitation = invite(shop.owner, "eve@example.org", "viewer")
    key, _ = create_key(shop.owner, "x", "write")
    parked = a_parked_item(customer)
    account = create_account(shop.owner, "email", "trial", {}, name="Trial")
    member = Membership.objects.get(workspace=shop.workspace, user=shop.alice)
    return {
        "member": str(member.id),
        "invitation": str(invitation.id),
        "key": str(key.id),
        "journey": str(journey.id),
        "run": str(run.id),
        "customer": str(customer.id),
        "event": str(an_event(customer, "page").id),
        "message": message.id,
        "mail": str(mail.id),
        "account": str(account.pk),
        "template": a_template(shop.owner).slug,
        "part": a_part(shop.owner).slug,
        "feed": create_feed(shop.owner, "blog", "https://example.com/rss").slug,
        "image": an_image(shop.owner).id,
        "parked": f"{parked.lane}-{parked.id}",
    }


def patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        where = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, where)
        else:
            yield where, entry


def test_the_table_has_every_endpoint() -> None:
    known = {
        (method, re.sub(r"\{\w+\}|(?<=gallery/)welcome|/wait/|/mail/|/1$", "*", path))
        for method, path, _, _ in TABLE
    }
    seen = set()
    for where, entry in patterns(get_resolver()):
        view = getattr(entry.callback, "view_class", None)
        if not where.startswith("api/v1/") or where.endswith(("schema", "docs")):
            continue
        path = re.sub(r"<int:lane>-<int:parked_id>", "*", where.removeprefix("api/v1/"))
        path = re.sub(r"/<str:step>/|/<int:number>$", "*", path)
        path = re.sub(r"<\w+:\w+>", "*", path)
        seen |= {(m, path) for m in ("get", "post", "put", "patch", "delete") if hasattr(view, m)}
    assert seen == known


@pytest.mark.parametrize("role", ["viewer", "editor", "owner"])
def test_each_role_may_do_what_the_table_says(
    caller: Calling, places: dict[str, str], role: str
) -> None:
    name = {"viewer": "vera", "editor": "bob", "owner": "alice"}[role]
    api = caller(name)
    for method, path, may, body in TABLE:
        if (method, path) in (("delete", "workspace"), ("delete", "journeys/{journey}")):
            continue  # at the end, below
        status, answer = api.call(method, path.format(**places), body)
        refused = may in NEVER[role]
        assert (status == 403) == refused, (method, path, status, answer)
        assert status < 500
        if not refused and may == READ and "versions/1" not in path:
            assert status == 200, (method, path, status, answer)
    if role != "owner":
        assert api.call("delete", "workspace")[0] == 403
    assert (api.call("delete", f"journeys/{places['journey']}")[0] == 403) == (role == "viewer")


def test_a_stranger_finds_nothing(shop: Shop, charlie: User, places: dict[str, str]) -> None:
    outside = Caller(charlie, shop.workspace.slug)
    inside = Caller(charlie, "charlies-shop")
    before = counts()
    for method, path, may, body in TABLE:
        if may == MINE:
            continue
        assert outside.call(method, path.format(**places), body)[0] == 404, (method, path)
        if "{" in path:
            assert inside.call(method, path.format(**places), body)[0] == 404, (method, path)
        elif method == "get":
            status, answer = inside.call(method, path)
            assert status == 200
            for value in places.values():
                if len(value) > 20:
                    assert value not in str(answer)
    assert counts() == before


def test_nobody_is_asked_to_sign_in(shop: Shop, places: dict[str, str]) -> None:
    api = Caller(None, shop.workspace.slug)
    for method, path, _, body in TABLE:
        assert api.call(method, path.format(**places), body)[0] == 401, (method, path)


def test_a_key_of_another_workspace_finds_nothing(charlie: User, places: dict[str, str]) -> None:
    theirs = Membership.objects.get(user=charlie)
    from workspaces.permissions import Actor

    _, text = create_key(Actor(theirs.workspace, "owner", user=charlie), "x", "secret")
    api = Caller(key=text)
    for method, path, may, body in TABLE:
        if "{" in path and may in (READ, RUN):
            assert api.call(method, path.format(**places), body)[0] == 404, (method, path)


def counts() -> list[int]:
    return [model.objects.count() for model in (Journey, Customer, Run, Parked, Membership)]


def test_ids_that_are_none_are_404(caller: Calling) -> None:
    assert lane_of(customer_id(1, "user:x")) < 64
    for path in (
        f"runs/{uuid.UUID(int=5)}",
        "runs/not-a-uuid",
        f"customers/{uuid.UUID(int=5)}",
        "customers/nobody",
        "messages/none",
        "mailbox/99999999999999999999",
        "journeys/99999999999999999999",
        "nothing/here",
    ):
        assert caller("vera").get(path)[0] == 404, path
