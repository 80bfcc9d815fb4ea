"""Small private files in .sojourn/: made once, readable by the owner only."""

import os
import secrets
from pathlib import Path

from config import environment

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(environment.text("SOJOURN_FOLDER", str(ROOT / ".sojourn"))).absolute()
FIRST_SIGN_IN = "first-sign-in"
EMBEDDED_URL_FILE = "database_url"


def folder() -> Path:
    FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    return FOLDER


def write(name: str, content: str) -> Path:
    """Replace the file in one step, so that a reader never sees half of it."""
    path = folder() / name
    draft = path.with_name(f"{name}.{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(content)
    draft.replace(path)
    return path


def read(name: str) -> str:
    """The file's content without its line end, or nothing when it is not there."""
    try:
        return (FOLDER / name).read_text().strip()
    except FileNotFoundError:
        return ""


def secret(name: str) -> str:
    """A random secret that stays the same for this checkout.

    Two processes that start together agree: the file is linked into place, and the
    second one reads what the first has written.
    """
    if value := read(name):
        return value
    draft = write(f"{name}.{secrets.token_hex(4)}", secrets.token_urlsafe(48))
    try:
        os.link(draft, FOLDER / name)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return read(name)
