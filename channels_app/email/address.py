"""Mail addresses: which ones can be written to, and how two of them are compared."""

import re
from functools import lru_cache

# Looser than the standard on purpose: the server decides. What could end a header is never one.
_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]{1,64}@[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]+"
)
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.ASCII)


def normal(text: str) -> str | None:
    """The address as suppressions know it, in lower case; None when it is none."""
    found = wire(text)
    return found.lower() if found else None


@lru_cache(maxsize=65536)
def wire(text: str) -> str | None:
    """The address as a server takes it: its host in ASCII. None when it cannot be written to.

    A name before the @ that is not ASCII needs a server with SMTPUTF8 and is not supported.
    """
    given = text.strip()
    if len(given) > 254 or not _ADDRESS.fullmatch(given):
        return None
    local, _, host = given.rpartition("@")
    if not local.isascii():
        return None
    try:
        ascii_host = host.lower() if host.isascii() else host.encode("idna").decode().lower()
    except UnicodeError:
        return None
    return f"{local}@{ascii_host}" if _HOST.fullmatch(ascii_host) else None
