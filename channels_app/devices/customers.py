"""The short-lived token by which a browser or an app is a certain customer.

For a known customer the shop's own server asks for it with its secret key; a visitor who is not
known gets one for his anonymous id. See README.md, "Who may read an inbox".
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import UTC, datetime, timedelta
from functools import cache

import msgspec
from django.conf import settings
from django.utils.crypto import salted_hmac

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=1)
ANONYMOUS_LASTS = timedelta(hours=12)
_MAC = 32


class Pass(msgspec.Struct, frozen=True, array_like=True):
    """Whose token it is: the workspace, the ids as events name them, and until when."""

    workspace_id: int
    user_id: str
    anonymous_id: str
    until: int
    """Seconds since 1970."""

    def holds(self, now: datetime) -> bool:
        return now.timestamp() < self.until

    @property
    def ends(self) -> datetime:
        return datetime.fromtimestamp(self.until, UTC)


_decode = msgspec.json.Decoder(Pass).decode


def made(workspace_id: int, user_id: str, anonymous_id: str, until: datetime) -> str:
    """The token's text."""
    body = msgspec.json.encode(Pass(workspace_id, user_id, anonymous_id, int(until.timestamp())))
    return urlsafe_b64encode(hmac.digest(_keys()[0], body, "sha256") + body).rstrip(b"=").decode()


def read(text: str, now: datetime) -> Pass | None:
    """Whose it is; None for one that is not ours, or is over."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, Error):
        return None
    mac, body = raw[:_MAC], raw[_MAC:]
    if not any(hmac.compare_digest(hmac.digest(key, body, "sha256"), mac) for key in _keys()):
        return None
    found = _decode(body)
    return found if found.holds(now) else None


@cache
def _keys() -> list[bytes]:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    salt = "channels_app.devices.customers"
    return [salted_hmac(salt, "", secret, algorithm="sha256").digest() for secret in secrets]
