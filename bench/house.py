"""A house of its own for the measurement: database, web and worker processes, journeys, and its
end."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".bench"
PATIENCE_S = 30.0


def furnish() -> None:
    """Settings for this process and those that it starts; before Django is imported."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(
        SOJOURN_FOLDER=str(FOLDER),
        SOJOURN_MAIL="sink",
        SOJOURN_EVENTS_PER_SECOND="0",
        SOJOURN_LOG_LEVEL="warning",
        DJANGO_SETTINGS_MODULE="config.settings",
    )


@contextmanager
def database() -> Iterator[str]:
    """An embedded PostgreSQL of its own, migrated; gone afterwards with all its data."""
    from config.postgres import place, server

    url = server.start()
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield url
    finally:
        server.stop()
        shutil.rmtree(place.find().data, ignore_errors=True)
        shutil.rmtree(FOLDER, ignore_errors=True)


def postmaster_pid() -> int:
    from config.postgres import place

    return int((place.find().data / "postmaster.pid").read_text().split()[0])


class Process:
    """A part of the house, started by its production command and stopped by pid."""

    def __init__(self, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, "-u", *arguments], cwd=ROOT, env={**os.environ, **(env or {})}
        )

    @property
    def pid(self) -> int:
        return self.popen.pid

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            self.popen.send_signal(signal.SIGTERM)
        try:
            self.popen.wait(15)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()


@contextmanager
def web() -> Iterator[tuple[int, Process]]:
    """One web process; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = Process(
        "-m", "uvicorn", "config.asgi:application", "--host", "127.0.0.1", "--port", str(port),
        "--no-access-log", "--log-level", "warning",
    )  # fmt: skip
    try:
        until_open(port)
        yield port, process
    finally:
        process.stop()


@contextmanager
def workers(*options: str) -> Iterator[Process]:
    process = Process("manage.py", "worker", *options)
    try:
        yield process
    finally:
        process.stop()


def until_open(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"The web process did not open port {port} within {PATIENCE_S:.0f} s.")


class Shop:
    """A workspace with a write key."""

    def __init__(self, name: str) -> None:
        from workspaces import keys
        from workspaces.models import ApiKey, KeyKind, Workspace

        self.workspace = Workspace.objects.create(
            name=name, slug=name, zone="UTC", language="en",
            sender_name="Bench", sender_email="bench@example.com",
        )  # fmt: skip
        self.key = keys.new_text(KeyKind.WRITE)
        ApiKey.objects.create(
            workspace=self.workspace, kind=KeyKind.WRITE, name="bench",
            digest=keys.digest(self.key), hint=self.key[:8], text=self.key,
        )  # fmt: skip

    def publish(self, slug: str, document: dict[str, Any]) -> int:
        """Publish a journey; its id."""
        from journeys.models import Journey, Version

        journey = Journey.objects.create(
            workspace=self.workspace, slug=slug, name=slug, state="live", draft=document
        )
        journey.live_version = Version.objects.create(journey=journey, number=1, document=document)
        journey.save()
        return int(journey.pk)

    def draft(self, slug: str, document: dict[str, Any]) -> int:
        """A journey that is only drawn; its id."""
        from journeys.models import Journey

        name = document["name"]
        journey = Journey.objects.create(
            workspace=self.workspace, slug=slug, name=name, state="draft", draft=document
        )
        return int(journey.pk)

    def signed_in(self) -> str:
        """The session of an owner of the workspace, for a browser."""
        from django.test import Client

        from workspaces.actions.people import create_user
        from workspaces.models import Membership, Role

        user = create_user("bench@example.com", None)
        Membership.objects.create(workspace=self.workspace, user=user, role=Role.OWNER)
        client = Client()
        client.force_login(user)
        return client.cookies["sessionid"].value


def query(sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """One statement on Django's connection, committed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return list(cursor.fetchall()) if cursor.description else []


VACUUMING = "select count(*) from pg_stat_activity where backend_type = 'autovacuum worker'"


def rest(patience_s: float = 60.0) -> None:
    """Let the database clear up after the part before, so that each part pays for itself: what
    autovacuum would come to do within the next minutes is done now."""
    query("vacuum (analyze)")
    query("checkpoint")
    until(f"select ({VACUUMING}) = 0", True, patience_s)


def until(sql: str, wanted: int, patience_s: float) -> bool:
    """Ask five times a second until the statement's number is reached."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if query(sql)[0][0] >= wanted:
            return True
        time.sleep(0.2)
    return False
