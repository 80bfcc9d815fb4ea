"""Whose write key it is: from the Authorization header, else from the body's writeKey."""

import base64
import binascii

import psycopg

from journeys.ingest.connection import Link
from journeys.ingest.refusals import RefusedError
from workspaces import keys
from workspaces.models import KeyKind

CHALLENGE = ((b"www-authenticate", b"Bearer"),)
LONGEST = 200
# The wall clock of the server, for a use is no part of a replayed history.
USED_SQL = "update api_key set last_used_at = now() where id = %s returning id"


def in_header(value: bytes | None) -> str | None:
    """The key of a Basic (as user name) or Bearer header; None without a header."""
    if not value:
        return None
    scheme, _, rest = value.decode("latin-1").partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            pair = base64.b64decode(rest.strip(), validate=True).decode()
        except (binascii.Error, ValueError):
            raise _refused("The Basic authorization is not base64 of `key:`.") from None
        return pair.partition(":")[0].strip()
    raise _refused("The Authorization header is neither Basic nor Bearer.")


async def workspace_of(key: str | None, link: Link) -> int:
    """The workspace that the key writes to. RefusedError with 401, or psycopg.Error when down."""
    if not key:
        raise _refused("The request has no write key.")
    if len(key) > LONGEST:
        raise _refused("This is too long to be a write key.", "unknown_key")
    holder = await _holder(key, link)
    if holder is None:
        raise _refused("This write key is not known here, or it was revoked.", "unknown_key")
    if holder.kind != KeyKind.WRITE:
        what = "This is a secret key, which must never be where events are sent from."
        raise _refused(what, "secret_key")
    if keys.due_for_use(holder.key_id):
        await _note_use(holder.key_id, link)
    return holder.workspace_id


async def _holder(key: str, link: Link) -> keys.KeyHolder | None:
    seen = keys.remembered(key)
    if seen is not None:
        return seen[0]
    async with link.use() as connection:
        # Whoever waited for the link finds what the first has asked.
        seen = keys.remembered(key)
        if seen is not None:
            return seen[0]
        cursor = await connection.execute(keys.FIND_SQL.encode(), [keys.digest(key)])
        row = await cursor.fetchone()
    return keys.remember(key, keys.KeyHolder(*row) if row else None)


async def _note_use(key_id: int, link: Link) -> None:
    """Best effort: no event is refused because its key's last use could not be written."""
    try:
        await link.one(USED_SQL, [key_id])
    except psycopg.Error:
        return


def _refused(what: str, code: str = "unauthorized") -> RefusedError:
    how = "Give a write key as the user name of Basic, as Bearer, or as writeKey in the body."
    return RefusedError(401, code, f"{what} {how}", headers=CHALLENGE)
