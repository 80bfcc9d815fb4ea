"""Start, find and stop the embedded PostgreSQL server."""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, urlsplit

from config import kept
from config.kept import EMBEDDED_URL_FILE
from config.postgres.place import Place, find
from config.supervisor.orphans import die_with_parent

PORT = 5432  # only a part of the socket's name: no port is opened
DATABASE = ROLE = "sojourn"
CONFIGURATION = Path(__file__).with_name("postgresql.conf")
WHO_MAY_CONNECT = "# Written by Sojourn at every start.\nlocal all all scram-sha-256\n"
# Nobody may sign in until our own pg_hba.conf is in place.
INITDB = ["-U", "postgres", "--auth=reject", "--encoding=UTF8", "--data-checksums"]
INITDB += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
START_LIMIT_SECONDS = 60


class ServerError(Exception):
    """The server cannot be started or stopped; the message says why."""


def start() -> str:
    """Start the server in the background unless it runs already; return its URL."""
    with _alone():
        place = find()
        prepare(place)
        if not is_running(place):
            _launch(place)
        _wait_until_ready(place)
        return kept.read(EMBEDDED_URL_FILE)


def stop() -> bool:
    """Stop the server if it runs; say whether it did. Open connections are ended."""
    with _alone():
        place = find()
        if not is_running(place):
            return False
        _call(place, ["pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(place.data)])
        return True


def run() -> NoReturn:
    """Become the server, in the foreground; while another start's server runs, stand by."""
    with _alone():
        place = find()
        prepare(place)
    while is_running(place):
        time.sleep(0.2)
    _forget_stale_lock(place)
    command = _command(place)
    if place.user is not None:
        _become(place.user)
        die_with_parent()
    os.chdir(place.data)
    os.execve(command[0], command, _environment())


def prepare(place: Place) -> None:
    """Make the data folder on the first start; put our configuration in place on every one."""
    if (place.data / "PG_VERSION").exists() and _is_of_a_lost_checkout(place):
        _set_aside(place)
    if not (place.data / "PG_VERSION").exists():
        _initialise(place)
    _write_url(place, _password())
    content = CONFIGURATION.read_text()
    content += f"unix_socket_directories = '{place.sockets}'\nport = {PORT}\n"
    if sys.platform == "linux":  # else each of a thousand files is synced after a crash
        content += "recovery_init_sync_method = syncfs\n"
    (place.data / "postgresql.conf").write_text(content)
    (place.data / "pg_hba.conf").write_text(WHO_MAY_CONNECT)
    (place.data / "local.conf").touch()
    (place.data / "local.conf").chmod(0o644)  # root makes it, the system user reads it


def is_running(place: Place) -> int:
    """The postmaster's process id, or 0; a left-over pid file of another program does not count."""
    try:
        pid = int((place.data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return 0
    except PermissionError:  # somebody else's process: the number was given out again
        return 0
    return pid if str(place.data) in _command_line(pid) else 0


def _command_line(pid: int) -> str:
    """What the process was called with; nothing for one that is dead but not yet collected."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            return ""
    shown = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    return subprocess.run(shown, check=False, capture_output=True, text=True).stdout


def _forget_stale_lock(place: Place) -> None:
    """PostgreSQL refuses to start when the old number now belongs to another program."""
    if not is_running(place):
        (place.data / "postmaster.pid").unlink(missing_ok=True)


def _launch(place: Place) -> None:
    """Let pg_ctl start it: it detaches the server from this process and waits until it is ready."""
    _forget_stale_lock(place)
    log = ["-l", str(place.log), "-t", str(START_LIMIT_SECONDS)]
    _call(place, ["pg_ctl", "start", "-w", "-s", "-D", str(place.data), *log])


def _command(place: Place) -> list[str]:
    return [str(place.binaries / "postgres"), "-D", str(place.data)]


def _environment() -> dict[str, str]:
    """A plain environment: no PG* variable of the caller leads the server astray."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _become(user: str) -> None:
    account = pwd.getpwnam(user)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)


def _initialise(place: Place) -> None:
    """A new cluster with one role, which owns its database but is no superuser.

    The superuser has no password, so nobody signs in as it.
    """
    password = secrets.token_urlsafe(24)
    # Under another name until it is complete: a start that was cut short leaves nothing.
    draft = place.data.with_name(f"{place.data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    _call(place, ["initdb", "-D", str(draft), *INITDB])
    _call(
        place,
        ["postgres", "--single", "-D", str(draft), "postgres"],
        f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}';\n"
        f"GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO {ROLE};\n"
        f"CREATE DATABASE {DATABASE} OWNER {ROLE};\n",
    )
    _write_url(place, password)
    shutil.rmtree(place.data, ignore_errors=True)  # no cluster: a removal that broke off
    draft.rename(place.data)


def _write_url(place: Place, password: str) -> None:
    """Say where the server is; at each start, since the checkout may have moved."""
    host = quote(str(place.sockets), safe="")
    url = f"postgresql://{ROLE}:{password}@/{DATABASE}?host={host}&port={PORT}"
    if kept.read(EMBEDDED_URL_FILE) != url:
        kept.write(EMBEDDED_URL_FILE, f"{url}\n")


def _is_of_a_lost_checkout(place: Place) -> bool:
    """Data that lies outside the checkout outlives it: a new one at the same path begins anew."""
    outside = not place.data.is_relative_to(kept.FOLDER)
    return outside and not kept.read(EMBEDDED_URL_FILE)


def _set_aside(place: Place) -> None:
    """Keep the latest lost data beside the new, in case somebody misses it."""
    if is_running(place):
        _call(place, ["pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(place.data)])
    aside = place.data.with_name("data-of-a-lost-checkout")
    shutil.rmtree(aside, ignore_errors=True)
    place.data.rename(aside)


def _password() -> str:
    password = urlsplit(kept.read(EMBEDDED_URL_FILE)).password
    if not password:
        raise ServerError(
            f"{kept.FOLDER / EMBEDDED_URL_FILE} with the password of the data is gone. "
            f"Bring the file back, or remove {kept.FOLDER} to begin anew."
        )
    return password


def _call(place: Place, command: list[str], given: str = "") -> None:
    done = subprocess.run(
        [str(place.binaries / command[0]), *command[1:]],
        input=given,
        cwd="/",
        env=_environment(),
        check=False,
        capture_output=True,
        text=True,
        **place.run_as(),
    )
    # In single-user mode PostgreSQL ends with 0 even when a statement was refused.
    if done.returncode or "ERROR:" in done.stderr:
        why = done.stderr.strip() or done.stdout.strip()
        raise ServerError(f"{command[0]} failed: {why} (the log is {place.log})")


def _wait_until_ready(place: Place) -> None:
    probe = [str(place.binaries / "pg_isready"), "-q", "-h", str(place.sockets), "-p", str(PORT)]
    limit = time.monotonic() + START_LIMIT_SECONDS
    while subprocess.run(probe, check=False, env=_environment(), **place.run_as()).returncode:
        if time.monotonic() > limit or not is_running(place):
            time.sleep(0.3)
            if time.monotonic() > limit:
                raise ServerError(f"PostgreSQL did not start; its log is {place.log}")
        time.sleep(0.05)


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time starts or stops the server; the others wait here."""
    with (kept.folder() / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
