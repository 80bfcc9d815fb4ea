"""Probes, and what the command line says when the database is gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from config import checks, health, kept

NOWHERE = "postgresql://sojourn:hunter2@/sojourn?host=/nonexistent"


def test_healthz_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


@pytest.mark.django_db
def test_readyz_is_ready(client: Client) -> None:
    answer = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, {"ready": True})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_waits_for_the_migrations(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'workspaces'")
    assert any(name.startswith("workspaces.") for name in health.pending_migrations())
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "not_ready"
    assert "Migrations are not applied" in answer.json()["error"]["message"]


def call(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    inherited = dict(os.environ)  # noqa: TID251 - passed on to a program
    environment = inherited | {"SOJOURN_FOLDER": str(folder)} | variables
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=kept.ROOT, env=environment, check=False, capture_output=True, text=True
    )


def test_readyz_says_that_the_database_is_gone(tmp_path: Path) -> None:
    script = (
        "from django.test import Client; answer = Client().get('/readyz');"
        "print(answer.status_code, answer.json()['error']['message'])"
    )
    done = call(tmp_path, "shell", "-v", "0", "-c", script, DATABASE_URL=NOWHERE)
    assert done.stdout.startswith("503 The database does not answer.")


@pytest.mark.parametrize(
    "command",
    [["migrate"], ["backup", "x"], ["restore", "x"], ["prepare"], ["check_runs"], ["qcluster"]],
)
def test_a_dead_database_is_a_sentence(tmp_path: Path, command: list[str]) -> None:
    done = call(tmp_path, *command, DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "hunter2" not in done.stderr + done.stdout


def test_an_odd_setting_is_a_sentence(tmp_path: Path) -> None:
    done = call(tmp_path, "check", SOJOURN_DEBUG="maybe")
    assert done.returncode == 1
    assert done.stderr == ("The environment variable SOJOURN_DEBUG is 'maybe'; write 1 or 0.\n")


def test_the_checks_of_the_set_up_have_ids(tmp_path: Path) -> None:
    done = call(
        tmp_path,
        "check",
        DATABASE_URL=NOWHERE,
        SOJOURN_BASE_URL="http://shop.example",
        SOJOURN_ALLOWED_HOSTS="other.example",
        SOJOURN_SECRET_KEY="short",
        SOJOURN_DEBUG="1",
    )
    assert done.returncode == 1
    for number in ("sojourn.E001", "sojourn.W001", "sojourn.E002", "sojourn.E003"):
        assert number in done.stderr


@pytest.mark.django_db
def test_the_embedded_server_passes_the_checks() -> None:
    assert checks.check_server(databases=["default"]) == []


def test_a_redis_that_is_away_is_said_only_when_asked(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert checks.check_redis() == []
    assert [found.id for found in checks.check_redis(databases=["default"])] == ["sojourn.E007"]
