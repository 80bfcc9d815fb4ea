"""The receipts that carriers give, and what an HTTP answer that is no success means.

    nothing left (refused connection, 503)      the account failed; the message goes again
    401, 403                                    the account failed: its keys are wrong
    429                                         wait as long as the provider says
    408, 425, 500                               try again
    502, 504, a cut connection, no JSON         unknown (S17); again where sending twice is once

What a 400, a 404 or a 200 with an error inside means is the provider's own.
"""

from datetime import datetime, timedelta
from typing import Any

from channels_app.contracts import Receipt, Status
from channels_app.http import Reply

# How long to wait after a 429 that does not say.
BUSY_SECONDS = 5.0
_AGAIN = frozenset({408, 425, 500})
_DOWN = frozenset({521, 522, 523, 503})
_DENIED = frozenset({401, 403})


def sent(id: str, ref: str = "", **detail: Any) -> Receipt:  # noqa: A002 - the receipt's word
    return Receipt(id=id, status=Status.SENT, ref=ref, detail=detail or None)


def refused(id: str, reason: str, *, suppress: bool = False) -> Receipt:  # noqa: A002
    """For good: trying again would end the same. `suppress` bars the address."""
    return Receipt(id=id, status=Status.FAILED, reason=reason, permanent=True, suppress=suppress)


def again(id: str, reason: str) -> Receipt:  # noqa: A002
    """Not this time; tried again with back-off."""
    return Receipt(id=id, status=Status.QUEUED, reason=reason, retry=True)


def account_failed(id: str, reason: str) -> Receipt:  # noqa: A002
    """It is the account, not the message; nothing left."""
    return Receipt(id=id, status=Status.QUEUED, reason=reason, retry=True, account_failed=True)


def wait(id: str, now: datetime, seconds: float, reason: str) -> Receipt:  # noqa: A002
    until = now + timedelta(seconds=seconds)
    return Receipt(id=id, status=Status.QUEUED, reason=reason, wait_until=until)


def unknown(id: str, reason: str, *, idempotent: bool) -> Receipt:  # noqa: A002
    """It may have left. Where a second time is harmless it goes again, else a person decides."""
    if idempotent:
        return again(id, reason)
    return Receipt(id=id, status=Status.UNKNOWN, reason=reason)


def of_reply(
    id: str,  # noqa: A002
    reply: Reply,
    now: datetime,
    *,
    idempotent: bool,
    said: str = "",
) -> Receipt | None:
    """What every HTTP provider means alike; None when the answer must be read. `said` is the
    provider's own word on it."""
    status = reply.status
    if reply.trouble == "unreachable":
        return account_failed(id, f"The provider could not be reached: {reply.words}")
    if reply.trouble:
        return unknown(
            id, f"The provider's answer did not arrive: {reply.words}", idempotent=idempotent
        )
    words = f"The provider answered {status}{': ' + said if said else ''}."
    if status == 429:
        seconds = reply.retry_after(now.timestamp())
        return wait(id, now, BUSY_SECONDS if seconds is None else seconds, words)
    if status in _DENIED or status in _DOWN:
        return account_failed(id, words)
    if status in _AGAIN:
        return again(id, words)
    if status >= 500:
        return unknown(id, words, idempotent=idempotent)
    return None


def unread(id: str, reply: Reply, *, idempotent: bool) -> Receipt:  # noqa: A002
    """For a success whose body is not what the provider writes: a page of a proxy, say."""
    reason = f"The provider answered {reply.status} with something that is not its own."
    return unknown(id, reason, idempotent=idempotent)


def words(text: Any, longest: int = 300) -> str:
    """What a provider says, on one line and short, as reasons show it."""
    return " ".join(str(text or "").replace("\0", "").split())[:longest].rstrip(".")
