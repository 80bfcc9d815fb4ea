"""Files of journeys: reading, writing, and the slug that a file's name stands for."""

import re
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from journeys.core import exchange

INPUT = "-"
LONGEST = 64


def read(name: str) -> dict[str, Any]:
    """The journey in the file; UnreadableError says what else it holds."""
    if name == INPUT:
        return exchange.read(sys.stdin.buffer.read(exchange.LARGEST + 1))
    path = Path(name)
    try:
        exchange.check_size(path.stat().st_size)
        return exchange.read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def write(path: Path, text: str) -> bool:
    """Whether the file was not so already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == text.encode():
            return False
        path.write_bytes(text.encode())
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    return True


def slug_of(name: str) -> str:
    if name == INPUT:
        raise CommandError("Say which journey the input holds: --slug SLUG.")
    slug = Path(name).stem
    if len(slug) > LONGEST or not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", slug):
        raise CommandError(
            f"The name of {name} is no slug: small letters, digits, - and _. Give one: --slug SLUG."
        )
    return slug
