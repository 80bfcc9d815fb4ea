"""The first person of a new installation."""

from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from config import first_sign_in, kept
from workspaces.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FOLDER", tmp_path)


def test_it_can_sign_in_with_what_was_kept(tmp_path: Path) -> None:
    assert first_sign_in.make("alice@example.org") is True
    lines = dict(line.split() for line in kept.read("first-sign-in").splitlines())
    assert (tmp_path / "first-sign-in").stat().st_mode & 0o077 == 0
    person = authenticate(
        RequestFactory().post("/accounts/login/"),
        email=lines["email:"],
        password=lines["password:"],
    )
    assert person == User.objects.get()


def test_it_is_made_once_only() -> None:
    User.objects.create_user("bob@example.org", "a long pass phrase")
    assert first_sign_in.make("alice@example.org") is False
    assert User.objects.count() == 1
    assert kept.read("first-sign-in") == ""


def test_two_processes_agree_on_a_secret() -> None:
    assert kept.secret("secret_key") == kept.secret("secret_key")
    assert len(kept.secret("secret_key")) >= 50
    assert kept.secret("other") != kept.secret("secret_key")
