"""The signed tokens in the links of a mail. They never expire: old mail must still unsubscribe.

A token names a customer, a channel and perhaps a topic, and what it is for; one made to
unsubscribe opens no preference page ("u", "p"), and one that a device reports by ("r", whose topic
is the message's id) does neither; by one of a deep link ("s") a chat becomes the customer's. It
holds no address and no name.
"""

import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from functools import cache
from typing import Literal
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils.crypto import salted_hmac

Purpose = Literal["u", "p", "r", "s"]

_HEAD = struct.Struct(">1sIB16s")
_MAC = 16


class Token(msgspec.Struct, frozen=True):
    """Whom and what a link speaks of."""

    purpose: Purpose
    workspace_id: int
    lane: int
    customer_id: str
    channel: str
    topic: str = ""


def write(token: Token) -> str:
    """The token as it stands in an address."""
    head = _HEAD.pack(
        token.purpose.encode(),
        token.workspace_id,
        token.lane,
        bytes.fromhex(token.customer_id.replace("-", "")),
    )
    body = head + f"{token.channel}\n{token.topic}".encode()
    return urlsafe_b64encode(body + _mac(_keys()[0], body)).rstrip(b"=").decode()


def read(text: str, purpose: Purpose) -> Token | None:
    """The token, when it is ours and made for this; else None."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, Error):
        return None
    body, mac = raw[:-_MAC], raw[-_MAC:]
    if len(body) <= _HEAD.size or not _ours(body, mac):
        return None
    mark, workspace_id, lane, customer = _HEAD.unpack(body[: _HEAD.size])
    if mark != purpose.encode():
        return None
    channel, _, topic = body[_HEAD.size :].decode().partition("\n")
    return Token(purpose, workspace_id, lane, str(UUID(bytes=customer)), channel, topic)


def _ours(body: bytes, mac: bytes) -> bool:
    return any(hmac.compare_digest(_mac(key, body), mac) for key in _keys())


def _mac(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")[:_MAC]


@cache
def _keys() -> list[bytes]:
    """The signing key first, then those of former secrets, which still open old links."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    salt = "channels_app.consent.tokens"
    return [salted_hmac(salt, "", secret, algorithm="sha256").digest() for secret in secrets]
