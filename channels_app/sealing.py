"""Secrets at rest: encrypted by the first of `SOJOURN_SECRET_KEYS`, readable by each of them.

Fernet (AES-128-CBC with HMAC-SHA256, github.com/fernet/spec). A new key is put in front, then
`manage.py rotate_secrets` seals everything anew, then the old key can go.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBrokenError(Exception):
    """None of the keys opens it: the key that sealed it is gone."""

    def __init__(self) -> None:
        super().__init__(
            "The account's secrets cannot be read: the key that sealed them is not among"
            " SOJOURN_SECRET_KEYS. Put it back, or enter the secrets again."
        )


def seal(secrets: Mapping[str, Any]) -> str:
    """The text to store; empty for no secrets."""
    return _keys().encrypt(msgspec.json.encode(secrets)).decode() if secrets else ""


def unseal(sealed: str) -> dict[str, Any]:
    """What was sealed. Raises SealBrokenError."""
    if not sealed:
        return {}
    try:
        found: dict[str, Any] = msgspec.json.decode(_keys().decrypt(sealed.encode()))
    except InvalidToken:
        raise SealBrokenError from None
    return found


def resealed(sealed: str) -> str:
    """The same secrets under the first key. Raises SealBrokenError."""
    if not sealed:
        return ""
    try:
        return _keys().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise SealBrokenError from None


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_key(text)) for text in settings.SOJOURN_SECRET_KEYS])


def _key(text: str) -> bytes:
    """Fernet wants 32 bytes; any long random text makes them."""
    return urlsafe_b64encode(sha256(text.encode()).digest())
