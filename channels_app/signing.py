"""Short signatures over what we put into addresses: our own keys, one salt for each use."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from functools import cache

from django.conf import settings
from django.utils.crypto import salted_hmac

MAC = 16


def signed(salt: str, body: bytes) -> str:
    """The body and its signature, as they stand in an address."""
    whole = body + hmac.digest(keyed(salt), body, "sha256")[:MAC]
    return urlsafe_b64encode(whole).rstrip(b"=").decode("ascii")


def opened(salt: str, token: str) -> bytes | None:
    """The body, when it is ours, whole, and made for this use; else None."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (ValueError, Error):
        return None
    body, mac = raw[:-MAC], raw[-MAC:]
    ours = any(hmac.compare_digest(_mac(key, body), mac) for key in _keys(salt))
    # Base64 has several spellings of the same bytes; only the one that we wrote counts.
    spelled = urlsafe_b64encode(raw).rstrip(b"=").decode() == token
    return body if len(mac) == MAC and ours and spelled else None


def _mac(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")[:MAC]


@cache
def _keys(salt: str) -> list[bytes]:
    """The signing key first, then those of former secrets, which still open old addresses."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(salt, "", secret, algorithm="sha256").digest() for secret in secrets]


@cache
def keyed(salt: str) -> bytes:
    """The key of a use, for what is derived rather than signed."""
    return _keys(salt)[0]
