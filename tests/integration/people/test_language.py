"""Pages and answers come in the language that the person chose."""

from collections.abc import Callable

from django.test import Client

from tests.people import Caller, Shop


def test_the_page_names_the_persons_language(
    shop: Shop, caller: Callable[[str], Caller], client: Client
) -> None:
    assert caller("bob").call("patch", "me", {"language": "pl"})[0] == 200
    shop.bob.refresh_from_db()
    client.force_login(shop.bob)
    page = client.get("/accounts/password/change/")
    assert b'<html lang="pl">' in page.content


def test_a_stranger_is_spoken_to_as_the_browser_asks(db: None, client: Client) -> None:
    page = client.get("/accounts/login/", headers={"accept-language": "ru,en;q=0.5"})
    assert b'<html lang="ru">' in page.content
