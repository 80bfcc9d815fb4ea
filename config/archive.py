"""Saving and bringing back the whole database with PostgreSQL's own programs."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from config.postgres.place import PlaceError, installed_programs

EMPTIES = b"BEGIN;\nDROP SCHEMA IF EXISTS public CASCADE;\nCREATE SCHEMA public;\n"
CHUNK = 1024 * 1024


class ArchiveError(Exception):
    """The backup or the restore did not happen; the message says why."""


def save(path: Path) -> int:
    """Write the database to the file, in pg_dump's custom format; the file's size in bytes.

    The file appears under its name when it is complete, and only its owner may read it.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _call("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}")
        size = draft.stat().st_size
        draft.replace(path)
        return size
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)


def bring_back(path: Path) -> None:
    """Replace everything in the database by what the file holds, or change nothing at all."""
    if not path.is_file():
        raise ArchiveError(f"{path} is not there.")
    environment = _environment()
    script = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(path)]
    runner = [
        _program("psql"),
        "--quiet",
        "--no-psqlrc",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
    ]
    connection.close()
    with (
        subprocess.Popen(script, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading,
        subprocess.Popen(
            runner, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        ) as writing,
    ):
        complete = _pass_on(reading, writing)
        trouble = b"".join(end.read() for end in (writing.stderr, reading.stderr) if end)
    # Without COMMIT, psql's end rolls everything back.
    if not complete or writing.returncode:
        raise ArchiveError(f"Nothing was changed: {_first_line(trouble)}")


def _pass_on(reading: subprocess.Popen[bytes], writing: subprocess.Popen[bytes]) -> bool:
    """Feed what one program writes to the other; COMMIT only when the first one ended well."""
    assert reading.stdout is not None
    assert writing.stdin is not None
    try:
        writing.stdin.write(EMPTIES)
        while chunk := reading.stdout.read(CHUNK):
            writing.stdin.write(chunk)
        complete = reading.wait() == 0
        writing.stdin.write(b"\nCOMMIT;\n" if complete else b"\nROLLBACK;\n")
        writing.stdin.close()
    except BrokenPipeError:  # psql stopped at an error
        reading.kill()
        return False
    return complete


def _call(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [_program(program), *arguments], env=_environment(), check=False, capture_output=True
    )
    if done.returncode:
        raise ArchiveError(_first_line(done.stderr))


def _environment() -> dict[str, str]:
    """How libpq's programs reach the database; a password never stands on a command line."""
    settings = connection.settings_dict
    named = {
        "PGDATABASE": settings["NAME"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGOPTIONS": "-c client_min_messages=warning",
        "PGSSLMODE": settings["OPTIONS"].get("sslmode", ""),
        "PGSSLROOTCERT": settings["OPTIONS"].get("sslrootcert", ""),
    }
    return dict(os.environ) | {name: str(value) for name, value in named.items() if value}


def _program(name: str) -> str:
    """The program of the server's own version, or a later one: an older pg_dump would refuse."""
    wanted = _server_version()
    found = [folder / name for folder in _folders(wanted) if (folder / name).is_file()]
    exact = [path for path in found if _version(path) == wanted]
    later = [path for path in found if _version(path) > wanted]
    if not exact + later:
        raise ArchiveError(f"The server is PostgreSQL {wanted}; install its {name}.")
    return str((exact + later)[0])


def _folders(version: int) -> list[Path]:
    folders = [Path(f"/usr/lib/postgresql/{version}/bin")]  # Debian's place beside the PATH
    if on_path := shutil.which("pg_dump"):
        folders.insert(0, Path(on_path).parent)
    with contextlib.suppress(PlaceError):
        folders.insert(0, installed_programs())
    return folders


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def _version(program: Path) -> int:
    shown = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)
    digits = "".join(shown.stdout.split(")")[-1:]).split()[:1]
    return int(digits[0].split(".")[0]) if digits else 0


def _first_line(output: bytes) -> str:
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "the program gave no reason"
