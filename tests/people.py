"""Alice owns the shop, Bob edits, Vera views; Charlie is a stranger with a shop of his own."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from workspaces.actions.people import create_user
from workspaces.actions.workspaces import create_workspace
from workspaces.models import Membership, Role, User, Workspace
from workspaces.permissions import Actor

PASSWORD = "correct horse battery"


def person(name: str) -> User:
    return create_user(f"{name.lower()}@example.org", PASSWORD, name=name)


@dataclass
class Shop:
    """A workspace with its three people."""

    workspace: Workspace
    alice: User
    bob: User
    vera: User

    def actor(self, user: User) -> Actor:
        member = Membership.objects.get(workspace=self.workspace, user=user)
        return Actor(self.workspace, member.role, user=user)

    @property
    def owner(self) -> Actor:
        return self.actor(self.alice)


def open_shop() -> Shop:
    alice, bob, vera = person("Alice"), person("Bob"), person("Vera")
    workspace = create_workspace(alice, {"name": "Alice's shop", "zone": "Europe/Warsaw"})
    Membership.objects.create(workspace=workspace, user=bob, role=Role.EDITOR)
    Membership.objects.create(workspace=workspace, user=vera, role=Role.VIEWER)
    return Shop(workspace, alice, bob, vera)


class Caller:
    """Calls the management API as somebody: a person's session, or a key."""

    def __init__(self, user: User | None = None, slug: str = "", key: str = "") -> None:
        self.client = Client()
        self.headers = {"X-Workspace": slug} if slug else {}
        if key:
            self.headers["Authorization"] = f"Bearer {key}"
        if user is not None:
            self.client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """The status and the decoded answer, which is checked for the one error shape."""
        response = self.client.generic(
            method.upper(),
            f"/api/v1/{path}",
            b"" if body is None else json.dumps(body).encode(),
            content_type="application/json",
            headers=self.headers,
        )
        answer = json.loads(response.content) if response.content else None
        if response.status_code >= 400:
            check_error(answer)
        return response.status_code, answer

    def get(self, path: str) -> tuple[int, Any]:
        return self.call("get", path)

    def post(self, path: str, body: Any = None) -> tuple[int, Any]:
        return self.call("post", path, body)


def check_error(answer: Any) -> None:
    """The one shape: a code for programs, a sentence for people, and problems with paths."""
    assert set(answer) == {"error"}
    error = answer["error"]
    assert isinstance(error["code"], str)
    assert error["code"]
    assert error["message"].strip().endswith((".", ")"))
    for problem in error["problems"]:
        assert {"path", "code", "message"} <= set(problem)
