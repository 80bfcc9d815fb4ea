"""Mail that comes back: the address it comes back to, and what a delivery report says.

Every mail of an account with a bounce domain has a return path of its own (VERP): `b-TOKEN@domain`.
The token is a keyed hash of the intent, and the receipt's `ref`, so it both proves itself and finds
its message. Reports are RFC 3464 (delivery status) and RFC 5965 (complaints of mailbox providers).
"""

import re
from base64 import b32encode
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.policy import default
from functools import cache
from hashlib import blake2b

import msgspec
from django.conf import settings
from django.utils.crypto import salted_hmac

from channels_app.base import Waiting
from channels_app.contracts import Status
from channels_app.email.refusals import is_about_address
from channels_app.provider import BadCallbackError, Told

_TOKEN = re.compile(r"\bb-([a-z2-7]{24})@", re.IGNORECASE)
# Where the address that was written to may stand, the surest first.
_RECIPIENTS = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
_STATUS = {"failed": Status.BOUNCED, "delivered": Status.DELIVERED, "relayed": Status.DELIVERED}


class Bounces(msgspec.Struct, frozen=True):
    """The return paths of one account's mail."""

    domain: str

    def address(self, message: Waiting) -> str:
        return f"b-{token(message)}@{self.domain}"


def token(message: Waiting) -> str:
    """24 letters and digits, always the same for the same intent."""
    text = f"{message.lane}~{message.id}".encode()
    return b32encode(blake2b(text, digest_size=15, key=_key()).digest()).decode().lower()


def token_in(address: str) -> str:
    """The token of a return path; empty when it is none."""
    found = _TOKEN.search(address)
    return found[1].lower() if found else ""


def read(raw: bytes, now: datetime, recipient: str = "") -> list[Told]:
    """What a mail to a return path reports: nothing for an out-of-office or a delay.

    Raises BadCallbackError when no address of ours stands in it.
    """
    mail = message_from_bytes(raw, policy=default)
    ref = token_in(recipient) or next(filter(None, map(token_in, _addressed(mail))), "")
    if not ref:
        raise BadCallbackError("The mail was sent to no return path of ours.")
    return list(_complaint(mail, ref, now)) or list(_statuses(mail, ref, now))


def _addressed(mail: Message) -> Iterator[str]:
    for name in _RECIPIENTS:
        yield from (str(value) for value in mail.get_all(name, []))


def _complaint(mail: Message, ref: str, now: datetime) -> Iterator[Told]:
    if not any(part.get_content_type() == "message/feedback-report" for part in mail.walk()):
        return
    reason = "The reader's mailbox provider passed on a complaint."
    event_id = f"{ref}:complaint"
    yield Told(event_id=event_id, status=Status.COMPLAINED, at=now, ref=ref, reason=reason)


def _statuses(mail: Message, ref: str, now: datetime) -> Iterator[Told]:
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        parts = part.get_payload()
        for fields in parts if isinstance(parts, list) else []:
            if not isinstance(fields, Message):
                continue
            status = _STATUS.get(str(fields.get("Action", "")).strip().lower())
            if status is not None:
                yield _told(fields, status, ref, now)


def _told(fields: Message, status: Status, ref: str, now: datetime) -> Told:
    code = str(fields.get("Status", "")).strip()[:16]
    said = " ".join(str(fields.get("Diagnostic-Code", "")).split())[:500]
    failed = status is Status.BOUNCED
    # 4.x.x: given up after days of trying; the address may work again.
    permanent = failed and not code.startswith("4")
    return Told(
        event_id=f"{ref}:{status.name.lower()}:{code}",
        status=status,
        at=now,
        ref=ref,
        reason=(said or code or "The mail came back.") if failed else "",
        permanent=permanent,
        suppress=permanent and is_about_address(code),
    )


@cache
def _key() -> bytes:
    salt = "channels_app.email.bounces"
    return salted_hmac(salt, "", settings.SECRET_KEY, algorithm="sha256").digest()
