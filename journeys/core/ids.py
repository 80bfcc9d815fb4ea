"""Ids are derived, never drawn: the same input gives the same id on every machine and in every
replay.

All ids are 128-bit BLAKE2b digests written as dashed UUID text, which is what PostgreSQL's `uuid`
prints."""

from datetime import datetime
from hashlib import blake2b

LANES = 64
"""How many lanes an installation has. A constant: changing it would move every customer."""


def derive(*parts: object) -> str:
    """An id from its parts; the parts are length-prefixed, so ("ab", "c") and ("a", "bc")
    differ."""
    raws = [str(part).encode("utf-8", "surrogatepass") for part in parts]
    joined = b"".join([b"%d:%b" % (len(raw), raw) for raw in raws])
    text = blake2b(joined, digest_size=16).hexdigest()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def identity_key(user_id: str | None, anonymous_id: str | None) -> str:
    """How an event names its customer: by the known id, else by the anonymous one."""
    return f"user:{user_id}" if user_id else f"anon:{anonymous_id}"


def customer_id(workspace_id: int, key: str) -> str:
    """The customer that an identity key is, unless an identity row says it was merged into
    another."""
    return derive("customer", workspace_id, key)


def lane_of(customer: str) -> int:
    """The lane of a customer id: the low six bits of its first byte, so SQL can compute it too."""
    return int(customer[:2], 16) % LANES


def event_id(workspace_id: int, key: str, message_id: str) -> str:
    """One id per (workspace, identity, messageId): the same event sent twice has the same id
    (S2)."""
    return derive("event", workspace_id, key, message_id)


def run_id(journey_id: object, customer: str, entry_key: str, message_id: str) -> str:
    """A run is named by what started it, so the same entry can never start two."""
    return derive("run", journey_id, customer, entry_key, message_id)


def occurrence_id(journey_id: int, trigger: str, at: datetime, customer: str) -> str:
    """The messageId of an enrolment by the clock: one customer, one moment, one entry. Plain text,
    because the live driver builds it in SQL for everyone at once."""
    return f"occurrence:{journey_id}:{trigger}:{at.isoformat()}:{customer}"
