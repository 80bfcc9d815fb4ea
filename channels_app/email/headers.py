"""The headers of a mail, as plain text; nothing that a customer or a template says can end one."""

import re
from datetime import datetime
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from django.conf import settings

from channels_app.base import Outgoing, Sender
from channels_app.consent.links import unsubscribe_url
from channels_app.email.address import wire

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SAFE_ID = re.compile(r"[A-Za-z0-9-]+(:[A-Za-z0-9-]+)*", re.ASCII)


def headers(outgoing: Outgoing, now: datetime) -> dict[str, str]:
    """In the order in which they are written; values are not yet encoded."""
    message = outgoing.message
    found = {
        "From": "{} <{}>".format(*from_parts(outgoing.sender)),
        "To": wire(message.recipient) or "",
        "Subject": one_line(outgoing.body.subject),
        "Date": format_datetime(now),
        "Message-ID": f"<{message_id(message.id)}@{_domain(outgoing.sender)}>",
        "MIME-Version": "1.0",
    }
    if message.kind == "marketing":
        # RFC 8058: the mail program's own button posts to this address.
        found["List-Unsubscribe"] = f"<{unsubscribe_url(message)}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


@lru_cache(maxsize=1024)
def from_parts(sender: Sender) -> tuple[str, str]:
    """The sender's name and address: the workspace's, else the installation's address."""
    fallback = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    address = wire(sender.sender_email) or fallback
    return one_line(sender.sender_name or sender.name), address


def message_id(intent_id: str) -> str:
    """The part before the @, always the same for the same intent (S17)."""
    if _SAFE_ID.fullmatch(intent_id):
        return intent_id.replace(":", ".")
    return blake2b(intent_id.encode(), digest_size=16).hexdigest()


def one_line(text: str) -> str:
    """Without line ends and other control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _domain(sender: Sender) -> str:
    host = from_parts(sender)[1].rpartition("@")[2]
    return host if "." in host else urlsplit(settings.BASE_URL).hostname or host
