"""Shared by all tests: the embedded server is started before Django reads its settings."""

import os

import hypothesis
import pytest
from pytest_django import Settings

from config import kept
from config.postgres import server

# pytest-django sets Django up before it asks for fixtures, and the settings want the URL then.
if not os.environ.get("DATABASE_URL"):  # noqa: TID251 - before the settings exist
    server.start()
    assert kept.read("database_url")

# How long one example takes says nothing on a machine that does other things too.
hypothesis.settings.register_profile(
    "sojourn", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("sojourn")


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Argon2 is slow on purpose; tests that do not measure it take a quick hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
