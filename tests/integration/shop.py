"""Fixtures: the shop, the stranger, and calling the API as one of them."""

from collections.abc import Callable

import pytest

from tests.people import Caller, Shop, open_shop, person
from workspaces import keys
from workspaces.actions.workspaces import create_workspace
from workspaces.models import User


@pytest.fixture
def shop(db: None) -> Shop:
    keys.forget()
    return open_shop()


@pytest.fixture
def charlie(db: None) -> User:
    """A stranger, who owns a shop of his own."""
    user = person("Charlie")
    create_workspace(user, {"name": "Charlie's shop", "zone": "UTC"})
    return user


@pytest.fixture
def caller(shop: Shop) -> Callable[[str], Caller]:
    """caller("alice"): that person, calling about the shop."""

    def calling(name: str) -> Caller:
        return Caller(getattr(shop, name), shop.workspace.slug)

    return calling
