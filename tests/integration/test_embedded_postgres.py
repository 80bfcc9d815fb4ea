"""The embedded PostgreSQL: private, found by a second start, well after every kind of death."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from config import kept
from config.postgres import place


class Server:
    """A server of its own folder, driven as the Makefile drives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        inherited = dict(os.environ)  # noqa: TID251 - passed on to a program
        self.environment = inherited | {"SOJOURN_FOLDER": str(folder)}

    def call(self, verb: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "config.postgres", verb]
        return subprocess.run(
            command,
            env=self.environment,
            cwd=kept.ROOT,
            check=False,
            capture_output=True,
            text=True,
        )

    @property
    def url(self) -> str:
        return (self.folder / "database_url").read_text().strip()

    def ask(self, question: str) -> str:
        with psycopg.connect(self.url, autocommit=True) as connection:
            row = connection.execute(question).fetchone()
        assert row is not None
        return str(row[0])

    @property
    def data(self) -> Path:
        return Path(self.ask("SHOW data_directory"))

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split("\n")[0])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("checkout") / "sojourn")
    done = made.call("start")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == made.url
    data = made.data
    yield made
    made.call("stop")
    if data.is_relative_to(place.SYSTEM_HOME):
        shutil.rmtree(data.parent)


def test_a_second_start_finds_the_running_server(server: Server) -> None:
    pid = server.pid
    assert server.call("start").stdout.strip() == server.url
    assert server.pid == pid


def test_every_connection_needs_the_password(server: Server) -> None:
    for wrong in (make_conninfo(server.url, password=""), make_conninfo(server.url, password="x")):
        with pytest.raises(psycopg.OperationalError, match=r"password"):
            psycopg.connect(wrong)


def test_nobody_signs_in_as_the_superuser(server: Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(make_conninfo(server.url, user="postgres", password="postgres"))
    assert server.ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "False"


def test_no_port_is_open_and_commits_are_durable(server: Server) -> None:
    assert server.ask("SHOW listen_addresses") == ""
    assert server.ask("SHOW fsync") == "on"
    assert server.ask("SHOW synchronous_commit") == "on"
    assert server.ask("SHOW jit") == "off"


def test_secrets_are_for_the_owner_only(server: Server) -> None:
    assert (server.folder / "database_url").stat().st_mode & 0o077 == 0
    assert server.folder.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_mode & 0o077 == 0
    sockets = Path(server.ask("SHOW unix_socket_directories"))
    assert sockets.stat().st_mode & 0o077 == 0
    assert len(str(sockets)) < 80  # a socket's path may have 107 characters


def test_a_killed_server_starts_again_with_what_was_committed(server: Server) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept_through_a_kill AS SELECT 42 AS answer")
    os.kill(server.pid, signal.SIGKILL)
    end = time.monotonic() + 20
    while server.call("start").returncode and time.monotonic() < end:
        continue  # its children still hold the memory
    assert server.ask("SELECT answer FROM kept_through_a_kill") == "42"


def test_a_stale_pid_file_that_names_another_program_is_forgotten(server: Server) -> None:
    file = server.data / "postmaster.pid"
    lines = file.read_text().split("\n")
    assert server.call("stop").returncode == 0
    lines[0] = str(os.getpid())
    file.write_text("\n".join(lines))
    assert server.call("status").returncode == 3
    assert server.call("start").returncode == 0
    assert server.ask("SELECT 1") == "1"


def test_the_operators_own_settings_are_read(server: Server) -> None:
    (server.data / "local.conf").write_text("work_mem = '7MB'\n")
    server.call("stop")
    server.call("start")
    assert server.ask("SHOW work_mem") == "7MB"


def test_stop_and_status_say_what_is_so(server: Server) -> None:
    assert server.call("stop").stdout == "PostgreSQL stopped.\n"
    again = server.call("stop")
    assert (again.stdout, again.returncode) == ("PostgreSQL was not running.\n", 0)
    assert server.call("status").returncode == 3
    assert server.call("start").returncode == 0


def test_an_unknown_verb_is_answered_with_the_known_ones(server: Server) -> None:
    done = server.call("dance")
    assert done.returncode == 2
    assert done.stderr.startswith("Usage:")


@pytest.mark.skipif(os.geteuid() == 0, reason="root's data lies outside the checkout")
def test_a_lost_password_is_a_sentence(server: Server) -> None:
    content, file = server.url, server.folder / "database_url"
    file.unlink()
    done = server.call("start")
    file.write_text(f"{content}\n")
    assert done.returncode == 1
    assert "with the password of the data is gone" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="other people's data lies in the checkout")
def test_a_new_checkout_in_the_same_place_begins_anew(server: Server) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE of_the_old_checkout ()")
    data = server.data
    shutil.rmtree(server.folder)  # the server still runs
    assert server.call("start").returncode == 0
    assert server.ask("SELECT to_regclass('of_the_old_checkout')") == "None"
    assert data.with_name("data-of-a-lost-checkout").exists()
