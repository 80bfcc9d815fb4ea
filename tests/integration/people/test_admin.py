"""Django's admin shows the small tables and changes nothing."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client, RequestFactory

from journeys.actions.documents import create_journey
from journeys.actions.lifecycle import publish
from tests.integration.api.test_journeys import GOOD
from tests.people import Shop
from workspaces.actions.invitations import invite
from workspaces.actions.keys import create_key
from workspaces.models import ApiKey

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("workspaces", "journeys", "channels_app")
]


@pytest.fixture
def operator(shop: Shop, client: Client) -> Client:
    shop.alice.is_staff = shop.alice.is_superuser = True
    shop.alice.save()
    client.force_login(shop.alice, "allauth.account.auth_backends.AuthenticationBackend")
    journey = create_journey(shop.owner, "Welcome", GOOD)
    publish(shop.owner, journey, "")
    invite(shop.owner, "dora@example.org", "viewer")
    return client


def test_the_small_tables_are_there() -> None:
    names = {model.__name__ for model in OURS}
    assert names >= {
        "Workspace",
        "User",
        "Membership",
        "ApiKey",
        "AuditEntry",
        "Journey",
        "Version",
    }


@pytest.mark.parametrize("model", OURS, ids=lambda model: str(model.__name__))
def test_each_can_be_looked_at_and_not_changed(operator: Client, model: type) -> None:
    meta = apps.get_model(f"{model.__module__.split('.')[0]}.{model.__name__}")._meta
    base = f"/admin/{meta.app_label}/{meta.model_name}/"
    assert operator.get(base).status_code == 200
    assert operator.get(base + "add/").status_code == 403
    row = model.objects.first()  # type: ignore[attr-defined]
    if row is not None:
        assert operator.get(f"{base}{row.pk}/change/").status_code == 200
        assert operator.post(f"{base}{row.pk}/change/", {}).status_code == 403
        assert operator.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_nothing_that_packages_bring_can_be_changed_either(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    for model, shown in admin.site._registry.items():
        may = shown.has_add_permission, shown.has_change_permission, shown.has_delete_permission
        assert not any(each(request) for each in may), model
        assert shown.get_actions(request) == {}, model


def test_no_key_is_shown(operator: Client, shop: Shop) -> None:
    key, text = create_key(shop.owner, "x", "write")
    page = operator.get(f"/admin/workspaces/apikey/{key.pk}/change/").content.decode()
    assert text not in page
    assert ApiKey.objects.get(pk=key.pk).digest not in page


def test_it_is_closed_to_everybody_else(shop: Shop, client: Client) -> None:
    client.force_login(shop.bob, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/admin/workspaces/user/").status_code == 302
