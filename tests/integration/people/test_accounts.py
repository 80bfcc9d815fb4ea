"""The pages under /accounts/: signing in, lock-out, reset, changing the address."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.people import PASSWORD, Shop
from workspaces.models import User

LOGIN = "/accounts/login/"


def sign_in(client: Client, email: str, password: str) -> int:
    return client.post(LOGIN, {"login": email, "password": password}).status_code


def link_in(message: object) -> str:
    found = re.search(r"http://\S+", str(message.body))  # type: ignore[attr-defined]
    assert found is not None
    return found[0].removeprefix("http://testserver").removeprefix("http://localhost:8000")


def test_signing_in_leads_to_the_product(shop: Shop, client: Client) -> None:
    response = client.post(LOGIN, {"login": "alice@example.org", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/api/v1/me").json()["user"]["name"] == "Alice"


def test_signing_out_ends_the_session(shop: Shop, client: Client) -> None:
    sign_in(client, "alice@example.org", PASSWORD)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/api/v1/me").status_code == 401


def test_after_ten_wrong_passwords_it_is_locked_with_a_sentence(shop: Shop, client: Client) -> None:
    for _ in range(9):
        assert sign_in(client, "alice@example.org", "wrong") == 200
    locked = client.post(LOGIN, {"login": "alice@example.org", "password": "wrong"})
    assert locked.status_code == 429
    assert "Too many wrong passwords" in locked.content.decode()
    assert sign_in(client, "alice@example.org", PASSWORD) == 429
    assert sign_in(client, "bob@example.org", PASSWORD) == 302


def test_a_password_is_reset_by_mail(shop: Shop, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
    form = client.get(link_in(mail.outbox[0]), follow=True)
    new = {"password1": "a new long password", "password2": "a new long password"}
    done = client.post(form.request["PATH_INFO"], new, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert sign_in(client, "alice@example.org", "a new long password") == 302
    again = client.get(link_in(mail.outbox[0]), follow=True)
    assert "This link no longer works" in again.content.decode()


def test_a_reset_for_an_unknown_address_tells_nothing_and_sends_nothing(
    shop: Shop, client: Client
) -> None:
    known = client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "who@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_a_new_address_holds_once_it_is_confirmed(shop: Shop, client: Client) -> None:
    client.force_login(shop.alice, "allauth.account.auth_backends.AuthenticationBackend")
    client.post("/accounts/email/", {"email": "alice@new.example", "action_add": ""})
    shop.alice.refresh_from_db()
    assert shop.alice.email == "alice@example.org"
    assert "on its way" in client.get("/accounts/email/").content.decode()
    [asked] = [message for message in mail.outbox if message.to == ["alice@new.example"]]
    client.post(link_in(asked))
    shop.alice.refresh_from_db()
    assert shop.alice.email == "alice@new.example"
    assert list(EmailAddress.objects.filter(user=shop.alice).values_list("email", flat=True)) == [
        "alice@new.example"
    ]


def test_nobody_opens_an_account_without_an_invitation(db: None, client: Client) -> None:
    page = client.get("/accounts/signup/")
    assert "Accounts come by invitation" in page.content.decode()
    new = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", new)
    assert not User.objects.exists()


def test_an_installation_may_open_sign_up(db: None, client: Client, settings: object) -> None:
    settings.SOJOURN_OPEN_SIGN_UP = True  # type: ignore[attr-defined]
    new = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/accounts/signup/", new).status_code == 302
    assert User.objects.get().email == "x@example.org"


@pytest.mark.parametrize(
    "path",
    ["login/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "inactive/"],
)
def test_every_page_without_a_session_has_a_heading(db: None, client: Client, path: str) -> None:
    page = client.get(f"/accounts/{path}")
    assert page.status_code == 200
    assert re.search(r"<h1>[^<]+</h1>", page.content.decode())


@pytest.mark.parametrize("path", ["logout/", "password/change/", "email/"])
def test_every_page_with_a_session_has_a_heading(shop: Shop, client: Client, path: str) -> None:
    client.force_login(shop.alice, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/accounts/{path}")
    assert page.status_code == 200
    assert re.search(r"<h1>[^<]+</h1>", page.content.decode())


def test_a_mail_server_that_is_down_leaves_the_page_a_page(
    shop: Shop, client: Client, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    answer = client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    assert answer.status_code == 302
