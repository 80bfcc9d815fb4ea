"""Shared by all tests: the embedded server is started before anything connects to it."""

import os

import hypothesis
import pytest
from django.conf import settings
from pytest_django import Settings

from config import database
from config.postgres import server

if not os.environ.get("DATABASE_URL"):  # noqa: TID251 - before the settings exist
    server.start()
    # pytest-django has read the settings by now, and in a fresh clone there was no URL yet.
    # The same dict is what connections hold; the test database's name stays.
    named = database.parsed(database.database_url(), settings.TEST_DATABASE)
    settings.DATABASES["default"].update({key: named[key] for key in named if key != "TEST"})
    settings.DATABASE_URL = database.database_url()


# How long one example takes says nothing on a machine that does other things too.
hypothesis.settings.register_profile(
    "sojourn", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("sojourn")


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Argon2 is slow on purpose; tests that do not measure it take a quick hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
