"""Telling devices apart, and naming a message so that twice is once on them."""

import re
from hashlib import blake2b
from uuid import UUID

from channels_app.base import Outgoing

NOBODY = "No device of this customer belongs to this account."
# Apple's tokens are bytes in hexadecimal; Google's hold a colon.
_APPLES = re.compile(r"[0-9a-fA-F]{64,200}")


def is_apples(token: str) -> bool:
    return _APPLES.fullmatch(token) is not None


def id_of(each: Outgoing, device: str = "") -> str:
    """A UUID that is the same whenever this message goes to this device."""
    named = f"{each.message.lane}\n{each.message.id}\n{device}".encode()
    return str(UUID(bytes=blake2b(named, digest_size=16).digest()))
