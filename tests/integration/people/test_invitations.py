"""Invitations: by mail, for one address, once, for a week, revocable."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.people import PASSWORD, Caller, Shop
from workspaces.actions.invitations import link
from workspaces.clock import now
from workspaces.models import Invitation, Membership, Role, User

Calling = Callable[[str], Caller]
DORA = {"email": "Dora@Example.org", "role": "editor"}


@pytest.fixture
def invited(
    caller: Calling, shop: Shop, django_capture_on_commit_callbacks: Callable[..., object]
) -> Invitation:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        status, answer = caller("alice").post("invitations", DORA)
    assert status == 201
    return Invitation.objects.get(id=answer["id"])


def path_of(invitation: Invitation) -> str:
    return link(invitation).removeprefix("http://localhost:8000")


def join(client: Client, invitation: Invitation, **fields: str) -> str:
    form = {"name": "Dora", "password": PASSWORD} | fields
    return client.post(path_of(invitation), form, follow=False).content.decode()


def test_the_mail_has_the_link_and_says_who_asks(invited: Invitation) -> None:
    [message] = mail.outbox
    assert message.to == ["dora@example.org"]
    assert "Alice" in message.subject
    assert link(invited) in message.body


def test_a_new_person_gets_an_account_and_is_signed_in(
    invited: Invitation, client: Client, shop: Shop
) -> None:
    response = client.post(path_of(invited), {"name": "Dora", "password": PASSWORD})
    assert response["Location"] == f"/w/{shop.workspace.slug}/home"
    dora = User.objects.get(email="dora@example.org")
    assert Membership.objects.get(user=dora).role == Role.EDITOR
    assert client.get("/api/v1/me").json()["user"]["name"] == "Dora"
    again = client.get(path_of(invited))
    assert again.status_code == 404
    assert "accepted already" in again.content.decode()


def test_a_weak_password_is_refused(invited: Invitation, client: Client) -> None:
    assert "too short" in join(client, invited, password="short")
    assert not User.objects.filter(email="dora@example.org").exists()


def test_looking_at_the_page_joins_nobody(invited: Invitation, client: Client) -> None:
    assert client.get(path_of(invited)).status_code == 200
    assert not User.objects.filter(email="dora@example.org").exists()


def test_a_person_with_an_account_signs_in_and_joins(
    caller: Calling, shop: Shop, charlie: User, client: Client
) -> None:
    _, answer = caller("alice").post(
        "invitations", {"email": "charlie@example.org", "role": "viewer"}
    )
    path = answer["link"].removeprefix("http://localhost:8000")
    assert "Sign in to join" in client.get(path).content.decode()
    client.force_login(charlie, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(path).status_code == 302
    assert Membership.objects.get(user=charlie, workspace=shop.workspace).role == Role.VIEWER


def test_it_is_for_the_invited_address_only(
    invited: Invitation, client: Client, charlie: User
) -> None:
    client.force_login(charlie, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(path_of(invited)).content.decode()
    assert "You are signed in as charlie@example.org" in page
    assert not Membership.objects.filter(user=charlie, workspace=invited.workspace).exists()


def test_a_revoked_invitation_is_closed(
    invited: Invitation, caller: Calling, client: Client
) -> None:
    assert caller("alice").call("delete", f"invitations/{invited.id}")[0] == 204
    assert "withdrawn" in join(client, invited)
    assert caller("alice").get("invitations")[1]["results"][0]["state"] == "revoked"


def test_an_old_invitation_has_expired(invited: Invitation, client: Client) -> None:
    Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    assert "expired" in join(client, invited)


def test_a_forged_link_is_not_found(invited: Invitation, client: Client) -> None:
    response = client.get(path_of(invited)[:-5] + "AAAA/")
    assert response.status_code == 404


def test_inviting_again_replaces_the_open_one(invited: Invitation, caller: Calling) -> None:
    caller("alice").post("invitations", DORA)
    states = [row["state"] for row in caller("alice").get("invitations")[1]["results"]]
    assert states == ["open", "revoked"]


def test_a_member_is_not_invited(caller: Calling, shop: Shop) -> None:
    status, _ = caller("alice").post("invitations", {"email": "bob@example.org", "role": "owner"})
    assert status == 409


def test_only_owners_see_the_link(invited: Invitation, caller: Calling) -> None:
    assert caller("alice").get("invitations")[1]["results"][0]["link"] == link(invited)
    assert caller("vera").get("invitations")[1]["results"][0]["link"] is None


def test_a_mail_server_that_is_down_does_not_undo_the_invitation(
    caller: Calling,
    shop: Shop,
    settings: object,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        status, answer = caller("alice").post("invitations", DORA)
    assert status == 201
    assert answer["link"]
