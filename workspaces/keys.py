"""Making API keys and finding whose they are, fast enough for every single event.

A key is 32 random bytes behind `wk_` or `sk_`, so a keyed SHA-256 (HMAC with the
server's secret) is enough: nobody guesses it, and one check costs a microsecond.
"""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from workspaces.clock import now
from workspaces.models import KeyKind

PREFIX = {KeyKind.WRITE.value: "wk_", KeyKind.SECRET.value: "sk_"}
FRESH_FOR = 3.0  # seconds that an answer is believed without asking the database
REMEMBERED = 10_000  # answers, wrong keys included; past that all are forgotten
USED_AT_MOST_EVERY = 60.0  # seconds between two writes of last_used_at

FIND_SQL = """
select k.id, k.workspace_id, k.kind, w.slug, w.zone, w.language
from api_key k join workspace w on w.id = k.workspace_id
where k.digest = %s and k.revoked_at is null and w.deleting_at is null
"""
USED_SQL = """
update api_key set last_used_at = %(at)s
where id = any(%(ids)s)
  and (last_used_at is null or last_used_at < %(at)s::timestamptz - interval '60 seconds')
"""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Whose key it is, with what the event path needs of the workspace."""

    key_id: int
    workspace_id: int
    kind: str
    slug: str
    zone: str
    language: str


_answers: dict[str, tuple[float, KeyHolder | None]] = {}
_used: dict[int, float] = {}


def new_text(kind: str) -> str:
    return PREFIX[kind] + secrets.token_urlsafe(32)


def digest(text: str) -> str:
    """The keyed hash under which a key is stored and found."""
    secret = b"api-key:" + settings.SECRET_KEY.encode()
    return hmac.new(secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def find(text: str) -> KeyHolder | None:
    """Whose key this is, or None when it is unknown, revoked, or its workspace is going.

    An answer is remembered by this process for 3 seconds, so a revoked key works for
    3 seconds at most. Asks the database on Django's connection of this thread.
    """
    seen = remembered(text)
    if seen is not None:
        return seen[0]
    with connection.cursor() as cursor:
        cursor.execute(FIND_SQL, [digest(text)])
        row = cursor.fetchone()
    return remember(text, KeyHolder(*row) if row else None)


def remembered(text: str) -> tuple[KeyHolder | None] | None:
    """A fresh answer as a tuple of one, or None when the database must be asked.

    For callers with a connection of their own: on None, run FIND_SQL with `digest(text)`
    and hand the outcome to `remember`.
    """
    answer = _answers.get(text)
    if answer is None or answer[0] < time.monotonic():
        return None
    return (answer[1],)


def remember(text: str, holder: KeyHolder | None) -> KeyHolder | None:
    if len(_answers) >= REMEMBERED:
        _answers.clear()
    _answers[text] = (time.monotonic() + FRESH_FOR, holder)
    return holder


def forget() -> None:
    """Drop what this process remembers; revoking here takes effect here at once."""
    _answers.clear()
    _used.clear()


def due_for_use(key_id: int) -> bool:
    """Whether the key's use should be written now: true once a minute per process."""
    at = time.monotonic()
    if at - _used.get(key_id, -USED_AT_MOST_EVERY) < USED_AT_MOST_EVERY:
        return False
    _used[key_id] = at
    return True


def note_use(key_id: int) -> None:
    """Write last_used_at, at most once a minute, whatever the number of processes."""
    if due_for_use(key_id):
        with connection.cursor() as cursor:
            cursor.execute(USED_SQL, {"ids": [key_id], "at": now()})
